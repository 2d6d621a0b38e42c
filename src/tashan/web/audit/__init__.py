"""What was changed, by whom, for which region, and why? A chain of events that nobody can alter unseen."""
