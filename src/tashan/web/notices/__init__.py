"""What waits for whom, and who was told? Work by due date, notices, digests by mail, calendars."""
