from __future__ import annotations

import pytest

from assistant.syllabus.types import Syllabus, Topic


@pytest.fixture(scope="session")
def syllabus() -> Syllabus:
    """Seven topics: vectors → dot product; rules → partials; both → gradient → descent; and one alone."""
    edges = {
        "vectors": "",
        "dot-product": "vectors",
        "derivative-rules": "",
        "partials": "derivative-rules",
        "gradient": "dot-product partials",
        "descent": "gradient",
        "bayes": "",
    }
    areas = {
        "vectors": "linear-algebra",
        "dot-product": "linear-algebra",
        "descent": "optimisation",
        "bayes": "probability",
    }
    return Syllabus(
        tuple(
            Topic(t, t.replace("-", " ").capitalize(), areas.get(t, "calculus"), tuple(requires.split()), 8)
            for t, requires in edges.items()
        )
    )
