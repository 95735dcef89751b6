"""Runs Python code that a note or a learner wrote, in a child process with limits on time, memory and files.

The limits keep a mistake from hurting the machine; they are no cage for malice, so where several people share one
Groundwork nobody's code is run (`GROUNDWORK_RUN_CODE=false`).
"""
