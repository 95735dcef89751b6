"""Readers for linear algebra: a module a topic."""
