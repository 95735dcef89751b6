"""Documents to passages to an index to search results with citations."""
