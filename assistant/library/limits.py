"""How much of anything the library takes in; every boundary refers to these."""

from __future__ import annotations

MAX_TEXT_BYTES = 20 * 1024 * 1024
"""Largest Markdown or text file."""
MAX_NOTEBOOK_BYTES = 60 * 1024 * 1024
"""Largest notebook; most of a large one is pictures, which are passed over."""
MAX_OUTPUT_CHARACTERS = 2_000
"""Text kept of one result in a notebook."""
MAX_TAG_QUOTES = 400
"""Quotation marks in one HTML tag; what has more is no tag."""
MAX_MACROS = 500
"""Short names of a LaTeX file that are written out."""
MAX_PDF_BYTES = 400 * 1024 * 1024
MAX_PDF_PAGES = 3_000
"""Pages read of one PDF; what lies beyond is said aloud."""
MAX_PAGE_CHARACTERS = 60_000
"""Text kept of one page; real pages have under 10,000 characters."""
STEP_SECONDS = 30.0
"""Opening a PDF, reading one page, drawing one page: each in this time, or it is given up."""
MAX_SLOW_PAGES = 3
"""After this many pages that took too long or too much memory, the file is given up."""
MEMORY_BYTES = 1024 * 1024 * 1024
"""Address space of the child process that opens a PDF."""
MAX_FILES = 5_000
"""Files taken from one call's folders."""

MAX_QUERY_CHARACTERS = 20_000
MAX_QUERY_TERMS = 60
"""Terms of a query that the lexical index is asked for; the first ones count."""
MAX_RESULTS = 100

PASSAGE_TOKENS = 200
"""Size of a passage, in estimated word pieces, without its section path."""
SMALL_PASSAGE_TOKENS = 40
"""A rest below this joins the passage before it."""
MAX_PASSAGE_CHARACTERS = 8_000
"""Even a formula, a code block or a table is cut at this size."""
MAX_EXAMPLE_CHARACTERS = 4_000
"""A worked example up to this size stays in one passage."""
EMBEDDED_TOKENS = 256
"""What the embedder reads of a passage, section path included."""
