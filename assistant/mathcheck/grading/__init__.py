"""A typed answer against a reference: the same, different, unreadable or undecided."""
