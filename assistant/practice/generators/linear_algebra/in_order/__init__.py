"""Worked solutions of linear algebra whose steps are to be put into order."""
