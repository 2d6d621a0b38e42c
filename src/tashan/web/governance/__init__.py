"""Who promised what, is it done, and who says so? Bodies, sessions, agreements, plans and matters on pages."""
