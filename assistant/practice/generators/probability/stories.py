"""The settings of the probability exercises: whom they are about and what may be true of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Story:
    """A population and two properties. `first` and `second` complete the sentence "one of them …"."""

    many: str
    one: str
    first: str
    not_first: str
    second: str
    not_second: str


STORIES = (
    Story("emails", "email", "is spam", "is not spam", "contains the word “free”", "does not contain it"),
    Story("students", "student", "passed the exam", "did not pass", "did the exercises", "did not do them"),
    Story("visitors of a shop", "visitor", "bought something", "bought nothing", "clicked the advertisement", "did not click it"),
    Story("images", "image", "shows a cat", "shows no cat", "was labelled “cat”", "was not labelled “cat”"),
    Story("patients", "patient", "recovered", "did not recover", "took the medicine", "did not take it"),
    Story("films", "film", "is a comedy", "is not a comedy", "is longer than two hours", "is not longer"),
    Story("transactions", "transaction", "is fraudulent", "is honest", "was flagged", "was not flagged"),
    Story("sentences", "sentence", "is a question", "is not a question", "mentions a price", "mentions no price"),
    Story("commuters", "commuter", "takes the train", "does not take the train", "lives outside the city", "lives in the city"),
    Story("programs", "program", "has a bug", "has no bug", "failed a test", "passed all tests"),
)


@dataclass(frozen=True, slots=True)
class TestStory:
    """A hidden property, and a sign that points to it with errors."""

    many: str
    who: str
    hidden: str
    not_hidden: str
    sign: str


TESTS = (
    TestStory("people", "a person", "have the disease", "do not have it", "test positive"),
    TestStory("emails", "an email", "are spam", "are not spam", "are caught by the filter"),
    TestStory("transactions", "a transaction", "are fraudulent", "are honest", "are flagged"),
    TestStory("machine parts", "a part", "are faulty", "are sound", "are rejected by the camera"),
    TestStory("images", "an image", "show a tumour", "show none", "are marked by the classifier"),
    TestStory("sensors", "a sensor", "are broken", "work", "send an alarm"),
)


def counted(share: Fraction, total: int) -> int:
    """How many of `total` a share is; raises ValueError when that is not a whole number."""
    value = share * total
    if value.denominator != 1:
        raise ValueError(f"{share} of {total} is not a whole number")
    return value.numerator


def pairs(population: int) -> Iterator[tuple[int, int]]:
    """All ordered pairs of different members, numbered from 0: draws without putting back."""
    return ((i, j) for i in range(population) for j in range(population) if i != j)
