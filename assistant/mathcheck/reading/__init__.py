"""Text to syntax: where the mathematics stands, what is claimed, and what was written, before it means anything."""
