"""The processes that do the mathematics, with hard limits on time and memory."""
