"""Which things hold these words? One index over Chinese and English for every room, on both databases."""
