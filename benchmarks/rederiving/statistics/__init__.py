"""Readers for statistics: a module a topic."""
