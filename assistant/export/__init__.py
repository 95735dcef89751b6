"""What leaves Groundwork in other formats: Anki, Markdown, CSV, JSON and calendars. Values in, bytes out."""
