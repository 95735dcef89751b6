"""Readers for the topic “Trigonometry”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import re
from typing import Any

import mpmath as mp

from rederiving.functions import f
from rederiving.latex import function_of
from rederiving.numeric import column, n, one, solve
from rederiving.rules import Rules
from rederiving.values import norm

rule = Rules()

S = "convert"
rule(
    S,
    lambda r, x: n(r) * mp.radians(n(x)),
    "A robot's wheel has a radius of «r» cm and turns by $«x»^\\circ$. How far does the robot roll, in cm?",
)
rule(
    S,
    lambda x: mp.degrees(n(x)),
    "A program returns the angle $«x»$. What is it in degrees?",
    "How many degrees are $«x»$ radians?",
)
rule(
    S,
    lambda x: mp.radians(n(x)),
    "An image is rotated by $«x»^\\circ$. How many radians are that, as a multiple of $\\pi$?",
    "NumPy wants radians. What do you pass for an angle of $«x»^\\circ$?",
)
rule(S, lambda x: mp.degrees(n(x)), "Convert $«x»$ to degrees.")
rule(S, lambda x: mp.radians(n(x)), "Convert $«x»^\\circ$ to radians.")
rule(
    S,
    lambda r, x: n(r) * mp.radians(n(x)),
    "A pizza has a radius of «r» inches, and one slice takes up $«x»^\\circ$. How long is the crust of that slice, in inches?",
)


def _angles(what: str, value: Any, low: Any = 0, high: Any = 360) -> tuple[Any, ...]:
    """The whole degrees at which a function of the angle has a value."""
    function = {"\\sin": mp.sin, "\\cos": mp.cos, "\\tan": mp.tan}[what]
    return tuple(
        mp.mpf(k)
        for k in range(int(low), int(high) + 1)
        if k % 180 != 90 or what != "\\tan"
        if abs(function(mp.radians(k)) - value) < mp.mpf("1e-25")
    )


_first = lambda x, c: solve(lambda t: f(x, "t")(t) - n(c), "0.00007", 60)[0]
S = "angle"
rule(
    S,
    lambda what, x: _angles(what, n(x)),
    "Find both angles from $0^\\circ$ to $360^\\circ$ with $«what» t = «x»$, in degrees.",
)
rule(
    S,
    lambda what, x: _angles({"horizontal": "\\cos", "vertical": "\\sin"}[what], n(x)),
    "At which two angles, in degrees from 0 to 360, does the unit circle have the «what» coordinate $«x»$?",
)
rule(
    S,
    lambda low, high, what, x: one(_angles(what, n(x), n(low), n(high))),
    "Which angle between $«low»^\\circ$ and $«high»^\\circ$ has $«what» t = «x»$? Answer in degrees.",
)
rule(
    S,
    lambda what, x, low, high: one(_angles(what, n(x), n(low), n(high))),
    "$«what» t = «x»$, and $t$ is between $«low»^\\circ$ and $«high»^\\circ$. How many degrees is $t$?",
)
rule(
    S,
    _first,
    "A signal is $s(t) = «x»$. What is the smallest $t > 0$ with $s(t) = «c»$?",
    "The temperature $t$ hours after sunrise is modelled by $«x»$. After how many hours is it «c» degrees for the first time?",
)
rule(
    S,
    lambda x: tuple(mp.mpf(k) for k in range(361) if abs(mp.sin(mp.radians(k)) - n(x)) < mp.mpf("1e-25")),
    "At which two angles, in degrees from 0 to 360, does the unit circle have the height $«x»$?",
)
rule(
    S,
    lambda x, c: solve(lambda t: f(x, "t")(t) - n(c), "0.00007", 60)[0],
    "The water in a harbour stands $«x»$ decimetres high after $t$ hours. When does it stand at «c» decimetres for the first time after the start?",
)
_third = lambda x, y, d: norm(column(n(x) - n(y) * mp.cos(mp.radians(n(d))), n(y) * mp.sin(mp.radians(n(d)))))
_cosine = lambda x, y, z: (n(x) ** 2 + n(y) ** 2 - n(z) ** 2) / (2 * n(x) * n(y))
S = "triangle"
rule(
    S,
    lambda x, d: n(x) * mp.sin(mp.radians(n(d))),
    "A ramp is «x» metres long and climbs at $«d»^\\circ$. How many metres does it climb?",
    "A ladder of length «x» leans against a wall at $«d»^\\circ$ to the ground. How high does it reach?",
)
rule(
    S,
    lambda x, d: n(x) * mp.cos(mp.radians(n(d))),
    "A right-angled triangle has the long side «x». How long is the leg next to an angle of $«d»^\\circ$?",
)
rule(
    S,
    lambda x, d: n(x) * mp.sin(mp.radians(n(d))),
    "A right-angled triangle has the long side «x». How long is the leg opposite to an angle of $«d»^\\circ$?",
    "A right-angled triangle has the long side «x». How long is the leg opposite an angle of $«d»^\\circ$?",
)
rule(
    S,
    _third,
    "Two vectors have the lengths «x» and «y» and an angle of $«d»^\\circ$ between them. How far apart are their tips?",
    "Two sides of a triangle are «x» and «y», with $«d»^\\circ$ between them. How long is the third side?",
)
rule(
    S,
    _cosine,
    "Sticks of length «x», «y» and «z» form a triangle. Find the cosine of the angle between the first two.",
    "Two vectors have lengths «x» and «y», and their tips are «z» apart. What is their cosine similarity?",
)
rule(
    S,
    lambda x, y, z: (n(x) ** 2 + n(y) ** 2 - n(z) ** 2) / (2 * n(x) * n(y)),
    "A triangle has the sides $a = «x»$, $b = «y»$ and $c = «z»$. What is the cosine of the angle opposite $c$?",
)
rule(
    S,
    lambda x, y, t: mp.sqrt(n(x) ** 2 + n(y) ** 2 - 2 * n(x) * n(y) * mp.cos(mp.radians(n(t)))),
    "From one harbour two boats sail off, «x» and «y» miles, on courses $«t»^\\circ$ apart. How many miles are they apart?",
)
on_wheel = lambda k, size: column(mp.cos(2 * mp.pi * n(k) / n(size)), mp.sin(2 * mp.pi * n(k) / n(size)))
_apart = lambda size, k, j: norm(on_wheel(k, size) - on_wheel(j, size)) ** 2
S = "wheel"
rule(
    S,
    on_wheel,
    "Code … number «k» of «size» (0 is …) as a point $(\\cos t, \\sin t)$ of the unit circle, with place 0 at $(1, 0)$ and counting counterclockwise.",
)
rule(
    S,
    lambda k: on_wheel(k, "12"),
    "Code month number «k» of a year as a point $(\\cos t, \\sin t)$ of the unit circle, with place 0 at $(1, 0)$ and counting counterclockwise.",
)
rule(
    S,
    _apart,
    "A model is given each … (of «size») as the point (cosine, sine) of its angle on a wheel. What is the squared distance between the points of … «k» and … «j»?",
    "Positions on a wheel of «size» places are coded by points of the unit circle. What is the squared distance between the points of … «k» and … «j»?",
)
rule(
    S,
    lambda k, size: on_wheel(k, size),
    "Code the hour «k» of a day of «size» hours as a point $(\\cos t, \\sin t)$ of the unit circle, with place 0 at $(1, 0)$ and counting counterclockwise.",
)
rule(
    S,
    lambda k, size, same: on_wheel(k, size) if size == same else None,
    "Which two features, cosine first, does … «k» of a … with «size» … get on a wheel of «same» places?",
)
rule(
    S,
    lambda k, size, same: on_wheel(k, size) if size == same else None,
    "Which two features, cosine first, does the hour «k» of a day of «size» hours get on a wheel of «same» places?",
)


def _other_function(low: str, high: str, what: str, x: str, asked: str) -> Any:
    function = {"\\sin": mp.sin, "\\cos": mp.cos, "\\tan": mp.tan}
    at = one(
        solve(
            lambda t: function[what](t) - n(x),
            mp.radians(n(low)) + mp.mpf("1e-9"),
            mp.radians(n(high)) - mp.mpf("1.2e-9"),
        )
    )
    return function[asked](at)


S = "from-squares"
rule(
    S,
    _other_function,
    "The angle $t$ is between $«low»^\\circ$ and $«high»^\\circ$, and $«what» t = «x»$. Find $«asked» t$.",
)
rule(
    S,
    lambda what, x, low, high, asked: _other_function(low, high, what, x, asked),
    "You know that $«what» t = «x»$ and that $t$ lies between $«low»^\\circ$ and $«high»^\\circ$. What is $«asked» t$?",
)


def _place(size: str, x: str, y: str) -> Any:
    return one(
        tuple(
            mp.mpf(k)
            for k in range(int(size))
            if norm(on_wheel(str(k), size) - column(n(x), n(y))) < mp.mpf("1e-20")
        )
    )


S = "place"
rule(
    S,
    lambda last, size, x, y: _place(size, x, y) if int(last) + 1 == int(size) else None,
    "Each … from 0 to «last» is coded as $(\\cos t, \\sin t)$ with $t = \\frac{2\\pi p}{«size»}$. A model returns $(«x», «y»)$. Which … $p$ is that?",
)
rule(
    S,
    lambda x, y, size: _place(size, x, y),
    "A network answers with the point $(«x», «y»)$ of a wheel with «size» places, numbered from 0 at $(1, 0)$ counterclockwise. Which place is meant?",
)
rule("convert", lambda x: mp.radians(n(x)), "Write $«x»^\\circ$ in radians.")
rule(
    "convert",
    lambda r, x: n(r) * mp.radians(n(x)),
    "On a circle of radius «r», how long is the arc that belongs to an angle of $«x»^\\circ$?",
    "The tip of a pendulum of length «r» swings through $«x»^\\circ$. What is the length of its path?",
)
rule(
    "triangle",
    lambda x, t: n(x) * mp.cos(mp.radians(n(t))),
    "A ladder of length «x» leans against a wall at $«t»^\\circ$ to the ground. How far from the wall does it stand?",
)
S = "wheel"
rule(
    S,
    on_wheel,
    "Code sector «k» of a compass with «size» sectors as a point $(\\cos t, \\sin t)$ of the unit circle, with place 0 at $(1, 0)$ and counting counterclockwise.",
)
rule(
    S,
    lambda k: on_wheel(k, "60"),
    "Code minute «k» of an hour as a point $(\\cos t, \\sin t)$ of the unit circle, with place 0 at $(1, 0)$ and counting counterclockwise.",
)
rule(
    S,
    lambda k, size: on_wheel(k, size),
    "Which two features, cosine first, does month number «k» of a year get on a wheel of «size» places?",
    "Which two features, cosine first, does minute «k» of an hour get on a wheel of «size» places?",
)
rule(
    S,
    lambda k, size, same: on_wheel(k, size) if size == same else None,
    "Which two features, cosine first, does direction number «k» of «size» (0 is north) get on a wheel of «same» places?",
    "Which two features, cosine first, does sector «k» of a compass with «size» sectors get on a wheel of «same» places?",
)
rule(
    S,
    _apart,
    "A model is given each … (of «size») as the point (cosine, sine) of its angle on a wheel. What is the squared distance between the points of … «k» and … «j»?",
)


def _exact(what: str, x: str) -> Any:
    angle = mp.radians(n(x.split("^")[0])) if "circ" in x else n(x)
    return {"\\sin": mp.sin, "\\cos": mp.cos, "\\tan": mp.tan}[what](angle)


for _what in ("\\sin", "\\cos", "\\tan"):
    for _ask in (
        "Read $F «x»$ from the unit circle.",
        "What is the exact value of $F «x»$?",
        "Without a calculator: $F «x»$ is ‹…›",
    ):
        rule(
            "value",
            lambda x, what=_what: _exact(what, x),
            _ask.replace("F", _what, 1).replace("‹…›", "\N{HORIZONTAL ELLIPSIS}"),
        )
S = "statement"
_ROUND = {"cos": mp.cos, "sin": mp.sin, "cosine": mp.cos, "sine": mp.sin}
_degree = lambda text: n(text) * mp.pi / 180
for _name in ("cos", "sin"):
    rule(
        S,
        lambda u, v, name=_name: bool(_ROUND[name](_degree(u)) > _ROUND[name](_degree(v))),
        f"True or false? $\\{_name} «u»^\\circ > \\{_name} «v»^\\circ$.",
    )
for _name, _where in (("cos", "further right"), ("sin", "higher")):
    rule(
        S,
        lambda u, v, name=_name: bool(_ROUND[name](_degree(u)) > _ROUND[name](_degree(v))),
        f"True or false? On the unit circle the point at $«u»^\\circ$ lies {_where} than the point at $«v»^\\circ$.",
    )


def _sign_is(name: str, angle: str, sign: str) -> bool | None:
    value = _ROUND[name](n(angle))
    return {"positive": bool(value > 0), "negative": bool(value < 0)}.get(sign)


for _name in ("cosine", "sine"):
    rule(
        S,
        lambda t, sign, name=_name: _sign_is(name, t, sign),
        f"True or false? NumPy's {_name} of «t» is a «sign» number.",
    )
for _name in ("cos", "sin"):
    rule(
        S,
        lambda t, sign, name=_name: _sign_is(name, t, sign),
        f"True or false? With the angle in radians, $\\{_name} «t»$ is «sign».",
    )
for _name, _sign, _half in (
    ("cos", "positive", "right of the vertical axis"),
    ("cos", "negative", "left of the vertical axis"),
    ("sin", "positive", "above the horizontal axis"),
    ("sin", "negative", "below the horizontal axis"),
):
    rule(
        S,
        lambda t, name=_name, sign=_sign: _sign_is(name, t, sign),
        f"True or false? Walk «t» along the unit circle from $(1, 0)$, counterclockwise. You end {_half}.",
    )


def _identity(x: str, y: str) -> bool:
    """Whether two formulas of an angle agree at angles of all four quadrants."""
    first, second = (function_of(re.sub(r"(\d+)\^\\circ", r"\1 \\pi / 180", side), "t") for side in (x, y))
    angles = [mp.mpf(k) * mp.pi / 180 for k in (17, 101, 223, 307, -41)]
    return all(abs(first(t) - second(t)) < mp.mpf("1e-20") for t in angles)


rule(
    S,
    lambda u, x, y: _identity(x, y),
    "True or false? For every angle $t$, $«u»^\\circ$ among them, $«x» = «y»$ wherever both sides have a value.",
    "True or false? Whatever angle $t$ you take, $«u»^\\circ$ or any other, $«x» = «y»$ as long as both sides are defined.",
    "True or false? $«x» = «y»$ is an identity: it holds for $«u»^\\circ$ and for every other angle at which both sides have a value.",
)
