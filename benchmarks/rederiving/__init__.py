"""Readers that answer exercises from their wording alone, with NumPy and mpmath: a second opinion on every key."""
