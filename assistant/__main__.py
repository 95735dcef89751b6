"""`python -m assistant` is the command `groundwork`."""

from assistant.cli import main

main()
