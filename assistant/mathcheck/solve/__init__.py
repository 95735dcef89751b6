"""Solves what a question asks to compute, with worked steps, before anyone explains it."""
