"""Readers for the topic “Sample spaces and events”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
import math
import re
from typing import Any

import mpmath as mp

from rederiving.numeric import one
from rederiving.rules import Rules

rule = Rules()

_none = lambda faces, k: 1 - (1 - 1 / mp.mpf(faces)) ** int(k)
S = "at-least-one"
rule.story(S, 2, _none, "^(Suppose a|A) fair die with \\d+ faces is rolled", "at least once")
rule.story(S, 2, _none, "wheel with \\d+ equal sectors is spun", "one of them, is hit at least once")
rule.story(
    S,
    3,
    lambda k, servers, one_: _none(servers, k),
    "requests go to \\d+ servers",
    "server 1 gets at least one of them",
)
S = "list"
rule.story(
    S, 2, lambda tosses, faces: 2 ** int(tosses) * faces, "coin toss|coin is tossed", "die with \\d+ faces"
)
rule.story(
    S, 1, lambda size: math.comb(int(size), 2), "^Two pictures out of a batch of", "their order does not"
)
rule.story(S, 3, lambda x, y, z: x * y * z, "^A test run picks one of")
rule.story(
    S,
    1,
    lambda size: size * (size - 1),
    "gold and silver are handed out",
    "No \\w+ gets two of them",
)
rule.story(
    S,
    1,
    lambda size: size * (size - 1) * (size - 2),
    "gold, silver and bronze are handed out",
    "No \\w+ gets two of them",
)
S = "overlap"
rule.story(
    S,
    3,
    lambda x, y, z: x + y - z,
    "at least one of the two with probability",
    "How probable is it that it does both\\?$",
)
rule.story(
    S,
    3,
    lambda x, y, z: x + y - z,
    "At least one of the two is the case with probability",
    "How probable is it that both are\\?$",
)
S = "union"
rule.story(S, 3, lambda x, y, z: x + y - z, "do both", "does at least one of the two\\?$")
rule.story(S, 3, lambda x, y, z: 1 - (x + y - z), "do both", "does neither\\?$")


def _dice(red: str, blue: str, event: str) -> Any:
    """The share of the pairs in which an event described in words happens."""
    number = re.search(r"\d+", event)
    c = int(number.group()) if number else 0
    plain = re.sub(r"\d+", "#", event)
    tests = {
        "the sum of the two is #": lambda x, y: x + y == c,
        "the sum of the two is at most #": lambda x, y: x + y <= c,
        "the sum of the two is at least #": lambda x, y: x + y >= c,
        "the two differ by exactly #": lambda x, y: abs(x - y) == c,
        "the blue die shows more than the red one": lambda x, y: y > x,
        "neither die shows more than #": lambda x, y: x <= c and y <= c,
        "both show the same number": lambda x, y: x == y,
        "at least one of them shows a #": lambda x, y: c in (x, y),
        "at least one die shows a #": lambda x, y: c in (x, y),
    }
    if plain not in tests:
        return None
    pairs = list(itertools.product(range(1, int(red) + 1), range(1, int(blue) + 1)))
    return mp.mpf(sum(tests[plain](x, y) for x, y in pairs)) / len(pairs)


_ASKED = "‹How probable is it that|What is the probability that› «event»?"
S = "dice"
rule(
    S,
    lambda k, event: _dice(k, k, event),
    f"Someone rolls two fair dice with «k» faces each, one red and one blue, once. {_ASKED}",
    f"You roll two fair dice with «k» faces each, one red and one blue, and note the pair. {_ASKED}",
)
rule(
    S,
    _dice,
    f"Someone rolls a red die with «red» faces and a blue one with «blue», both fair, once. {_ASKED}",
    f"You roll a red die with «red» faces and a blue one with «blue», both fair, and note the pair. {_ASKED}",
)
_multiple = lambda top, p, q: (
    mp.mpf(sum(k % int(p) == 0 or k % int(q) == 0 for k in range(1, int(top) + 1))) / int(top)
)
S = "multiples"
rule(
    S,
    _multiple,
    "A whole number from 1 to «top» is drawn at random. What is the probability that it is divisible by «p» or by «q»?",
    "Tickets are numbered from 1 to «top», and all whose number is a multiple of «p» or of «q» win. How probable is it that a random ticket wins?",
)
how_often = lambda miss, t: one(
    tuple(mp.mpf(k) for k in range(1, 60) if abs(1 - miss**k - t) < mp.mpf("1e-25"))
)
S = "how-often"
rule.story(
    S,
    2,
    lambda k, t: how_often(1 - 1 / k, t),
    "(equal sectors, one of them gold|has \\d+ answers, one of them right, and you guess blindly|puts the coin under one of \\d+ cups)",
    "In how many tries is the probability of at least one hit exactly",
)
rule.story(
    "list",
    1,
    lambda size: size * (size - 1) / 2,
    "^Two \\w+ out of a \\w+ of \\d+ are picked",
    "Which two matters, their order does not",
)
rule.story(
    "at-least-one",
    2,
    lambda k, songs: _none(songs, k),
    "playlist draws \\d+ times from \\d+ songs, any song each time",
    "your favourite song, one of them, is played at least once\\?$",
)
for _form in (
    "^True or false: two events with .* can be disjoint\\.$",
    "^An event has probability .* True or false: they can exclude each other\\.$",
    "^A model says .* True or false: it is possible that \\$A\\$ and \\$B\\$ never happen together\\.$",
):
    rule.story("fit", 2, lambda p, q: bool(p + q <= 1 + mp.mpf("1e-20")), _form)
