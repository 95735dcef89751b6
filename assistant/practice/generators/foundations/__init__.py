"""Exercises on the foundations."""

MODULES: dict[str, str] = {}
"""The module of each topic that has exercises; read without importing them."""
