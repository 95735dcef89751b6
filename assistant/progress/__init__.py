"""Evidence to coverage, gaps, a schedule, a diagnostic, a plan and a report; `docs/progress.md` says how.

Pure: `now` is an argument, evidence comes in as values, nothing is drawn at random.
"""
