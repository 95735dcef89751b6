"""Numbers of a neural network: activations, softmax, losses with their derivatives, one neuron forward and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy

from assistant.mathcheck.solve.derivatives import UnsolvableError
from assistant.mathcheck.solve.figures import equals, factor, near, num, plus, rounded, worked
from assistant.mathcheck.types import Fact, Step

MOST_SCORES = 12
_ONE = sympy.Integer(1)
_LEAK = sympy.Rational(1, 100)


def _modest(*values: Any) -> None:
    if any(abs(value) > 50 for value in values):
        raise UnsolvableError("numbers up to 50")


def sigmoid_value(z: Any) -> Any:
    """1 / (1 + e^{−z})."""
    return 1 / (1 + sympy.exp(-z))


def sigmoid_line(z: Any) -> str:
    """The sigmoid with its number put in."""
    return f"\\frac{{1}}{{1 + e^{{-{factor(z)}}}}} {near(sigmoid_value(z))}"


_ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky relu", "softplus", "identity")


def activation(name: str, z: Any, slope: Any = _LEAK) -> tuple[Any, str]:
    """The value of an activation function and its line, without the left side."""
    _modest(z)
    if name == "sigmoid":
        return sigmoid_value(z), sigmoid_line(z)
    if name == "tanh":
        value = sympy.tanh(z)
        return value, f"\\tanh({num(z)}) {near(value)}"
    if name == "relu":
        value = max(z, sympy.Integer(0))
        return value, f"\\max(0, {num(z)}) = {num(value)}"
    if name == "leaky relu":
        value = z if z >= 0 else slope * z
        return value, f"\\max({num(slope)} \\cdot {factor(z)}, {num(z)}) = {num(value)}"
    if name == "softplus":
        value = sympy.log(1 + sympy.exp(z))
        return value, f"\\ln\\left(1 + e^{{{num(z)}}}\\right) {near(value)}"
    if name == "identity":
        return z, num(z)
    raise UnsolvableError("no such activation")


def activation_slope(name: str, z: Any) -> tuple[Any, str]:
    """The derivative of an activation at z and its line, without the left side."""
    _modest(z)
    if name == "sigmoid":
        s = sigmoid_value(z)
        value = s * (1 - s)
        shown = num(s) if s.is_Rational else rounded(s)
        return value, f"{shown} \\cdot (1 - {shown}) {near(value, 3)}"
    if name == "tanh":
        value = 1 - sympy.tanh(z) ** 2
        return value, f"1 - \\tanh({num(z)})^{{2}} {near(value)}"
    if name in ("relu", "identity"):
        if name == "relu" and z == 0:
            raise UnsolvableError("no derivative at the kink")
        value = sympy.Integer(1 if name == "identity" or z > 0 else 0)
        return value, num(value)
    raise UnsolvableError("no such activation")


_SYMBOLS = {
    "sigmoid": "\\sigma",
    "tanh": "\\tanh",
    "relu": "\\operatorname{ReLU}",
    "softplus": "\\operatorname{softplus}",
}
_SYMBOLS["leaky relu"] = "\\operatorname{LeakyReLU}"


def activation_fact(name: str, z: Any, *, derivative: bool) -> Fact:
    """The value of an activation function at a number, or of its derivative.

    Raises:
        UnsolvableError: A number above 50, or the kink of ReLU.
    """
    symbol = _SYMBOLS[name]
    _, line = activation(name, z)
    first = Step(f"value of the {name}", f"{symbol}({num(z)}) = {line}")
    if not derivative:
        return Fact("activation", f"The value is ${first.latex}$.", first.latex, (first,))
    if name == "leaky relu" or name == "softplus":
        raise UnsolvableError("not this derivative")
    _, slope = activation_slope(name, z)
    rule = {
        "sigmoid": "derivative of the sigmoid: $\\sigma (1 - \\sigma)$",
        "tanh": "derivative of tanh: $1 - \\tanh^2$",
        "relu": "slope of the ReLU: one above zero, zero below",
    }[name]
    latex = f"{symbol}'({num(z)}) = {slope}"
    steps = (first, Step(rule, latex))
    return Fact("activation derivative", f"The derivative is ${latex}$.", latex, steps)


def softmax(scores: Sequence[Any], temperature: Any = _ONE) -> Fact:
    """The softmax of scores.

    Raises:
        UnsolvableError: Fewer than two or more than twelve scores, or numbers above 50.
    """
    if not 2 <= len(scores) <= MOST_SCORES or not temperature > 0:
        raise UnsolvableError("two to twelve scores")
    scaled = [score / temperature for score in scores]
    _modest(*scaled)
    steps = []
    if temperature != 1:
        line = ",\\quad ".join(
            worked(f"\\frac{{{num(s)}}}{{{num(temperature)}}}", t)
            for s, t in zip(scores, scaled, strict=True)
        )
        steps.append(Step("divide by the temperature", line))
    powers = [sympy.exp(score) for score in scaled]
    total = sum(powers)
    parts = [power / total for power in powers]
    exps = ",\\quad ".join(f"e^{{{num(s)}}} {near(p)}" for s, p in zip(scaled, powers, strict=True))
    steps.append(Step("exponentials", exps))
    written = plus([f"e^{{{num(score)}}}" for score in scaled])
    steps.append(Step("their sum", f"{written} {near(total)}"))
    for score, part in zip(scaled, parts, strict=True):
        steps.append(
            Step(
                "each over the sum", f"\\frac{{e^{{{num(score)}}}}}{{{written}}} {near(sympy.simplify(part))}"
            )
        )
    values = ",\\ ".join(_value(sympy.simplify(part)) for part in parts)
    latex = f"\\operatorname{{softmax}}({', '.join(num(s) for s in scaled)}) \\approx ({values})"
    return Fact("softmax", f"The softmax is ${latex}$.", latex, tuple(steps))


def _value(value: Any) -> str:
    return num(value) if value.is_Rational and len(num(value)) < 8 else rounded(value)


def cross_entropy_of_scores(scores: Sequence[Any], target: int) -> Fact:
    """The loss −log softmax of the true class, from its score, and the derivative by the scores.

    Args:
        scores: The logits.
        target: Place of the true class, from 0.

    Raises:
        UnsolvableError: No such class, or scores above 50.
    """
    if not 0 <= target < len(scores):
        raise UnsolvableError("no such class")
    found = softmax(scores)
    total = sum(sympy.exp(score) for score in scores)
    value = sympy.log(total) - scores[target]
    written = plus([f"e^{{{num(score)}}}" for score in scores])
    latex = f"-\\ln\\left(\\frac{{e^{{{num(scores[target])}}}}}{{{written}}}\\right) {near(value)}"
    gradient = [sympy.exp(s) / total - (1 if i == target else 0) for i, s in enumerate(scores)]
    shown = ",\\ ".join(rounded(entry) for entry in gradient)
    steps = (
        *found.steps,
        Step("loss: minus the logarithm of the true class's probability", latex),
        Step("its derivative by the scores: softmax minus one at the true class", f"({shown})"),
    )
    return Fact("cross-entropy loss", f"The loss is ${latex}$ (natural logarithm).", latex, steps)


def log_loss(target: Any, predicted: Any, *, derivative: bool) -> Fact:
    """Binary cross-entropy of one prediction, or its derivative by the predicted probability.

    Raises:
        UnsolvableError: A target other than 0 and 1, or a prediction outside 0 to 1.
    """
    if target not in (0, 1) or not 0 < predicted < 1:
        raise UnsolvableError("a target of 0 or 1, a probability between")
    p = predicted if target == 1 else 1 - predicted
    inside = num(predicted) if target == 1 else f"1 - {num(predicted)}"
    value = -sympy.log(p)
    latex = f"-\\ln({inside}) {near(value)}"
    rule = (
        "target 1: minus the logarithm of the prediction"
        if target == 1
        else "target 0: minus the logarithm of the rest"
    )
    definition = Step("definition", "L = -\\left(y \\ln(\\hat{y}) + (1 - y) \\ln(1 - \\hat{y})\\right)")
    steps = [definition, Step(rule, latex)]
    if not derivative:
        return Fact("cross-entropy loss", f"The loss is ${latex}$ (natural logarithm).", latex, tuple(steps))
    slope = -1 / predicted if target == 1 else 1 / (1 - predicted)
    line = (
        f"-\\frac{{1}}{{{num(predicted)}}} {equals(slope)}"
        if target == 1
        else f"\\frac{{1}}{{1 - {num(predicted)}}} {equals(slope)}"
    )
    steps.append(Step("derivative by the prediction", line))
    return Fact(
        "loss derivative", f"The derivative of the loss by the prediction is ${line}$.", line, tuple(steps)
    )


def mean_log_loss(targets: Sequence[Any], predicted: Sequence[Any]) -> Fact:
    """The mean binary cross-entropy of several predictions.

    Raises:
        UnsolvableError: Lists of different lengths, or numbers outside their range.
    """
    if len(targets) != len(predicted) or not 1 <= len(targets) <= MOST_SCORES:
        raise UnsolvableError("lists of the same length")
    if any(y not in (0, 1) or not 0 < p < 1 for y, p in zip(targets, predicted, strict=True)):
        raise UnsolvableError("targets of 0 or 1, probabilities between")
    terms = [
        f"\\ln({num(p)})" if y == 1 else f"\\ln(1 - {num(p)})"
        for y, p in zip(targets, predicted, strict=True)
    ]
    logs = [sympy.log(p if y == 1 else 1 - p) for y, p in zip(targets, predicted, strict=True)]
    value = -sum(logs, sympy.Integer(0)) / len(terms)
    latex = f"-\\frac{{{plus(terms)}}}{{{len(terms)}}} {near(value)}"
    step = Step("minus the mean logarithm of the probability given to what happened", latex)
    return Fact("cross-entropy loss", f"The mean loss is ${latex}$ (natural logarithm).", latex, (step,))


def error(targets: Sequence[Any], predicted: Sequence[Any], kind: str) -> Fact:
    """Mean squared, root mean squared or mean absolute error.

    Args:
        targets: What was true.
        predicted: What was predicted.
        kind: `mse`, `rmse` or `mae`.

    Raises:
        UnsolvableError: Lists of different lengths.
    """
    if len(targets) != len(predicted) or not 1 <= len(targets) <= MOST_SCORES:
        raise UnsolvableError("lists of the same length")
    count = len(targets)
    gaps = [t - p for t, p in zip(targets, predicted, strict=True)]
    if kind == "mae":
        value = sum((abs(gap) for gap in gaps), sympy.Integer(0)) / count
        terms = [f"|{num(t)} - {factor(p)}|" for t, p in zip(targets, predicted, strict=True)]
    else:
        value = sum((gap**2 for gap in gaps), sympy.Integer(0)) / count
        terms = [f"({num(t)} - {factor(p)})^{{2}}" for t, p in zip(targets, predicted, strict=True)]
    latex = f"\\frac{{{plus(terms)}}}{{{count}}} {equals(value)}"
    name = {"mse": "mean squared error", "mae": "mean absolute error", "rmse": "root mean squared error"}[
        kind
    ]
    steps = [Step("the mean of the " + ("absolute" if kind == "mae" else "squared") + " errors", latex)]
    if kind == "rmse":
        latex = f"\\sqrt{{{num(value)}}} {near(sympy.sqrt(value))}"
        steps.append(Step("its root", latex))
    return Fact("error", f"The {name} is ${latex}$.", latex, tuple(steps))


def neuron(
    inputs: Sequence[Any],
    weights: Sequence[Any],
    bias: Any,
    name: str,
    target: Any = None,
    *,
    half: bool = False,
    loss: str = "",
) -> Fact:
    """One neuron forward; with a target also the loss and its derivative by each weight and the bias.

    Args:
        inputs: x.
        weights: w, as many.
        bias: b.
        name: The activation.
        target: y, or None for the forward pass alone.
        half: Whether the squared error has a factor of one half.
        loss: `squared` or `cross-entropy`; needed with a target.

    Raises:
        UnsolvableError: Lists of different lengths, or no derivative.
    """
    if len(inputs) != len(weights) or not 1 <= len(inputs) <= 6:
        raise UnsolvableError("as many weights as inputs")
    z = sum((w * x for w, x in zip(weights, inputs, strict=True)), sympy.Integer(0)) + bias
    terms = [
        f"{factor(w) if i else num(w)} \\cdot {factor(x)}"
        for i, (w, x) in enumerate(zip(weights, inputs, strict=True))
    ]
    if bias:
        terms.append(num(bias))
    steps = [Step("weights times inputs, plus the bias", f"z = {plus(terms)} = {num(z)}")]
    out, line = activation(name, z)
    if name != "identity":
        steps.append(Step(f"the activation, {name}", f"a = {line}"))
    shown = _value(out)
    if target is None:
        latex = steps[-1].latex
        return Fact("forward pass", f"The output is ${latex}$.", latex, tuple(steps))
    if loss == "cross-entropy":
        if name != "sigmoid" or target not in (0, 1):
            raise UnsolvableError("cross-entropy with a sigmoid")
        value = -sympy.log(out if target == 1 else 1 - out)
        inside = shown if target == 1 else f"1 - {shown}"
        steps.append(Step("the loss", f"-\\ln({inside}) \\approx {rounded(value, 3)}"))
        delta = out - target
        steps.append(
            Step("derivative by $z$: output minus target", f"{shown} - {num(target)} {near(delta, 3)}")
        )
    else:
        scale = 1 if half else 2
        gap = out - target
        value = gap**2 / (2 if half else 1)
        lead = "\\frac{1}{2} " if half else ""
        steps.append(Step("the loss", f"{lead}({shown} - {factor(target)})^{{2}} {_close(value)}"))
        slope, slope_line = activation_slope(name, z)
        if name != "identity":
            steps.append(Step("slope of the activation", f"a' = {slope_line}"))
        delta = scale * gap * slope
        by_out = "" if half else "2 \\cdot "
        rest = "" if name == "identity" else f" \\cdot {_value(slope)}"
        steps.append(
            Step(
                "chain rule: derivative by $z$", f"{by_out}({shown} - {factor(target)}){rest} {_close(delta)}"
            )
        )
    gradients = []
    for index, x in enumerate(inputs, start=1):
        tag = f"_{{{index}}}" if len(inputs) > 1 else ""
        gradient = delta * x
        gradients.append(gradient)
        left = f"\\frac{{\\partial L}}{{\\partial w{tag}}}"
        steps.append(
            Step(
                "times the input of that weight",
                f"{left} = {_as_factor(delta)} \\cdot {factor(x)} {_close(gradient)}",
            )
        )
    tags = [f"_{{{i}}}" if len(inputs) > 1 else "" for i in range(1, len(inputs) + 1)]
    ends = [
        f"\\frac{{\\partial L}}{{\\partial w{tag}}} {near(g)}" for tag, g in zip(tags, gradients, strict=True)
    ]
    ends.append(f"\\frac{{\\partial L}}{{\\partial b}} {near(delta)}")
    steps.append(Step("the bias has input one", ends[-1]))
    latex = ",\\quad ".join(ends)
    return Fact("backpropagation", f"The derivatives of the loss: ${latex}$.", latex, tuple(steps))


def layer(weights: Sequence[Sequence[Any]], inputs: Sequence[Any], bias: Sequence[Any], name: str) -> Fact:
    """One layer forward: weights times inputs plus biases, then the activation of each entry.

    Args:
        weights: A row for each neuron.
        inputs: x.
        bias: One for each neuron.
        name: The activation.

    Raises:
        UnsolvableError: Shapes that do not fit, or more than six neurons or inputs.
    """
    if not 1 <= len(weights) <= 6 or len(bias) != len(weights) or not 1 <= len(inputs) <= 6:
        raise UnsolvableError("at most six neurons and inputs")
    if any(len(row) != len(inputs) for row in weights):
        raise UnsolvableError("as many weights as inputs")
    steps, before, after = [], [], []
    for index, (row, shift) in enumerate(zip(weights, bias, strict=True), start=1):
        z = sum((w * x for w, x in zip(row, inputs, strict=True)), sympy.Integer(0)) + shift
        terms = [
            f"{factor(w) if i else num(w)} \\cdot {factor(x)}"
            for i, (w, x) in enumerate(zip(row, inputs, strict=True))
        ]
        steps.append(
            Step(
                f"row {index} times the inputs, plus the bias",
                f"z_{{{index}}} = {plus([*terms, num(shift)])} = {num(z)}",
            )
        )
        before.append(z)
    for index, z in enumerate(before, start=1):
        out, line = activation(name, z)
        after.append(out)
        if name != "identity":
            steps.append(Step(f"the activation, {name}", f"a_{{{index}}} = {line}"))
    exact = all(value.is_Rational for value in after)
    values = " \\\\ ".join(num(value) if exact else rounded(value) for value in after)
    latex = f"a {'=' if exact else chr(92) + 'approx'} \\begin{{pmatrix}} {values} \\end{{pmatrix}}"
    return Fact("forward pass", f"The layer's output is ${latex}$.", latex, tuple(steps))


def _close(value: Any) -> str:
    """The end of a line whose numbers were rounded to four places: three are sure."""
    return (
        f"= {num(value)}" if value.is_Rational and len(num(value)) < 10 else f"\\approx {rounded(value, 3)}"
    )


def _as_factor(value: Any) -> str:
    shown = _value(value)
    return f"({shown})" if shown.startswith("-") else shown
