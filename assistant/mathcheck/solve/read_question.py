"""From a question as typed to its words, formulas and definitions."""

from __future__ import annotations

from dataclasses import replace

import sympy

from assistant.mathcheck.reading.syntax import Apply, Listing, Name, walk
from assistant.mathcheck.solve.defined import Binder
from assistant.mathcheck.solve.question import Question
from assistant.mathcheck.solve.sentence import Sentence, read_sentence
from assistant.mathcheck.values.build import symbol
from assistant.mathcheck.values.scope import EMPTY


def read_question(text: str) -> Question:
    """Read the words and formulas of a question and bind what it defines, in order."""
    sentence = read_sentence(text)
    binder = Binder(replace(EMPTY, log_base=-1))
    defined: dict[int, str] = {}
    for index, formula in enumerate(sentence.formulas):
        node = formula.node
        for item in node.items if isinstance(node, Listing) else (node,):
            name = binder.bind(item)
            if name and not isinstance(node, Listing):
                defined[index] = name
    if _speaks_of_the_sigmoid(sentence) and "sigma" not in binder.scope.functions:
        x = symbol("x")
        binder.scope = binder.scope.with_function("sigma", ("x",), 1 / (1 + sympy.exp(-x)))
    return Question(sentence, binder.scope, binder.points, defined, binder.named)


def _speaks_of_the_sigmoid(sentence: Sentence) -> bool:
    """Whether σ stands before brackets everywhere it stands: then it is the sigmoid, not a standard deviation."""
    applied = bare = 0
    for formula in sentence.formulas:
        calls = [part.function for part in walk(formula.node) if isinstance(part, Apply)]
        applied += sum(function == Name("sigma") for function in calls)
        bare += sum(part == Name("sigma") for part in walk(formula.node))
    return applied > 0 and bare == applied
