"""Exercises with keys that were proved before they are served, and their grading."""
