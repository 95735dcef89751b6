"""The settings of the probability exercises: whom they are about and what may be true of them."""

from __future__ import annotations

from dataclasses import dataclass


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
    Story(
        "visitors of a shop",
        "visitor",
        "bought something",
        "bought nothing",
        "clicked the advertisement",
        "did not click it",
    ),
    Story("images", "image", "shows a cat", "shows no cat", "was labelled “cat”", "was not labelled “cat”"),
    Story("patients", "patient", "recovered", "did not recover", "took the medicine", "did not take it"),
    Story("films", "film", "is a comedy", "is not a comedy", "is longer than two hours", "is not longer"),
    Story("transactions", "transaction", "is fraudulent", "is honest", "was flagged", "was not flagged"),
    Story(
        "sentences", "sentence", "is a question", "is not a question", "mentions a price", "mentions no price"
    ),
    Story(
        "commuters",
        "commuter",
        "takes the train",
        "does not take the train",
        "lives outside the city",
        "lives in the city",
    ),
    Story("programs", "program", "has a bug", "has no bug", "failed a test", "passed all tests"),
)


@dataclass(frozen=True, slots=True)
class Signal:
    """A hidden property, and a signal that points to it with errors.

    `{hit}` and `{alarm}` in `rates` and `{hit}` in `hits` stand for counts or percentages.
    """

    many: str
    hidden: str
    rates: str
    hits: str
    shown: str
    """Those that gave the signal."""
    one: str
    """One gave the signal: how probable is the hidden property?"""
    twice: str
    """The signal came twice, independently."""


SIGNALS = (
    Signal(
        "people",
        "have the disease",
        "A test is positive for {hit} of those with the disease, and also for {alarm} of those without it.",
        "A test is positive for {hit} of those with the disease.",
        "all who test positive",
        "Someone tests positive. How probable is it that this person has the disease?",
        "Someone tests positive twice, in two independent tests. How probable is it that this person has the disease?",
    ),
    Signal(
        "emails",
        "are spam",
        "A filter catches {hit} of the spam, but also {alarm} of the other emails.",
        "A filter catches {hit} of the spam.",
        "all emails that the filter catches",
        "The filter catches an email. How probable is it that it is spam?",
        "Two independent filters of this kind both catch the same email. How probable is it that it is spam?",
    ),
    Signal(
        "transactions",
        "are fraudulent",
        "A monitor flags {hit} of the fraudulent ones, and {alarm} of the honest ones as well.",
        "A monitor flags {hit} of the fraudulent ones.",
        "all transactions that are flagged",
        "A transaction is flagged. How probable is it that it is fraudulent?",
        "Two independent monitors of this kind flag the same transaction. How probable is it that it is fraudulent?",
    ),
    Signal(
        "machine parts",
        "are faulty",
        "A camera rejects {hit} of the faulty parts, and by mistake {alarm} of the sound ones.",
        "A camera rejects {hit} of the faulty parts.",
        "all parts that the camera rejects",
        "The camera rejects a part. How probable is it that the part is faulty?",
        "Two independent cameras of this kind reject the same part. How probable is it that the part is faulty?",
    ),
    Signal(
        "X-ray images",
        "show a tumour",
        "A classifier marks {hit} of the images with a tumour, and {alarm} of the images without one.",
        "A classifier marks {hit} of the images with a tumour.",
        "all images that the classifier marks",
        "The classifier marks an image. How probable is it that there is a tumour on it?",
        "Two classifiers of this kind, independent of each other, mark the same image. How probable is a tumour on it?",
    ),
    Signal(
        "sensors",
        "are broken",
        "Of the broken ones {hit} send an alarm, of the working ones {alarm}.",
        "Of the broken ones {hit} send an alarm.",
        "all sensors that send an alarm",
        "A sensor sends an alarm. How probable is it that it is broken?",
        "A sensor sends an alarm in two independent checks. How probable is it that it is broken?",
    ),
)
