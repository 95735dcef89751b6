"""One module per topic, grouped by area; each has `GENERATORS`, a tuple of seeded generators of drafts."""
