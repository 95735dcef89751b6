"""Readers for the topic “Duality”."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines

from __future__ import annotations

import itertools
import re
from typing import Any

import mpmath as mp

from rederiving.functions import d, f
from rederiving.latex import function_of
from rederiving.numeric import column, gradient, hessian, linear, listed, n, one, roots
from rederiving.optimisation.kkt_conditions import held
from rederiving.rules import Formula, Rules, best
from rederiving.values import dot

rule = Rules()


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


S = "function"
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


def _dual_at(x: str, m: Any, c: Any) -> Any:
    at = one(roots(lambda t: mp.diff(f(x), t) - m, 2))
    return f(x)(at) - m * (at - c)


_floor_c = lambda x, m, v: tuple(c for c in roots(lambda c: _dual_at(x, n(m), c) - n(v), 2))


def _column_price(w: str, v: str, p: str, q: str) -> Any:
    first, second = function_of(w, "x", "y"), function_of(v, "x", "y")
    return n(p) * first(mp.mpf(0), mp.mpf(1)) + n(q) * second(mp.mpf(0), mp.mpf(1))


S = "unknown"
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
rule(
    S,
    lambda k, w, c, v, d, p, q: _column_price(w, v, p, q),
    "Minimise $«k» x + k y$ subject to $«w» \\ge «c»$, $«v» \\ge «d»$ and $x, y \\ge 0$. At the optimum both variables are positive, and the dual prices are $«p»$ and $«q»$. What is $k$?",
)
rule(
    S,
    lambda k, w, c, v, e, p, q: (
        n(p) * function_of(w, "x", "y")(mp.mpf(1), mp.mpf(0))
        + n(q) * function_of(v, "x", "y")(mp.mpf(1), mp.mpf(0))
    ),
    "Minimise $k x + «k» y$ subject to $«w» \\ge «c»$, $«v» \\ge «e»$ and $x, y \\ge 0$. At the optimum both variables are positive, and the dual prices are $«p»$ and $«q»$. What is $k$?",
)
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


S = "floor"
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


def _projected(x: str, w: str, c: str) -> Any:
    wall = function_of(w, "x", "y")
    normal = gradient(wall, mp.mpf(0), mp.mpf(0))
    return (
        n(c) / dot(normal, normal) * normal if n(c) > 0 and re.fullmatch(r"x\^2 \+ y\^2", x.strip()) else None
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


S = "solve"
rule(
    S,
    lambda x, w, c, e: max(
        mp.mpf(0), one(roots(lambda m: mp.diff(dual_function(x, w, "\\ge", c, ("x",)), m), 2))
    ),
    "Minimise $«x»$ subject to $«w» \\ge «c»$. Its dual problem is to maximise $«e»$ over $m \\ge 0$. At which $m$ is the maximum?",
)
rule(
    S,
    lambda x, w, c, e, u, v: _projected(x, w, c),
    "Minimise $«x»$ subject to $«w» \\ge «c»$. The dual function is $d(m) = «e»$, and for a price $m$ the Lagrangian is lowest at $(x, y) = («u», «v»)$. Solve the dual and recover the primal solution.",
    "Minimise $«x»$ subject to $«w» \\ge «c»$. From the dual function $d(m) = «e»$ find the best price, and from it the best point: $(x, y) = («u», «v»)$ answers the price $m$.",
)
for _start in _STORIES:
    rule(S, _best_prices, _start + "Solve the dual: which prices for the two demands give the highest floor?")
for _sign in ("\\le", "\\ge"):
    rule(
        S,
        lambda x, w, c, e, s=_sign: max(
            mp.mpf(0), one(roots(lambda m: d(dual_function(x, w, s, c, ("x",)), m), 2))
        ),
        f"Minimise $«x»$ subject to $«w» {_sign} «c»$. Its dual problem is to maximise $«e»$ over $m \\ge 0$. At which $m$ is the maximum?",
    )
    rule(
        S,
        lambda x, c, e, u, s=_sign: held(x, c, s == "\\ge")[0],
        f"Minimise $«x»$ subject to $x {_sign} «c»$. The dual function is $d(m) = «e»$, and for a price $m$ the Lagrangian is lowest at $x = «u»$. Solve the dual and recover the primal solution.",
        f"Minimise $«x»$ subject to $x {_sign} «c»$. From the dual function $d(m) = «e»$ find the best price, and from it the best point: $x = «u»$ answers the price $m$.",
    )


def _gap(options: list[tuple[Any, Any]]) -> Any:
    """The best allowed cost less the best floor: the floor is the lowest mix of options that is allowed on average."""
    best = min(cost for cost, excess in options if excess <= 0)
    mixes = [best]
    for (p, e), (q, g) in itertools.product(options, repeat=2):
        if e > 0 > g:
            share = g / (g - e)
            mixes.append(share * p + (1 - share) * q)
    return best - min(mixes)


S = "gap"
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


def _in(x: str) -> tuple[str, ...]:
    return ("x", "y") if "y" in x else ("x",)


for _relation in ("\\le", "\\ge"):
    rule(
        "floor",
        lambda x, w, c, e, m, s=_relation: dual_function(x, w, s, c, _in(x))(n(m)),
        f"Minimise $«x»$ subject to $«w» {_relation} «c»$. With $d(m) = «e»$ for prices $m \\ge 0$, what does the price «m» prove: no allowed point costs less than ‹…›?".replace(
            "‹…›", "\N{HORIZONTAL ELLIPSIS}"
        ),
        f"Minimise $«x»$ subject to $«w» {_relation} «c»$. Its dual function is $d(m) = «e»$. Which floor under the minimum does the price $m = «m»$ give?",
    )
    rule(
        "solve",
        lambda x, w, c, e, s=_relation: max(
            mp.mpf(0), one(roots(lambda m: mp.diff(dual_function(x, w, s, c, _in(x)), m), 2))
        ),
        f"Minimise $«x»$ subject to $«w» {_relation} «c»$. The dual function is $d(m) = «e»$ for $m \\ge 0$. Which price gives the highest floor?",
    )


def _prices_of(k: str, w: str, c: str, v: str, e: str) -> Any:
    cost = function_of(k, "x", "y")
    return _best_prices(*(mp.nstr(cost(mp.mpf(i), mp.mpf(1 - i)), 30) for i in (1, 0)), w, c, v, e)


rule(
    "solve",
    _prices_of,
    "Minimise $«k»$ subject to $«w» \\ge «c»$, $«v» \\ge «e»$ and $x, y \\ge 0$. Solve the dual: which prices for the two demands give the highest floor?",
)


def _floor_of(
    k: str | None, s: str | None, t: str | None, w: str, c: str, v: str, e: str, option: str
) -> Any:
    """The floor that prices prove; prices that promise more than a cost prove none."""
    p, q = listed(option.strip("$()"))
    allowed = _allowed_prices(_cost(k, s, t), w, v, p, q)
    return p * n(c) + q * n(e) if allowed else -mp.inf


for _start in (_LP, *_STORIES):
    rule(
        "prices",
        lambda w, c, v, d, options, k=None, s=None, t=None: best(
            options, lambda option: _floor_of(k, s, t, w, c, v, d, option)
        ),
        _start + "Which of these dual prices, for the two demands, prove the highest floor under the cost?",
    )


def _meets(x: str, end: str, w: str, c: str, whole: bool) -> bool:
    """Whether the best floor reaches the minimum; both by search, the floor by thirds, as it is concave."""
    function, wall = f(x), f(w)
    curve, slope = d(function, mp.mpf(0), 2), d(function, mp.mpf(0))
    steepness = wall(mp.mpf(1))
    edge = n(c) / steepness

    def lowest(cost: Any, bend: Any, start: Any, last: Any) -> Any:
        places = [mp.mpf(i) for i in range(int(last) + 1)] if whole else [mp.mpf(0), last]
        if not whole and bend > mp.mpf("1e-12"):
            places.append(min(max(-start / bend, mp.mpf(0)), last))
        return min(cost(at) for at in places)

    least = lowest(function, curve, slope, min(n(end), edge))

    def floor(m: Any) -> Any:
        return lowest(lambda at: function(at) + m * (wall(at) - n(c)), curve, slope + m * steepness, n(end))

    low, high = mp.mpf(0), mp.mpf(500)
    for _ in range(160):
        third = (high - low) / 3
        low, high = (low + third, high) if floor(low + third) < floor(high - third) else (low, high - third)
    return bool(abs(floor((low + high) / 2) - least) < mp.mpf("1e-9"))


for _numbers, _whole in (("whole numbers", True), ("all real numbers", False), ("real", False)):
    _problem = f"True or false? Minimise $«x»$ for {_numbers} $x$ from 0 to «end» subject to $«w» \\le «c»$. "
    rule(
        "meeting",
        lambda x, end, w, c, whole=_whole: _meets(x, end, w, c, whole),
        _problem + "Strong duality holds: the best floor equals the minimum.",
        _problem + "The dual problem reaches exactly the primal minimum.",
    )
    rule(
        "meeting",
        lambda x, end, w, c, whole=_whole: not _meets(x, end, w, c, whole),
        _problem + "There is a duality gap.",
        _problem + "The best floor of the dual stays below the minimum.",
    )
