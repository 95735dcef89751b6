"""The syllabus: topics and what rests on what, read from the front matter of the notes.

Pure, but for one loader that reads `corpus/`.
"""
