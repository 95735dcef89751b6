"""Readers for angles, convexity, constraints and duality."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import itertools
import re
from typing import Any

import mpmath as mp

from rederiving.foundations import f
from rederiving.latex import dot, function_of, norm
from rederiving.numeric import column, det, gradient, hessian, linear, listed, n, one, partial, roots, solve
from rederiving.rules import Formula, Rules

rule = Rules()


S = "trigonometry.convert"
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
S = "trigonometry.angle"


def _angles(what: str, value: Any, low: Any = 0, high: Any = 360) -> tuple[Any, ...]:
    """The whole degrees at which a function of the angle has a value."""
    function = {"\\sin": mp.sin, "\\cos": mp.cos, "\\tan": mp.tan}[what]
    return tuple(
        mp.mpf(k)
        for k in range(int(low), int(high) + 1)
        if k % 180 != 90 or what != "\\tan"
        if abs(function(mp.radians(k)) - value) < mp.mpf("1e-25")
    )


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
_first = lambda x, c: solve(lambda t: f(x, "t")(t) - n(c), "0.00007", 60)[0]
rule(
    S,
    _first,
    "A signal is $s(t) = «x»$. What is the smallest $t > 0$ with $s(t) = «c»$?",
    "The temperature $t$ hours after sunrise is modelled by $«x»$. After how many hours is it «c» degrees for the first time?",
)
S = "trigonometry.triangle"
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
_third = lambda x, y, d: norm(column(n(x) - n(y) * mp.cos(mp.radians(n(d))), n(y) * mp.sin(mp.radians(n(d)))))
rule(
    S,
    _third,
    "Two vectors have the lengths «x» and «y» and an angle of $«d»^\\circ$ between them. How far apart are their tips?",
    "Two sides of a triangle are «x» and «y», with $«d»^\\circ$ between them. How long is the third side?",
)
_cosine = lambda x, y, z: (n(x) ** 2 + n(y) ** 2 - n(z) ** 2) / (2 * n(x) * n(y))
rule(
    S,
    _cosine,
    "Sticks of length «x», «y» and «z» form a triangle. Find the cosine of the angle between the first two.",
    "Two vectors have lengths «x» and «y», and their tips are «z» apart. What is their cosine similarity?",
)
on_wheel = lambda k, size: column(mp.cos(2 * mp.pi * n(k) / n(size)), mp.sin(2 * mp.pi * n(k) / n(size)))
S = "trigonometry.wheel"
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
_apart = lambda size, k, j: norm(on_wheel(k, size) - on_wheel(j, size)) ** 2
rule(
    S,
    _apart,
    "A model sees each … (of «size») as cosine and sine of its angle on a wheel. How far apart, squared, are «k» and «j»?",
    "Positions on a wheel of «size» places are coded by points of the unit circle. What is the squared distance between the points of … «k» and … «j»?",
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


rule(
    "trigonometry.from-squares",
    _other_function,
    "The angle $t$ is between $«low»^\\circ$ and $«high»^\\circ$, and $«what» t = «x»$. Find $«asked» t$.",
)
rule(
    "trigonometry.from-squares",
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


rule(
    "trigonometry.place",
    lambda last, size, x, y: _place(size, x, y) if int(last) + 1 == int(size) else None,
    "Each … from 0 to «last» is coded as $(\\cos t, \\sin t)$ with $t = \\frac{2\\pi p}{«size»}$. A model returns $(«x», «y»)$. Which … $p$ is that?",
)
rule(
    "trigonometry.place",
    lambda x, y, size: _place(size, x, y),
    "A network answers with the point $(«x», «y»)$ of a wheel with «size» places, numbered from 0 at $(1, 0)$ counterclockwise. Which place is meant?",
)
S = "convex-sets-and-functions.edge"
for _ask in (
    "Find the smallest $k$ with which",
    "What is the smallest $k$ for which",
    "Find the largest $k$ with which",
    "What is the largest $k$ for which",
):
    _largest = "largest" in _ask
    _end = "?" if _ask.startswith("What") else "."

    def _border(x: str, largest: bool = _largest) -> Any:
        found = roots(
            lambda k: det(hessian(function_of(x, "x", "y", env={"k": k}), mp.mpf("0.3"), mp.mpf("0.4"))), 2
        )
        return max(found) if largest else one(found)

    rule(S, _border, f"{_ask} $f(x, y) = «x»$ is convex on the whole plane{_end}")
    rule(
        S,
        lambda x, c, largest=_largest: (
            one(roots(lambda k: mp.diff(lambda t: function_of(x, "x", "k")(t, k), n(c), 2), 2))
            if not largest
            else None
        ),
        f"{_ask} $f(x) = «x»$ is convex for all $x \\ge «c»${_end}",
    )
S = "convex-sets-and-functions.chord"
rule(
    S,
    lambda x, u, v, t: f(x)(n(u)) + (f(x)(n(v)) - f(x)(n(u))) * (n(t) - n(u)) / (n(v) - n(u)) - f(x)(n(t)),
    "How far does the chord of $f(x) = «x»$ from $x = «u»$ to $x = «v»$ run above the graph at $x = «t»$? (Negative if it runs below.)",
)
rule(
    S,
    lambda x, u, v: f(x)(n(v)) - f(x)(n(u)) - mp.diff(f(x), n(u)) * (n(v) - n(u)),
    "Take the tangent to $f(x) = «x»$ at $x = «u»$. What is $f(«v»)$ less the height of the tangent at $«v»$?",
)
rule(
    S,
    lambda x, u, v, e, t: n(t) * f(x)(n(u)) + (1 - n(t)) * f(x)(n(v)) - f(x)(f(e, "t")(n(t))),
    "For $f(x) = «x»$, compute $t f(«u») + (1 - t) f(«v»)$ less the value of $f$ at $«e»$, where $t = «t»$.",
)
S = "kkt-conditions.unknown"


def _wall(x: str, w: str, push: str, names: tuple[str, ...] = ("x", "y")) -> Any:
    """Where a wall stands that pushes with a given strength: stationarity fixes the point, the wall goes through it."""
    wall, function = function_of(w, *names), function_of(x, *names)
    zero = [mp.mpf(0)] * len(names)
    at = tuple(zero)
    normal = gradient(wall, *at)
    start = gradient(function, *at)
    found = linear(hessian(function, *at), -start - n(push) * normal)
    return wall(*found[:, 0]) if n(push) > 0 else None


rule(
    S,
    lambda x, push: _wall(x, "x", push, ("x",)),
    "At the minimum of $«x»$ subject to $x \\le c$ the multiplier is «push». What is $c$?",
    "A wall $x \\le c$ holds back the minimum of $«x»$ with the push $\\mu = «push»$. Where does the wall stand?",
)
rule(
    S,
    lambda w, push, x: _wall(x, w, push),
    "For which $c$ does the wall $«w» \\le c$ push with $\\mu = «push»$ when $«x»$ is minimised?",
)
rule(
    S,
    lambda x, w, push: _wall(x, w, push),
    "At the minimum of $«x»$ subject to $«w» \\le c$ the multiplier is «push». Find $c$.",
    "At the minimum of $«x»$ subject to $«w» \\le c$ the multiplier is «push». What is $c$?",
)
rule(
    S,
    lambda y, w, c: one(roots(lambda t: function_of(w, "x", "y")(t, n(y)) - n(c))),
    "The target of $(x - t)^2 + (y - «y»)^2$ wanders to the right as $t$ grows. From which $t$ on does the wall $«w» \\le «c»$ begin to push?",
)
S = "kkt-conditions.walls"


def _nearest(p: Any, w: str, c: str, positive: bool) -> Any:
    """The nearest allowed point: tried with every set of walls that may push, the nearest allowed one is it."""
    wall = function_of(w, "x", "y")
    normal = gradient(wall, mp.mpf(0), mp.mpf(0))
    walls = [(normal, n(c))] + ([(column(-1, 0), mp.mpf(0)), (column(0, -1), mp.mpf(0))] if positive else [])
    candidates = [p]
    candidates += [p - (dot(u, p) - b) / dot(u, u) * u for u, b in walls]
    for (u, b), (v, d) in itertools.combinations(walls, 2):
        cross = u[0, 0] * v[1, 0] - u[1, 0] * v[0, 0]
        if cross != 0:
            candidates.append(
                column((b * v[1, 0] - d * u[1, 0]) / cross, (u[0, 0] * d - v[0, 0] * b) / cross)
            )
    allowed = [q for q in candidates if all(dot(u, q) <= b + mp.mpf("1e-25") for u, b in walls)]
    return min(allowed, key=lambda q: norm(q - p))


for _tail, _positive in (("", False), (", $x \\ge 0$ and $y \\ge 0$", True)):
    rule(
        S,
        lambda x, w, c, positive=_positive: _nearest(_bottom(x), w, c, positive),
        f"Minimise $«x»$ subject to $«w» \\le «c»${_tail}. At which point is the minimum?",
    )
    rule(
        S,
        lambda p, w, c, positive=_positive: _nearest(column(*listed(p)), w, c, positive),
        f"A model wants the weights $(«p»)$, but $«w» \\le «c»${_tail} must hold. Which allowed $(x, y)$ has the smallest squared distance from them?",
    )
    rule(
        S,
        lambda w, c, p, positive=_positive: _nearest(column(*listed(p)), w, c, positive),
        f"Which point with $«w» \\le «c»${_tail} is nearest to $(«p»)$?",
    )


def _bottom(x: str) -> Any:
    function = function_of(x, "x", "y")
    at = (mp.mpf(0), mp.mpf(0))
    bend = hessian(function, *at)
    found = linear(bend, -gradient(function, *at))
    return (
        found
        if norm(bend - 2 * column(1, 0) @ column(1, 0).T - 2 * column(0, 1) @ column(0, 1).T) < 1
        else None
    )


S = "kkt-conditions.conditions"
_NAMES = ("x", "y", "mu")


def _lagrangian(x: str, w: str, sign: str, c: str, by: str) -> Formula:
    function, wall = function_of(x, "x", "y"), function_of(w.replace("xy", "x y"), "x", "y")
    side = 1 if sign == "\\le" else -1
    whole = lambda s, t, m: function(s, t) + m * side * (wall(s, t) - n(c))
    return Formula(_NAMES, lambda s, t, m: partial(whole, (s, t, m), _NAMES.index(by)))


for _sign in ("\\le", "\\ge"):
    rule(
        S,
        lambda x, w, c, by, sign=_sign: _lagrangian(x, w, sign, c, by),
        f"Minimise $«x»$ subject to $«w» {_sign} «c»$. KKT stationarity is one equation for each variable. Which expression must be zero for $«by»$? (Use $\\mu \\ge 0$ for the multiplier.)",
        f"For the cost $«x»$ under the constraint $«w» {_sign} «c»$, with the multiplier $\\mu \\ge 0$, write down the derivative of the Lagrangian with respect to $«by»$.",
    )
    S2 = "kkt-conditions.line"

    def _on_line(x: str, c: str, sign: str = _sign) -> tuple[Any, Any]:
        free = one(roots(lambda t: mp.diff(f(x), t), 2))
        inside = free <= n(c) if sign == "\\le" else free >= n(c)
        at = free if inside else n(c)
        return at, abs(mp.diff(f(x), at))

    for _start in (
        "A weight should minimise $«x»$, but the constraint $x {0} «c»$ holds. ",
        "Minimise $f(x) = «x»$ subject to $x {0} «c»$. ",
    ):
        _start = _start.replace("{0}", _sign)
        rule(S2, lambda x, c, solve_=_on_line: solve_(x, c)[0], _start + "At which $x$ is the minimum?")
        rule(
            S2,
            lambda x, c, e, solve_=_on_line: solve_(x, c)[1],
            _start + "With the constraint written as $«e» \\le 0$, what is its KKT multiplier $\\mu$?",
        )
S = "duality.function"


def dual_function(x: str, w: str, sign: str, c: str, names: tuple[str, ...]) -> Any:
    """The dual function of a quadratic cost under one straight wall, as a function of the price."""
    function, wall = function_of(x, *names), function_of(w, *names)
    zero = [mp.mpf(0)] * len(names)
    bend, start, normal = hessian(function, *zero), gradient(function, *zero), gradient(wall, *zero)
    side = -1 if sign == "\\ge" else 1

    def value(m: Any) -> Any:
        at = linear(bend, -start - m * side * normal)[:, 0]
        return function(*at) + m * side * (wall(*at) - n(c))

    return value


for _sign in ("\\le", "\\ge"):
    for _ask in (
        "Minimise $«x»$ subject to $«w» SIGN «c»$. What is the dual function $d(m)$, with the price $m \\ge 0$ on the constraint?",
        "Minimise $«x»$ subject to $«w» SIGN «c»$: announce the price $m \\ge 0$ for breaking the constraint. Which value $d(m)$ has the Lagrangian at the best answer to it?",
    ):
        rule(
            S,
            lambda x, w, c, sign=_sign: Formula(
                ("m",), dual_function(x, w, sign, c, ("x", "y") if "y" in x else ("x",))
            ),
            _ask.replace("SIGN", _sign),
        )
S = "duality.unknown"
_floor_c = lambda x, m, v: tuple(c for c in roots(lambda c: _dual_at(x, n(m), c) - n(v), 2))


def _dual_at(x: str, m: Any, c: Any) -> Any:
    at = one(roots(lambda t: mp.diff(f(x), t) - m, 2))
    return f(x)(at) - m * (at - c)


rule(
    S,
    lambda x, m: one(roots(lambda t: mp.diff(f(x), t) - n(m), 2)),
    "For the problem: minimise $«x»$ subject to $x \\ge c$, the best dual price is $m = «m»$. What is $c$?",
    "The minimum of $«x»$ subject to $x \\ge c$ is studied by its dual, and the best dual price is $m = «m»$. Find $c$.",
)
rule(
    S,
    lambda x, m, v: one(_floor_c(x, m, v)),
    "The minimum of $«x»$ subject to $x \\ge c$ is studied by its dual, and the price $m = «m»$ gives the floor $«v»$. Find $c$.",
    "For the problem: minimise $«x»$ subject to $x \\ge c$, the price $m = «m»$ gives the floor $«v»$. What is $c$?",
)


def _column_price(w: str, v: str, p: str, q: str) -> Any:
    first, second = function_of(w, "x", "y"), function_of(v, "x", "y")
    return n(p) * first(mp.mpf(0), mp.mpf(1)) + n(q) * second(mp.mpf(0), mp.mpf(1))


rule(
    S,
    lambda k, w, c, v, d, p, q: _column_price(w, v, p, q),
    "Minimise $«k» x + k y$ subject to $«w» \\ge «c»$, $«v» \\ge «d»$ and $x, y \\ge 0$. At the optimum both variables are positive, and the dual prices are $«p»$ and $«q»$. What is $k$?",
)
S = "duality.floor"
_LP = "Minimise $«k»$ subject to $«w» \\ge «c»$, $«v» \\ge «d»$ and $x, y \\ge 0$. "
_STORIES = (
    "A cluster rents machines of two kinds at «s» and «t» coins an hour. The hours $x, y \\ge 0$ must give $«w» \\ge «c»$ (computing) and $«v» \\ge «d»$ (memory). ",
    "Food one costs «s» coins and food two «t». Nutrition demands $«w» \\ge «c»$ and $«v» \\ge «d»$ for the amounts $x, y \\ge 0$. ",
)


def _allowed_prices(cost: Any, w: str, v: str, p: Any, q: Any) -> bool:
    first, second = function_of(w, "x", "y"), function_of(v, "x", "y")
    units = ((mp.mpf(1), mp.mpf(0)), (mp.mpf(0), mp.mpf(1)))
    return p >= 0 and q >= 0 and all(p * first(*u) + q * second(*u) <= cost(*u) for u in units)


def _lp(k: Any, w: str, v: str, c: str, d: str, prices: str, plan: str | None = None) -> Any:
    p, q = listed(prices)
    floor = p * n(c) + q * n(d)
    if not _allowed_prices(k, w, v, p, q):
        return None
    return floor if plan is None else k(*listed(plan)) - floor


def _cost(k: str | None, s: str | None, t: str | None) -> Any:
    return function_of(k, "x", "y") if k is not None else lambda x, y: n(s) * x + n(t) * y


for _start in (_LP, *_STORIES):
    rule(
        S,
        lambda w, c, v, d, prices, k=None, s=None, t=None: _lp(_cost(k, s, t), w, v, c, d, prices),
        _start
        + "Somebody shows you the dual prices $(«prices»)$. No plan can cost less than …?".replace(
            "…", "\N{HORIZONTAL ELLIPSIS}"
        ),
    )
    rule(
        S,
        lambda w, c, v, d, p, q, k=None, s=None, t=None: _lp(_cost(k, s, t), w, v, c, d, f"{p}, {q}"),
        _start + "Which floor under the cost do the prices «p» and «q» for the two demands prove?",
    )
    rule(
        S,
        lambda w, c, v, d, plan, prices, k=None, s=None, t=None: _lp(
            _cost(k, s, t), w, v, c, d, prices, plan
        ),
        _start
        + "A solver stops with the plan $(«plan»)$ and the prices $(«prices»)$. How large is the gap between its ceiling and its floor?",
        _start
        + "You have the plan $(«plan»)$ and the dual prices $(«prices»)$. By how many coins, at most, can the plan be beaten, as far as these prices tell?",
    )
rule(
    S,
    lambda x, w, c, e, m: dual_function(x, w, "\\ge", c, ("x",))(n(m)),
    "Minimise $«x»$ subject to $«w» \\ge «c»$. With $d(m) = «e»$ for prices $m \\ge 0$, what does the price «m» prove: no allowed point costs less than …?",
    "Minimise $«x»$ subject to $«w» \\ge «c»$. Its dual function is $d(m) = «e»$. Which floor under the minimum does the price $m = «m»$ give?",
)
S = "duality.solve"
rule(
    S,
    lambda x, w, c, e: max(
        mp.mpf(0), one(roots(lambda m: mp.diff(dual_function(x, w, "\\ge", c, ("x",)), m), 2))
    ),
    "Minimise $«x»$ subject to $«w» \\ge «c»$. Its dual problem is to maximise $«e»$ over $m \\ge 0$. At which $m$ is the maximum?",
)


def _projected(x: str, w: str, c: str) -> Any:
    wall = function_of(w, "x", "y")
    normal = gradient(wall, mp.mpf(0), mp.mpf(0))
    return (
        n(c) / dot(normal, normal) * normal if n(c) > 0 and re.fullmatch(r"x\^2 \+ y\^2", x.strip()) else None
    )


rule(
    S,
    lambda x, w, c, e, u, v: _projected(x, w, c),
    "Minimise $«x»$ subject to $«w» \\ge «c»$. The dual function is $d(m) = «e»$, and for a price $m$ the Lagrangian is lowest at $(x, y) = («u», «v»)$. Solve the dual and recover the primal solution.",
    "Minimise $«x»$ subject to $«w» \\ge «c»$. From the dual function $d(m) = «e»$ find the best price, and from it the best point: $(x, y) = («u», «v»)$ answers the price $m$.",
)


def _best_prices(s: str, t: str, w: str, c: str, v: str, d: str) -> Any:
    first, second = function_of(w, "x", "y"), function_of(v, "x", "y")
    one_, zero = mp.mpf(1), mp.mpf(0)
    rows = [
        (first(one_, zero), second(one_, zero), n(s)),
        (first(zero, one_), second(zero, one_), n(t)),
        (one_, zero, zero),
        (zero, one_, zero),
    ]
    corners = []
    for (p, q, r), (u, z, m) in itertools.combinations(rows, 2):
        cross = p * z - q * u
        if cross != 0:
            corners.append(((r * z - q * m) / cross, (p * m - r * u) / cross))
    good = [k for k in corners if _allowed_prices(lambda x, y: n(s) * x + n(t) * y, w, v, *k)]
    best = max(good, key=lambda k: k[0] * n(c) + k[1] * n(d))
    return column(*best)


for _start in _STORIES:
    rule(S, _best_prices, _start + "Solve the dual: which prices for the two demands give the highest floor?")
S = "duality.gap"


def _gap(options: list[tuple[Any, Any]]) -> Any:
    """The best allowed cost less the best floor: the floor is the lowest mix of options that is allowed on average."""
    best = min(cost for cost, excess in options if excess <= 0)
    mixes = [best]
    for (p, e), (q, g) in itertools.product(options, repeat=2):
        if e > 0 > g:
            share = g / (g - e)
            mixes.append(share * p + (1 - share) * q)
    return best - min(mixes)


for _ask in (
    "How large is the duality gap?",
    "By how much does the best floor of the dual miss the minimum?",
):
    rule(
        S,
        lambda p, e, q, g, r, h: _gap([(n(p), n(e)), (n(q), n(g)), (n(r), n(h))]),
        "One of three models must be chosen (cost «p», excess $«e»$; cost «q», excess $«g»$; cost «r», excess $«h»$). Minimise the cost subject to the excess being at most 0. "
        + _ask,
    )
    rule(
        S,
        lambda b, w, cap, most, x, top, e, c: _gap(
            [(f(x)(mp.mpf(k)), f(e)(mp.mpf(k)) - n(c)) for k in range(int(top) + 1)]
        ),
        "Each job brings «b» coins and takes «w» hours; «cap» hours are there, and at most «most» jobs can be had, whole ones only. As a problem: minimise $«x»$ for whole $x$ from 0 to «top» subject to $«e» \\le «c»$. "
        + _ask,
    )
    rule(
        S,
        lambda x, e, c: _gap([(f(x)(mp.mpf(k)), f(e)(mp.mpf(k)) - n(c)) for k in range(2)]),
        "Minimise $«x»$ where $x$ may only be 0 or 1, subject to $«e» \\le «c»$. " + _ask,
    )
