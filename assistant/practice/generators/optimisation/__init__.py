"""Finding minima by following the gradient."""
