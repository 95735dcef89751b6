"""Exercises on recurrent networks: hidden states, gradients through time, vanishing and exploding, gates."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice import second_way
from assistant.practice.draft import (
    COMPUTE,
    ORDER,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.machine_learning.network_solutions import state_by_state
from assistant.practice.generators.probability.pieces import (
    bracketed,
    fpow,
    listed,
)
from assistant.practice.notation import (
    chain,
    guarded,
    minus,
    plus,
    rational,
    short,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
)

TOPIC = "recurrent-networks"
UNROLL = r"$h_t = w h_{t-1} + u x_t + b$ (here without $\tanh$), the same weights at every step."
TIME = r"Through time the factors multiply: $\frac{\partial h_t}{\partial h_s} = w^{t-s}$ without $\tanh$; a shared weight collects the contributions of all steps."
GATE = r"$c_t = f_t c_{t-1} + i_t g_t$: the forget gate keeps, the input gate lets in."


def _run(w: Any, u: Any, b: Any, xs: Any, h: Any = 0) -> list[Any]:
    states = []
    for x in xs:
        h = w * h + u * x + b
        states.append(h)
    return states


def _states(draw: Draw, level: int) -> Draft:
    w, u, b = (
        draw.choice((Fraction(1, 2), Fraction(2), Fraction(-1), Fraction(-1, 2), Fraction(3))),
        draw.nonzero(-2, 3),
        draw.integer(-1, 2),
    )
    xs = [draw.integer(-2, 3) for _ in range(3)]
    states = _run(w, u, b, xs)
    if not any(xs):
        raise Unsuitable("no input")
    key = rational(Fraction(states[-1]))
    before = [Fraction(0), *states[:-1]]
    return Draft(
        prompt=f"A recurrent network without activation, $h_t = wh_{{t-1}} + ux_t + b$, has $w = {short(w)}$, $u = {u}$, $b = {b}$ and starts at $h_0 = 0$. "
        + draw.choice(
            (
                f"Its inputs are {listed(xs)}. What is $h_3$?",
                f"Unroll it over the inputs {listed(xs)} and give the last hidden state.",
            )
        ),
        key=key,
        proof=Rederived(
            "sum over steps",
            "Each input was sent through the remaining steps by itself, and the results added.",
            lambda: sum((u * x + b) * w ** (2 - t) for t, x in enumerate(xs)),
        ),
        steps=tuple(
            Step(
                f"Step {t + 1}",
                chain(plus(rf"{short(w)} \cdot {guarded(short(h))}", times(u, x), b), short(n)),
            )
            for t, (h, x, n) in enumerate(zip(before, xs, states, strict=True))
        ),
        hints=(
            "You are asked for the last hidden state.",
            UNROLL,
            f"The first state is ${plus(times(u, xs[0]), b)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(Fraction(u * xs[-1] + b)), "The state before comes in as well."),
            Mistake(rational(Fraction(_run(w, u, 0, xs)[-1])), "The bias is added at every step."),
            Mistake(rational(Fraction(states[1])), "That is the state before the last."),
            Mistake(
                rational(Fraction(sum(u * x + b for x in xs))),
                "The old state is multiplied by its weight at each step.",
            ),
        ),
    )


def _gradient(draw: Draw, level: int) -> Draft:
    w, u = (
        draw.choice((Fraction(1, 2), Fraction(2), Fraction(-1), Fraction(3), Fraction(-2))),
        draw.nonzero(-2, 3),
    )
    xs = [draw.nonzero(-2, 3) for _ in range(2 if level == 2 else 3)]
    states = [Fraction(0), *_run(w, u, 0, xs)]
    t = len(xs)
    kind = draw.choice(("w", "u"))
    parts = [w ** (t - s) * (states[s - 1] if kind == "w" else xs[s - 1]) for s in range(1, t + 1)]
    value: Any = sum(parts)
    if value == 0:
        raise Unsuitable("nothing flows")
    key = rational(Fraction(value))

    def differences() -> Any:
        return (
            second_way.slope(lambda v: _run(v, u, 0, xs, second_way.real(0))[-1], second_way.real(w))
            if kind == "w"
            else second_way.slope(
                lambda v: _run(second_way.real(w), v, 0, xs, second_way.real(0))[-1], second_way.real(u)
            )
        )

    return Draft(
        prompt=f"Without activation and bias: $h_s = wh_{{s-1}} + ux_s$, $h_0 = 0$, with $w = {short(w)}$, $u = {u}$ and the inputs {listed(xs)}. What is $\\partial h_{t} / \\partial {kind}$, through all steps that share it?",
        key=key,
        proof=Rederived(
            "differences", "The whole network was run with difference quotients at 80 digits.", differences
        ),
        steps=(
            *(
                Step(
                    f"State {s}",
                    chain(
                        plus(rf"{short(w)} \cdot {guarded(short(states[s - 1]))}", times(u, xs[s - 1])),
                        short(states[s]),
                    ),
                )
                for s in range(1, t)
            ),
            *(
                Step(
                    f"Contribution of step {s}",
                    rf"{bracketed(w)}^{{{t - s}}} \cdot {guarded(short(Fraction(states[s - 1] if kind == 'w' else xs[s - 1])))} = {short(p)}",
                )
                for s, p in enumerate(parts, 1)
            ),
            Step("All steps together", chain(plus(*(short(p) for p in parts)), short(Fraction(value)))),
        ),
        hints=(
            "You are asked for a derivative by a weight that is used at every step.",
            TIME,
            f"The last step contributes {'the state before it' if kind == 'w' else 'its input'}; each step further back comes with one more factor $w$.",
        ),
        mistakes=but_key(
            key,
            Mistake(
                rational(Fraction(parts[-1])),
                "The earlier steps use the same weight: add their contributions.",
            ),
            Mistake(
                rational(Fraction(sum(states[:-1]) if kind == "w" else sum(xs))),
                "Each step back brings a factor $w$.",
            ),
            Mistake(rational(Fraction(states[-1])), "That is the state itself."),
        ),
    )


def _through(draw: Draw, level: int) -> Draft:
    w = draw.choice(
        (
            Fraction(1, 2),
            Fraction(2),
            Fraction(3),
            Fraction(1, 3),
            Fraction(3, 2),
            Fraction(-1, 2),
            Fraction(2, 3),
            Fraction(-2),
            Fraction(1, 10),
            Fraction(4, 5),
        )
    )
    s = draw.integer(1, 6)
    steps_ = draw.integer(2, 6)
    slope = draw.choice((Fraction(1), Fraction(1), Fraction(1, 2), Fraction(3, 4)))
    value = (w * slope) ** steps_
    key = rational(value)
    if value.denominator > 10**6 or abs(value) == 1:
        raise Unsuitable("ugly value")
    extra = "" if slope == 1 else f" and the activation has the slope ${tex(slope)}$ at every step"
    return Draft(
        prompt=f"A recurrent unit has the weight $w = {short(w)}$ to itself{extra}{' and no activation' if slope == 1 else ''}. What is $\\partial h_{{{s + steps_}}} / \\partial h_{{{s}}}$?",
        key=key,
        proof=Rederived(
            "step by step",
            "A small change was passed on step by step.",
            lambda: list(accumulate([Fraction(1)] + [w * slope] * steps_, lambda a, b: a * b))[-1],
        ),
        steps=(
            Step("One step", rf"{short(w)} \cdot {tex(slope)} = {tex(w * slope)}"),
            Step("One factor for each step", chain(fpow(w * slope, steps_), value)),
        ),
        hints=(
            "You are asked how a change is passed on through several steps.",
            TIME + " With an activation each factor is also multiplied by its slope.",
            f"From step {s} to step {s + steps_} there are ${minus(s + steps_, s)}$ factors.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(w * slope), "That is one step."),
            Mistake(rational(w * slope * steps_), "Factors multiply; they do not add."),
            Mistake(rational((w * slope) ** (steps_ + 1)), "One factor too many."),
            Mistake(rational(w**steps_), "The slope of the activation comes in at every step."),
        ),
    )


def _gates(draw: Draw, level: int) -> Draft:
    f, i = Fraction(draw.integer(0, 10), 10), Fraction(draw.integer(0, 10), 10)
    c, g = draw.nonzero(-6, 8), draw.nonzero(-6, 8)
    new = f * c + i * g
    kind = draw.choice(("forget", "input", "old"))
    if kind == "forget":
        key, prompt = (
            rational(f),
            f"An LSTM cell held ${c}$ and holds ${short(new)}$ after a step with the new content ${g}$ and the input gate ${short(i)}$. What was the forget gate?",
        )

        def fits(v: Any) -> Any:
            return isinstance(v, Fraction) and v * c + i * g == new

        text = rf"\frac{{{short(new)} - {guarded(short(i * g))}}}{{{c}}} = {short(f)}"
    elif kind == "input":
        key, prompt = (
            rational(i),
            f"An LSTM cell held ${c}$ and holds ${short(new)}$ after a step with the new content ${g}$ and the forget gate ${short(f)}$. What was the input gate?",
        )

        def fits(v: Any) -> Any:
            return isinstance(v, Fraction) and f * c + v * g == new

        text = rf"\frac{{{short(new)} - {guarded(short(f * c))}}}{{{g}}} = {short(i)}"
    else:
        if f == 0:
            raise Unsuitable("forgotten")
        key, prompt = (
            sympy.Integer(c),
            f"After a step with forget gate ${short(f)}$, input gate ${short(i)}$ and new content ${g}$ an LSTM cell holds ${short(new)}$. What did it hold before?",
        )

        def fits(v: Any) -> Any:
            return isinstance(v, Fraction) and f * v + i * g == new

        text = rf"\frac{{{short(new)} - {guarded(short(i * g))}}}{{{short(f)}}} = {c}"
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("putting it in", "The step was made with this number.", fits),
        steps=(Step("Solve the update of the cell", text),),
        hints=(
            "A step of an LSTM cell is known but for one number.",
            GATE,
            f"What is let in is ${short(i)} \\cdot {guarded(g)}$."
            if kind != "input"
            else f"What is kept is ${short(f)} \\cdot {guarded(c)}$.",
        ),
        mistakes=but_key(
            key,
            Mistake(rational(new), "That is the new content of the cell."),
            Mistake(1 - key, "The two gates need not add up to 1."),
            Mistake(rational(Fraction(new) / c), "What was let in has to be taken away first."),
        ),
    )


def _judge(draw: Draw, level: int) -> Draft:
    w, n = (
        draw.choice(
            (
                Fraction(1, 2),
                Fraction(9, 10),
                Fraction(11, 10),
                Fraction(3, 2),
                Fraction(2),
                Fraction(4, 5),
                Fraction(6, 5),
            )
        ),
        draw.choice((5, 10, 20, 50)),
    )
    limit = draw.choice(
        (Fraction(1, 1000), Fraction(1, 10), Fraction(1, 2))
        if w < 1
        else (Fraction(10), Fraction(100), Fraction(1000))
    )
    below = limit < 1
    truth = w**n < limit if below else w**n > limit
    gate = draw.coin()
    what = (
        f"An LSTM cell keeps its forget gate at ${short(w)}$"
        if gate and w < 1
        else f"A recurrent unit without activation has the weight ${short(w)}$ to itself"
    )
    return claim_draft(
        prompt=f"{what}. True or false: over {n} steps a gradient along it is multiplied by {'less' if below else 'more'} than ${short(limit)}$.",
        truth=truth,
        method="80 digits",
        detail="The logarithm of the factor was compared at 80 digits.",
        decide=lambda: bool((n * second_way.called("log", w) < second_way.called("log", limit)) == below),
        steps=(
            Step(
                "One factor for each step",
                rf"{bracketed(w)}^{{{n}}} {'<' if w**n < limit else '>'} {tex(limit)}",
            ),
        ),
        hints=(
            "You are asked whether a gradient vanishes or explodes.",
            "A product of equal factors below 1 vanishes, above 1 it explodes. Gates near 1 keep it alive.",
            f"Estimate ${short(w)}^{{{n}}}$: how often does the factor halve or double?",
        ),
        if_wrong="Many equal factors make a power: below 1 it soon vanishes, above 1 it soon explodes. Count how many steps halve or double it.",
    )


GENERATORS = (
    Generator(TOPIC, "states", COMPUTE, _states, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "through", COMPUTE, _through, levels=(1, 2), objectives=(2, 3)),
    Generator(TOPIC, "shared", COMPUTE, _gradient, levels=(2, 3), objectives=(2,)),
    Generator(TOPIC, "gate", REVERSE, _gates, levels=(2,), objectives=(4,)),
    Generator(TOPIC, "vanish", TRUE_FALSE, _judge, levels=(1,), objectives=(3, 4)),
    Generator(TOPIC, "in-order", ORDER, state_by_state, levels=(3,), objectives=(1,)),
)
