"""Exercises to write a formula from scratch in NumPy, tried on hidden cases against our own reference."""
