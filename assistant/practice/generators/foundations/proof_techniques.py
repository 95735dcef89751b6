"""Exercises on proofs: base cases and induction steps, counterexamples, parity, and what a proof must assume."""

from __future__ import annotations

from collections.abc import Callable
from math import gcd

from assistant.practice.draft import CHOICE, COMPUTE, ORDER, REVERSE, TRUE_FALSE, Draft, Generator
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.foundations.proofs import proof_steps
from assistant.practice.notation import chain, plus, scaled, times
from assistant.practice.tasks import again, claim, typed, words

TOPIC = "proof-techniques"


def _induction(draw: Draw, level: int) -> Draft:
    """The number that an induction step adds, or the first number from which a claim holds."""
    a, b, k = draw.integer(1, 9), draw.integer(-6, 9), draw.integer(2, 30)
    if level < 3:
        term = f"{'' if a == 1 else a}j" + (f" {'+' if b > 0 else '-'} {abs(b)}" if b else "")
        right = a * (k + 1) + b
        asks_sum = level == 2
        before = sum(a * j + b for j in range(1, k + 1))
        key = before + right if asks_sum else right
        return typed(
            draw,
            ask=(
                rf"An induction proves a formula for $S(n) = \sum_{{j=1}}^{{n}} ({term})$. "
                + (
                    f"Given $S({k}) = {before}$, which value must the formula have at $n = {k + 1}$?"
                    if asks_sum
                    else f"Which number does the step from $n = {k}$ to $n = {k + 1}$ add?"
                ),
            ),
            key=key,
            proof=again(
                "adding up",
                "All terms were added one by one.",
                lambda: sum(a * j + b for j in range(1, k + 2)) - (0 if asks_sum else before),
            ),
            steps=[
                ("The next term", f"{plus(times(a, k + 1), b)} = {right}"),
                *([("Added to the sum so far", f"{plus(before, right)} = {key}")] if asks_sum else []),
            ],
            hints=(
                "You are asked for what changes from one number to the next.",
                "The induction step adds the next term to a sum that is already known.",
                f"Put $j = {k + 1}$ into the term.",
            ),
            wrong=[
                (right - a, "That is the last term of the old sum."),
                (before, "The next term is missing."),
            ],
        )
    base, power = draw.integer(2, 5), draw.integer(1, 40)
    first = next(n for n in range(1, 60) if all(base**m > power * m for m in range(n, 60)))
    if first == 1:
        raise Unsuitable("it holds from the start")
    return typed(
        draw,
        ask=(
            f"An induction is to prove ${base}^n > {power} n$ for all whole $n$ from some base case on. What is the smallest base case from which it is true for good?",
        ),
        key=first,
        proof=again(
            "trying",
            "Both sides were compared for the whole numbers up to 200, from above.",
            lambda: 1 + max(n for n in range(1, 201) if base**n <= power * n),
        ),
        steps=[
            ("It still fails one before", rf"{base}^{{{first - 1}}} \le {power} \cdot {first - 1}"),
            ("It holds here", rf"{base}^{{{first}}} > {power} \cdot {first}"),
        ],
        hints=(
            "You are asked where an induction can begin.",
            "The base case must be true, and from there each case must give the next.",
            "Try small numbers until the left side overtakes for good.",
        ),
        wrong=[
            (first - 1, "There the claim still fails."),
            (first + 1, "It holds one earlier."),
            (1, "Check it at 1."),
        ],
    )


def _counterexample(draw: Draw, level: int) -> Draft:
    """The smallest whole number that refutes a claim."""
    c, d = draw.choice((3, 5, 7, 11, 13, 17, 19, 23, 29, 41)), draw.integer(1, 3)
    m, r = draw.integer(3, 9), draw.integer(20, 90)
    text: str
    holds: Callable[[int], bool]
    if level == 1:
        text, holds = f"$n^2 < {r} + {m} n$ for every whole $n \\ge 1$", lambda n: n * n < r + m * n
        left = lambda n: rf"{n}^2 \ge {r} + {m} \cdot {n}"  # noqa: E731
    elif level == 2:
        text, holds = (
            f"$n^2 + {scaled(d, 'n')} + {c}$ has no common factor with {c * m} for any whole $n \\ge 1$",
            lambda n: gcd(n * n + d * n + c, c * m) == 1,
        )
        left = lambda n: f"{n}^2 + {d} \\cdot {n} + {c} = {n * n + d * n + c}"  # noqa: E731
    else:
        text, holds = (
            f"$n^2 + {scaled(d, 'n')} + {c}$ is prime for every whole $n \\ge 1$",
            lambda n: _prime(n * n + d * n + c),
        )
        left = lambda n: f"{n}^2 + {d} \\cdot {n} + {c} = {_split(n * n + d * n + c)}"  # noqa: E731
    first = next(n for n in range(1, 200) if not holds(n))
    return typed(
        draw,
        ask=(
            f"Somebody claims: {text}. What is the smallest counterexample?",
            f"The claim is that {text}. Refute it: which is the first $n$ for which it fails?",
        ),
        key=first,
        proof=again(
            "counting down",
            "The claim was tested from 199 downwards, and the last failure kept.",
            lambda: [n for n in range(199, 0, -1) if not holds(n)][-1],
        ),
        steps=[("Here the claim fails", left(first))],
        hints=(
            "You are asked for one number for which the claim is false, the first of them.",
            "A claim about all numbers falls with one counterexample.",
            "Try the numbers one after the other from 1 on.",
        ),
        symbols=("n",),
        answer="a whole number",
        wrong=[
            (first + 1, "There is an earlier one."),
            (first - 1, "There the claim still holds."),
            (c, "There is an earlier one."),
        ],
    )


