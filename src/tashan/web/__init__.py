"""The site: people read, review, decide and publish. Django lives here and nowhere else; `entry` is its only door."""
