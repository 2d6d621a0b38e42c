"""What is known? The public pages: home, records, regions, events, documents, evidence, and all of it as data."""
