"""Readers for optimisation: a module a topic."""
