"""A claim to a verdict: what kind of statement it is, whether it holds, whether it may be refuted."""
