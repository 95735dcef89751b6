"""Checks mathematics: text to claims to verdicts, questions to solutions, typed answers to grades.

Pure: SymPy and its worker processes, nothing else. `MathChecker` in `checker.py` is the way in. The rooms, each built
on those before it: `reading` (text to syntax), `values` (syntax to SymPy and back), then `checking`, `grading` and
`solve`, and `workers`, the processes that run them.
"""
