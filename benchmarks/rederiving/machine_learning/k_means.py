"""Readers for the topic “k-means”."""

from __future__ import annotations

from typing import Any

from rederiving.numeric import column
from rederiving.rules import Rules
from rederiving.summaries import mean, points

rule = Rules()


def _inertia(found: list[tuple[Any, Any]], centre: Any = None) -> Any:
    cx, cy = centre or (mean([x for x, _ in found]), mean([y for _, y in found]))
    return sum((x - cx) ** 2 + (y - cy) ** 2 for x, y in found)


rule.story(
    "drop",
    0,
    lambda *v: _inertia(points(v[:-2]), v[-2:]) - _inertia(points(v[:-2])),
    "By how much does the inertia fall when the centre is updated",
)
rule.story(
    "lost-point",
    0,
    lambda k, x, y, count, *v: (
        column(k * x - sum(v[::2]), k * y - sum(v[1::2])) if count == k - 1 == len(v) // 2 else None
    ),
    "Where is the other one",
)


def _round(found: list[tuple[Any, Any]], centres: list[tuple[Any, Any]], which: int) -> Any:
    mine = [p for p in found if min(range(len(centres)), key=lambda i: _inertia([p], centres[i])) == which]
    return column(mean([x for x, _ in mine]), mean([y for _, y in mine]))


for _which, _name in enumerate(("first", "second")):
    rule.story(
        "round",
        0,
        lambda *v, w=_which: _round(points(v[:-4]), points(v[-4:]), w),
        "with two centres, which start at",
        f"where is the {_name} centre now",
    )
rule.story(
    "inertia",
    12,
    lambda *v: _inertia(points(v[:4])) + _inertia(points(v[4:8])),
    "^Two clusters:",
    "inertia",
)
rule.story(
    "centre",
    0,
    lambda *v: column(mean(v[:-2:2]), mean(v[1:-2:2])),
    "(one centre, which lies at|its centre was)",
    "(What is the new centre|Where does the update move the centre)",
)
# Clusters of two and three points as well, with the centres told after them.
rule.story(
    "inertia",
    14,
    lambda *v: (
        _inertia(points(v[:4])) + _inertia(points(v[4:10]))
        if v[10:12] == (mean(v[:4:2]), mean(v[1:4:2]))
        else _inertia(points(v[:6])) + _inertia(points(v[6:10]))
    ),
    "^Two clusters:",
    "inertia",
)


def _away(*v: Any) -> bool | None:
    *data, centre, moved, claimed = v
    if centre != mean(data):
        return None
    return bool(sum((x - moved) ** 2 - (x - centre) ** 2 for x in data) == claimed)


rule.story(
    "away",
    0,
    _away,
    "^A cluster on a line holds",
    "its centre is at the mean",
    "True or false: moving the centre to .* raises the inertia by exactly",
)


def _settled(data: list[Any], centres: list[Any]) -> Any:
    """The inertia at which k-means on a line comes to rest."""
    while True:
        near = [min(range(len(centres)), key=lambda i: abs(x - centres[i])) for x in data]
        groups = [[x for x, k in zip(data, near, strict=True) if k == i] for i in range(len(centres))]
        new = [mean(group) for group in groups]
        if new == centres:
            return sum((x - centres[k]) ** 2 for x, k in zip(data, near, strict=True))
        centres = new


def _better_start(*v: Any) -> str:
    *data, s1, s2, t1, t2 = v
    s, t = _settled(data, [s1, s2]), _settled(data, [t1, t2])
    return "Both end with the same inertia" if s == t else "Start S" if s < t else "Start T"


rule.story(
    "starts",
    0,
    _better_start,
    "^Points on a line",
    "K-means with two clusters starts once with the centres",
    "Which start ends with the lower inertia",
)
