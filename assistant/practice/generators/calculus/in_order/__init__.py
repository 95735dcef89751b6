"""Worked solutions of calculus whose steps are to be put into order."""
