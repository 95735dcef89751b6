"""Conditioning and its inversion."""
