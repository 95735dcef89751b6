"""Passes through networks, their steps mixed up: each step works on the numbers the one before has found."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assistant.practice import second_way
from assistant.practice.draft import Draft
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import listed
from assistant.practice.notation import (
    decimal,
    dot_sum,
    guarded,
    mat,
    minus,
    plus,
    short,
    vec,
)
from assistant.practice.order_steps import Link, order_draft


def _dot(a: Any, b: Any) -> Any:
    return sum(x * y for x, y in zip(a, b, strict=True))


def backward_pass(draw: Draw, level: int) -> Draft:
    """Forward through two weights and back to the gradient of the first."""
    w, v, x, y = draw.nonzero(-4, 5), draw.nonzero(-4, 5), draw.nonzero(-3, 5), draw.nonzero(-9, 9)
    h = w * x
    out = v * h
    error = out - y
    back = error * v
    if error == 0 or len({w, v, x, y, h, out, error, back, back * x}) < 9:
        raise Unsuitable("two numbers are equal")

    def loss(weight: Any) -> Any:
        return (v * weight * x - y) ** 2 / 2

    return order_draft(
        draw,
        task=rf"find the gradient of the loss $\frac{{1}}{{2}} (\hat{{y}} - y)^2$ by $w$ in the network $\hat{{y}} = v \cdot h$ with $h = w \cdot x$; "
        f"here $x$ is {x}, $w$ is {w}, $v$ is {v}, and the target $y$ is {y}",
        links=(
            Link(
                "Hidden value",
                rf"h = {w} \cdot {guarded(x)} = {h}",
                (h, second_way.product(((w,),), ((x,),))[0][0], h),
            ),
            Link(
                "Prediction",
                rf"\hat{{y}} = {v} \cdot {guarded(h)} = {out}",
                (out, v * (w * x), out),
                str(h),
            ),
            Link(
                "Gradient by the prediction",
                rf"\delta = {minus(out, y)} = {error}",
                (error, out - y, error),
                str(out),
            ),
            Link(
                "Back through the second weight",
                rf"\delta \cdot v = {error} \cdot {guarded(v)} = {back}",
                (
                    error * v,
                    back,
                    second_way.slope(lambda hidden: (v * hidden - y) ** 2 / 2, second_way.real(h)),
                ),
                str(error),
            ),
            Link(
                "Back to the first weight: times its input",
                rf"\frac{{\partial L}}{{\partial w}} = {back} \cdot {guarded(x)} = {back * x}",
                (second_way.slope(loss, second_way.real(w)), back * x, back * x),
                str(back),
            ),
        ),
        rule="Forward to the prediction, then back: each factor of the chain rule is multiplied on where the forward pass went through.",
    )


def two_layers(draw: Draw, level: int) -> Draft:
    """A forward pass through a hidden layer with ReLU to one number."""
    w, x = draw.matrix(2, 2, -3, 3), draw.full_vector(2, -3, 4)
    v, c = draw.full_vector(2, -3, 4), draw.nonzero(-5, 5)
    z = second_way.image(w, x)
    h = tuple(max(0, value) for value in z)
    if h == z or h == (0, 0):
        raise Unsuitable("ReLU has nothing to do")
    score = _dot(v, h)
    if score == 0 or score + c == 0:
        raise Unsuitable("too plain")
    cut = rf"\operatorname{{ReLU}} {vec(z)}"
    return order_draft(
        draw,
        task=f"send $\\mathbf{{x}} = {vec(x)}$ through a layer with the weights $W = {mat(w)}$ and ReLU, and on to one output "
        f"with the weights $\\mathbf{{v}} = {vec(v)}$ and the bias {c}",
        links=(
            Link(
                "Scores of the hidden layer",
                f"{mat(w)} {vec(x)} = {vec(z)}",
                (tuple(row[0] for row in second_way.product(w, tuple((e,) for e in x))), z),
            ),
            Link(
                "Negative scores become zero",
                f"{cut} = {vec(h)}",
                (tuple((a + abs(a)) // 2 for a in z), h),
                vec(z),
            ),
            Link(
                "Weigh the hidden values",
                rf"{vec(v)} \cdot {vec(h)} = {dot_sum(v, h)} = {score}",
                (second_way.product((v,), tuple((e,) for e in h))[0][0], _dot(v, h), score),
                vec(h),
            ),
            Link(
                "Add the bias of the output",
                f"{plus(score, c)} = {score + c}",
                (_dot(v, h) + c, score + c),
                str(score),
            ),
        ),
        rule="Layer by layer: what one has put out is what the next takes in.",
    )


def state_by_state(draw: Draw, level: int) -> Draft:
    """Three steps of a recurrent network with ReLU."""
    w, u = draw.choice((2, 3, -1, -2)), draw.choice((2, 3, 1, -1))
    xs = [draw.nonzero(-4, 6) for _ in range(3)]
    h = [draw.integer(1, 3)]
    raw = []
    for x in xs:
        raw.append(w * h[-1] + u * x)
        h.append(max(0, raw[-1]))
    if len(set(h)) < 4 or 0 in h[:3] or len({w, u, *xs, *h}) < 7:
        raise Unsuitable("two numbers are equal")
    return order_draft(
        draw,
        task=f"follow a recurrent network with ReLU over the inputs {listed(xs)}; the old state has the weight {w}, the input the weight {u}, and the state at the start is {h[0]}",
        links=tuple(
            Link(
                f"On from the state {h[i]}",
                rf"\max(0, {w} \cdot {guarded(h[i])} {'+' if u * xs[i] > 0 else '-'} {abs(u * xs[i])}) = {h[i + 1]}",
                (max(0, _dot((w, u), (h[i], xs[i]))), h[i + 1]),
                str(h[i]) if i else (),
            )
            for i in range(3)
        ),
        rule="Every state is made of the state before it and of one input, always with the same weights.",
    )


def normalise(draw: Draw, level: int) -> Draft:
    """Layer normalisation of one entry: mean, variance, standard deviation, and scale and shift."""
    sigma = draw.choice((2, 3, 4, 5))
    pattern = draw.choice(((-1, -1, 1, 1), (1, -1, 1, -1), (-1, 1, 1, -1)))
    mean, gamma, beta = draw.integer(2, 12), draw.choice((2, 3, -2, 4)), draw.nonzero(-6, 6)
    xs = [mean + sigma * s for s in pattern]
    at = draw.integer(0, 3)
    hat = Fraction(xs[at] - mean, sigma)
    if (
        len({mean, sigma, sigma**2, *xs}) < 5
        or gamma in (mean, sigma)
        or beta in (mean, sigma, -mean, -sigma)
    ):
        raise Unsuitable("two numbers are equal")
    return order_draft(
        draw,
        task=rf"normalise {listed(xs)} as a layer and give the output for the entry {xs[at]}, where $\gamma$ is ${gamma}$ and $\beta$ is ${beta}$",
        links=(
            Link("Mean of the layer", rf"\frac{{{plus(*xs)}}}{{4}} = {mean}", (Fraction(sum(xs), 4), mean)),
            Link(
                "Variance of the layer",
                rf"\frac{{{plus(*(f'({minus(x, mean)})^2' for x in xs))}}}{{4}} = {sigma**2}",
                (Fraction(sum(x * x for x in xs), 4) - mean * mean, sigma**2),
                str(mean),
            ),
            Link(
                "Standard deviation",
                rf"\sqrt{{{sigma**2}}} = {sigma}",
                (second_way.root(sigma**2), sigma),
                str(sigma**2),
            ),
            Link(
                "Normalise, scale and shift",
                rf"{gamma} \cdot \frac{{{minus(xs[at], mean)}}}{{{sigma}}} {'+' if beta > 0 else '-'} {abs(beta)} = {short(gamma * hat + beta)}",
                (gamma * Fraction(xs[at] - mean, sigma) + beta, gamma * hat + beta),
                str(sigma),
            ),
        ),
        rule="Centre and divide by the standard deviation; only the learnt scale and shift come after that.",
    )


def attention_step(draw: Draw, level: int) -> Draft:
    """One query against two keys: the odds of the weights, the weight, and the output."""
    d = draw.choice((4, 9, 16, 25))
    r = int(d**0.5)
    gap = draw.integer(1, 3)
    v = draw.sample(range(1, 20), 2)
    first, second = draw.integer(0, 5) * r, 0
    second = first - gap * r
    weight = rf"\frac{{1}}{{1 + e^{{-{gap}}}}}"
    e = second_way.called("exp", -gap)
    w = 1 / (1 + e)
    if len({first, second, d, gap, *v}) < 6:
        raise Unsuitable("two numbers are equal")
    return order_draft(
        draw,
        task=f"find the output of attention for a query of {d} components with the dot products {first} and {second} with two keys, whose values are {v[0]} and {v[1]}",
        links=(
            Link(
                "Gap between the two scores after scaling",
                rf"\frac{{{minus(first, second)}}}{{\sqrt{{{d}}}}} = {gap}",
                ((first - second) / second_way.root(d), gap),
            ),
            Link(
                "Softmax: weight of the first key",
                rf"a = \frac{{e^{{{gap}}}}}{{e^{{{gap}}} + 1}} = {weight}",
                (w, second_way.called("exp", gap) / (second_way.called("exp", gap) + 1), w),
                str(gap),
            ),
            Link(
                "Mix the values",
                rf"{weight} \cdot {v[0]} + \left(1 - {weight} \right) \cdot {v[1]} \approx {float(w * v[0] + (1 - w) * v[1]):.4f}",
                (w * v[0] + (1 - w) * v[1], (v[0] + e * v[1]) / (1 + e)),
                weight,
            ),
        ),
        rule="Scores are scaled before the softmax, and only its weights mix the values.",
    )


def delta_rule(draw: Draw, level: int) -> Draft:
    """One step of the delta rule for one weight, and what it does to the squared error."""
    w, x, y = draw.nonzero(-3, 4), draw.choice((2, 3, 4, -2)), draw.nonzero(-9, 9)
    rate = Fraction(1, draw.choice((10, 20, 5)))
    out = w * x
    error = y - out
    move = rate * error * x
    new = w + move
    if error in (0, w, x, y) or len({Fraction(n) for n in (w, x, y, out, error)} | {move, new, rate}) < 8:
        raise Unsuitable("two numbers are equal")
    d = decimal
    return order_draft(
        draw,
        task=f"train a linear unit with the one weight {w} on the input {x} with the label {y}, with the learning rate {d(rate)}, for one step",
        links=(
            Link(
                "Activation",
                rf"{w} \cdot {guarded(x)} = {out}",
                (sum([x] * w) if w > 0 else -sum([x] * -w), out),
            ),
            Link("Error: label less activation", f"{minus(y, out)} = {error}", (y - w * x, error), str(out)),
            Link(
                "Change of the weight: rate times error times input",
                rf"{d(rate)} \cdot {guarded(error)} \cdot {guarded(x)} = {d(move)}",
                (-rate * second_way.slope(lambda v: (y - v * x) ** 2 / 2, second_way.real(w)), move),
                str(error),
            ),
            Link(
                "New weight",
                rf"{w} {'+' if move > 0 else '-'} {d(abs(move))} = {d(new)}",
                (w + move, new),
                d(abs(move)),
            ),
        ),
        rule="The weight moves by rate times error times input, and the error is known only after the activation.",
    )


__all__ = [
    "attention_step",
    "backward_pass",
    "delta_rule",
    "normalise",
    "state_by_state",
    "two_layers",
]
