"""Evidence to coverage: what was never touched, read, practised, mastered, or has gone stale.

Pure: `now` is an argument, evidence comes in as values.
"""
