"""Vectors and matrices."""
