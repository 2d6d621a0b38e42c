"""What do we know, from which documents, and who has checked it? One event, many reports."""
