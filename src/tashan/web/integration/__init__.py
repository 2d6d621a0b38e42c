"""How integrated are they, and what holds them back? Tables of figures, indices from files, diagnosis, score cards."""
