"""Readers for machine learning: a module a topic."""
