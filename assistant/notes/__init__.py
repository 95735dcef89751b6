"""The textbook notes proved right: every formula, code block, section, link and figure.

This is the printer's reader, not a part of a learner's session: `groundwork corpus check` runs it before notes ship.
"""
