"""Readers for foundations: a module a topic."""