def _prime(n: int) -> bool:
    return n > 1 and all(n % k for k in range(2, int(n**0.5) + 1))


def _split(n: int) -> str:
    k = next(k for k in range(2, n + 1) if n % k == 0)
    return rf"{k} \cdot {n // k}"


def _parity(draw: Draw, level: int) -> Draft:
    """Divisibility claims about all whole numbers, decided by the remainders."""
    m = draw.choice((2, 3) if level == 1 else (3, 4, 5) if level == 2 else (6, 7, 8))
    a, b, c = draw.integer(1, 5), draw.integer(0, 7), draw.integer(0, 7)
    if b == c == 0:
        raise Unsuitable("too plain")
    value = lambda n: a * n**2 + b * n + c if level < 3 else n**3 + b * n + 6 * c  # noqa: E731
    shown = (
        f"{'' if a == 1 else a}n^2" + (f" + {'' if b == 1 else b}n" if b else "") + (f" + {c}" if c else "")
        if level < 3
        else "n^3" + (f" + {'' if b == 1 else b}n" if b else "") + (f" + {6 * c}" if c else "")
    )
    rests = [value(n) % m for n in range(m)]
    fails = next((n for n in range(m) if rests[n]), None)
    if fails is not None and draw.integer(1, 4) > 1:
        raise Unsuitable("keep true ones common")
    at = fails if fails is not None else m - 1
    return claim(
        draw,
        says=(
            f"For every whole number $n \\ge 0$, ${shown}$ is divisible by {m}.",
            f"${shown}$ is a multiple of {m}, whichever whole number $n \\ge 0$ you take.",
        ),
        truth=fails is None,
        decide=lambda: not any(value(n) % m for n in range(100)),
        method="a hundred cases",
        detail="The first hundred numbers were tried; the remainders repeat long before.",
        steps=[
            (
                f"The case n = {at}, divided with remainder",
                chain(value(at), f"{times(m, value(at) // m)} + {rests[at]}"),
            )
        ],
        hints=(
            "You are asked about all whole numbers.",
            "Split into cases by the remainder: finitely many cases prove the claim, one failure refutes it.",
            f"Try $n$ from 0 to {m - 1}; after that the remainders repeat.",
        ),
        if_wrong="Go through the remainders one by one: "
        + ("each case works." if fails is None else f"n = {fails} fails."),
    )


