"""Syntax to SymPy values and back to LaTeX, by constructors only, each size asked before anything is built."""
