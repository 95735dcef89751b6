"""The search index: generations of vectors and terms, and the ranking over them."""
