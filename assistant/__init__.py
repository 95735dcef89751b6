"""Groundwork: a study assistant for the mathematics of machine learning.

Start reading at `docs/architecture.md`; the code starts at `assistant/study/`,
which holds one method for each thing a learner can do.
"""

__version__ = "0.1.0"
