"""Checks mathematics: text to claims to verdicts, questions to solutions, typed answers to grades.

Pure: SymPy and its worker processes, nothing else. `MathChecker` in `checker.py` is the way in.
"""
