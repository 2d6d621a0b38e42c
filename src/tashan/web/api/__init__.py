"""How do programs ask? Every endpoint of the site under /api/v1, with one way to page, to fail and to say who calls."""
