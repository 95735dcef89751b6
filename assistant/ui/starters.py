"""The questions a first visit may begin with."""

STARTERS = (
    "What is the gradient of x^2 + 3xy, and what does it mean?",
    "Why does the dot product measure similarity?",
    "Find the eigenvalues of [[2, 1], [1, 2]] and tell me what they say.",
)
