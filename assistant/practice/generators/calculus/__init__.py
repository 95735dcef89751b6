"""Derivatives of one and several variables."""
