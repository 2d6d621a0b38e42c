"""Do all equals agree? Approval by N of M governments, with four eyes, applied whole or not at all."""
