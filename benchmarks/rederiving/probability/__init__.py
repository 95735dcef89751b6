"""Readers for probability: a module a topic."""
