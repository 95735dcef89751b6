"""A turn of conversation: retrieve, solve, write, check, repair, cite, record."""
