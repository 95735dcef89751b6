"""Readers for calculus: a module a topic."""