def _assume(draw: Draw, level: int) -> Draft:
    """What the contrapositive, a contradiction, or (2) a direct proof or the converse starts from."""
    k, m, r = draw.integer(2, 9), draw.integer(2, 9), draw.integer(5, 60)
    p, not_p, holds = draw.choice(
        (
            (f"$n^2 > {r}$", rf"$n^2 \le {r}$", lambda n: n * n > r),
            (f"${m}n$ is odd", f"${m}n$ is even", lambda n: m * n % 2 == 1),
            (f"$n^2$ is not divisible by {m}", f"$n^2$ is divisible by {m}", lambda n: n * n % m != 0),
        )
    )
    if m % 2 == 0 and "odd" in p:
        raise Unsuitable("never odd")
    single = draw.coin()
    q, not_q, follows = (
        (f"$n \\ne {k}$", f"$n = {k}$", lambda n: n != k)
        if single
        else (f"$n$ is not divisible by {k * m}", f"$n$ is divisible by {k * m}", lambda n: n % (k * m) != 0)
    )
    # Only a true implication can be proved.
    if any(holds(n) for n in ([k] if single else range(0, 20 * k * m, k * m))):
        raise Unsuitable("the implication is false")
    ways = (
        ("contrapositive", "contradiction")
        if level == 1
        else ("contrapositive", "contradiction", "direct", "converse")
    )
    way = draw.choice(ways)
    says = {("p", True): p, ("p", False): not_p, ("q", True): q, ("q", False): not_q}
    # Each plan: what it assumes, and what it shows; None for something impossible.
    plans: dict[str, tuple[tuple[tuple[str, bool], ...], tuple[str, bool] | None, str]] = {
        "direct": ((("p", True),), ("q", True), "That is a direct proof."),
        "contrapositive": (
            (("q", False),),
            ("p", False),
            "That is the contrapositive, which proves the same.",
        ),
        "contradiction": ((("p", True), ("q", False)), None, "That is a proof by contradiction."),
        "converse": ((("q", True),), ("p", True), "That proves the converse, which says something else."),
        "inverse": (
            (("p", False),),
            ("q", False),
            "That proves the inverse, which says the same as the converse.",
        ),
    }
    shown = ("contrapositive", "contradiction", "converse", "inverse") if level == 1 else (*ways, "inverse")

    def text(name: str) -> str:
        assumed, aim, _ = plans[name]
        return f"Assume that {' and that '.join(says[a] for a in assumed)}, and " + (
            "find something impossible." if aim is None else f"show that {says[aim]}."
        )

    def rules_out(name: str) -> set[tuple[bool, bool]]:
        """The cases of P and Q that a plan, carried through, shows to be impossible."""
        assumed, aim, _ = plans[name]
        found = set()
        for at in ((False, False), (False, True), (True, False), (True, True)):
            now = dict(zip("pq", at, strict=True))
            if all(now[letter] == value for letter, value in assumed) and (
                aim is None or now[aim[0]] != aim[1]
            ):
                found.add(at)
        return found

    def decide() -> str:
        """The plan that rules out the right case and begins where the wanted way begins."""
        wanted = {(False, True)} if way == "converse" else {(True, False)}
        # A contradiction assumes all that is known of that case, the others one half of it.
        begins = {
            "direct": [True],
            "contrapositive": [False],
            "contradiction": [True, False],
            "converse": [True],
        }[way]
        right = [
            name
            for name in shown
            if rules_out(name) == wanted and [value for _, value in plans[name][0]] == begins
        ]
        pairs_agree = all(holds(n) == (not _negated(not_p, n, r, m)) for n in range(200)) and any(
            follows(n) for n in range(200)
        )
        return text(right[0]) if len(right) == 1 and pairs_agree else ""

    asked = {
        "contrapositive": f"Plan a proof by contrapositive of: if {p}, then {q}, for whole numbers $n$. How does it go?",
        "contradiction": f"Plan a proof by contradiction of: if {p}, then {q}, for whole numbers $n$. How does it go?",
        "direct": f"Plan a direct proof of: if {p}, then {q}, for whole numbers $n$. How does it go?",
        "converse": f"Take the statement: if {p}, then {q}, for whole numbers $n$. Which plan would prove its converse directly?",
    }
    return words(
        draw,
        ask=(asked[way],),
        right=text(way),
        options=[(text(name), plans[name][2]) for name in shown],
        decide=decide,
        method="a truth table",
        detail="For each plan the cases of P and Q were listed that it shows to be impossible, and compared with the one case in which the statement would fail.",
        steps=[("With 1 for true and 0 for false, the one case to rule out", r"1 \cdot (1 - 0) = 1")],
        hints=(
            "You are asked what to assume and what to aim at.",
            "“If P then Q” fails only when P holds and Q does not. The contrapositive goes from not Q to not P; a contradiction assumes P and not Q.",
            "Write down P, Q and their negations first.",
        ),
    )


def _negated(text: str, n: int, r: int, m: int) -> bool:
    """Whether the written negation of the assumption holds for a number."""
    if r"\le" in text:
        return n * n <= r
    return m * n % 2 == 0 if text.endswith("even") else n * n % m == 0


GENERATORS = (
    Generator(TOPIC, "induction", COMPUTE, _induction, objectives=(3,)),
    Generator(TOPIC, "counterexample", REVERSE, _counterexample, objectives=(4,)),
    Generator(TOPIC, "parity", TRUE_FALSE, _parity, objectives=(1, 4)),
    Generator(TOPIC, "assume", CHOICE, _assume, version=2, levels=(1, 2), objectives=(1, 2)),
    Generator(TOPIC, "in-order", ORDER, proof_steps, objectives=(1, 3)),
)
