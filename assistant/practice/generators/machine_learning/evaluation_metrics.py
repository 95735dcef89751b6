"""Exercises on evaluation metrics: the confusion matrix, precision and recall, ROC by pairs, costs."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

import sympy

from assistant.mathcheck.types import Step
from assistant.practice.draft import (
    CHOICE,
    COMPUTE,
    PROBABILITY,
    REVERSE,
    TRUE_FALSE,
    Draft,
    Generator,
    Mistake,
)
from assistant.practice.draw import Draw, Unsuitable
from assistant.practice.generators.probability.pieces import (
    listed,
    table,
    total,
)
from assistant.practice.notation import (
    chain,
    minus,
    plus,
    rational,
    tex,
    times,
)
from assistant.practice.proof import Rederived, Satisfies
from assistant.practice.worked import (
    but_key,
    claim_draft,
    words_draft,
)

TOPIC = "evaluation-metrics"
METRICS = r"Precision is $\frac{TP}{TP + FP}$, recall $\frac{TP}{TP + FN}$, accuracy $\frac{TP + TN}{n}$, and $F_1 = \frac{2\,TP}{2\,TP + FP + FN}$."
STORIES = (
    ("payments", "fraudulent", "A fraud detector flags", "flagged"),
    ("emails", "spam", "A spam filter stops", "stopped"),
    ("scans", "of sick patients", "A screening test marks", "marked"),
    ("machine parts", "faulty", "A camera rejects", "rejected"),
    ("log lines", "signs of an attack", "A monitor raises the alarm for", "reported"),
)


def _cells(draw: Draw) -> tuple[int, int, int, int]:
    tp, fp, fn = draw.integer(1, 12) * 5, draw.integer(1, 12) * 5, draw.integer(1, 8) * 5
    n = draw.choice((200, 400, 500, 1000))
    tn = n - tp - fp - fn
    if tn < fp:
        raise Unsuitable("too few negatives")
    return tp, fp, fn, tn


def _cases(tp: int, fp: int, fn: int, tn: int) -> list[tuple[bool, bool]]:
    """Every example as a pair: is it positive, was it called positive."""
    return [(True, True)] * tp + [(False, True)] * fp + [(True, False)] * fn + [(False, False)] * tn


def _matrix(draw: Draw, level: int) -> Draft:
    tp, fp, fn, tn = _cells(draw)
    n = tp + fp + fn + tn
    many, bad, acts, _ = draw.choice(STORIES)
    kind = draw.choice(("precision", "recall", "accuracy", "F1", "false positive rate"))
    top, bottom, shown = {
        "precision": (tp, tp + fp, rf"\frac{{{tp}}}{{{tp} + {fp}}}"),
        "recall": (tp, tp + fn, rf"\frac{{{tp}}}{{{tp} + {fn}}}"),
        "accuracy": (tp + tn, n, rf"\frac{{{tp} + {tn}}}{{{n}}}"),
        "F1": (2 * tp, 2 * tp + fp + fn, rf"\frac{{2 \cdot {tp}}}{{2 \cdot {tp} + {fp} + {fn}}}"),
        "false positive rate": (fp, fp + tn, rf"\frac{{{fp}}}{{{fp} + {tn}}}"),
    }[kind]
    key = sympy.Rational(top, bottom)
    if key.q > 60:
        raise Unsuitable("ugly value")

    def count() -> Fraction:
        cases = _cases(tp, fp, fn, tn)
        hits = sum(a and b for a, b in cases)
        p, r = Fraction(hits, sum(b for _, b in cases)), Fraction(hits, sum(a for a, _ in cases))
        return {
            "precision": p,
            "recall": r,
            "accuracy": Fraction(sum(a == b for a, b in cases), len(cases)),
            "F1": 2 * p * r / (p + r),
            "false positive rate": Fraction(sum(b and not a for a, b in cases), sum(not a for a, _ in cases)),
        }[kind]

    return Draft(
        prompt=f"Of {n} {many}, {tp + fn} are {bad}. {acts} {tp + fp} of the {n}, and {tp} of these are really {bad}. "
        + draw.choice(
            (
                f"What is the {'F1 score' if kind == 'F1' else kind}?",
                f"Fill in the confusion matrix and give the {'F1 score' if kind == 'F1' else kind}.",
            )
        ),
        key=key,
        proof=Rederived("counting", f"All {n} cases were listed and counted.", count),
        steps=(
            Step("False positives", chain(minus(tp + fp, tp), fp)),
            Step("False negatives", chain(minus(tp + fn, tp), fn)),
            Step("True negatives", chain(f"{n} - {tp} - {fp} - {fn}", tn)),
            Step(f"The {'F1 score' if kind == 'F1' else kind}", chain(shown, key)),
        ),
        hints=(
            "You are asked for one number out of the confusion matrix; fill the matrix first.",
            METRICS
            + (r" The false positive rate is $\frac{FP}{FP + TN}$." if kind.startswith("false") else ""),
            f"There are ${minus(tp + fp, tp)}$ false positives and ${minus(tp + fn, tp)}$ false negatives.",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            *(
                Mistake(sympy.Rational(a, b), text)
                for name, a, b, text in (
                    (
                        "precision",
                        tp,
                        tp + fp,
                        "That is the precision: the share of the calls that are right.",
                    ),
                    ("recall", tp, tp + fn, "That is the recall: the share of the positives that are found."),
                    ("accuracy", tp + tn, n, "That is the accuracy: the share of all that is right."),
                    (
                        "x",
                        fp,
                        tp + fp,
                        "That is the share of false alarms among the calls, one minus the precision.",
                    ),
                )
                if name != kind
            ),
        ),
    )


def _roc(draw: Draw, level: int) -> Draft:
    scores = [Fraction(i, 20) for i in range(2, 20)]
    positives, negatives = (
        sorted(draw.sample(scores, draw.integer(2, 3)), reverse=True),
        sorted(draw.sample(scores, draw.integer(3, 4)), reverse=True),
    )
    wins: list[Any] = [sum(Fraction(2 * (p > q) + (p == q), 2) for q in negatives) for p in positives]
    pairs = len(positives) * len(negatives)
    key = rational(total(wins) / pairs)
    if key in (0, 1):
        raise Unsuitable("nothing to count")

    def area() -> Fraction:
        corners = [(Fraction(0), Fraction(0))]
        for limit in sorted({*positives, *negatives}, reverse=True):
            corners.append(
                (
                    Fraction(sum(q >= limit for q in negatives), len(negatives)),
                    Fraction(sum(p >= limit for p in positives), len(positives)),
                )
            )
        return sum(((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(corners)), Fraction(0))

    return Draft(
        prompt=f"A classifier gives the positives the scores {listed(positives)} and the negatives {listed(negatives)}. "
        + draw.choice(("What is the area under its ROC curve?", "Compute the AUC by counting pairs."))
        + (" (A tie counts half.)" if set(positives) & set(negatives) else ""),
        key=key,
        proof=Rederived(
            "the curve itself",
            "The ROC curve was drawn threshold by threshold and its area measured with trapezoids.",
            area,
        ),
        steps=(
            Step("Pairs of a positive and a negative", chain(times(len(positives), len(negatives)), pairs)),
            Step("Negatives beaten by each positive", chain(plus(*wins), total(wins))),
            Step("The share of pairs that are won", rf"\frac{{{tex(total(wins))}}}{{{pairs}}} = {tex(key)}"),
        ),
        hints=(
            "You are asked how well the scores rank.",
            "AUC is the share of all pairs (one positive, one negative) in which the positive scores higher, ties counting half.",
            f"There are ${times(len(positives), len(negatives))}$ pairs. How many negatives does the first positive beat?",
        ),
        answer_hint=PROBABILITY,
        mistakes=but_key(
            key,
            Mistake(1 - key, "Those are the pairs that are lost."),
            Mistake(
                rational(total(wins) / (len(positives) + len(negatives))),
                "Divide by the number of pairs: multiply the two counts.",
            ),
            Mistake(rational(Fraction(sum(map(math.floor, wins)), pairs)), "A tie counts half."),
            Mistake(
                rational(Fraction(sum(w == len(negatives) for w in wins), len(positives))),
                "Every pair counts, not only the positives that beat all negatives.",
            ),
        ),
    )


def _find(draw: Draw, level: int) -> Draft:
    tp, fp, fn, _tn = _cells(draw)
    many, bad, _, done = draw.choice(STORIES)
    precision: Any = Fraction(tp, tp + fp)
    recall: Any = Fraction(tp, tp + fn)
    f1 = 2 * precision * recall / (precision + recall)
    if level == 2:
        if precision.denominator > 12 or recall.denominator > 12 or fp == fn:
            raise Unsuitable("ugly value")
        key = sympy.Integer(tp + fp)
        prompt = f"{tp + fn} of the {many} are {bad}. The recall is ${tex(recall)}$ and the precision ${tex(precision)}$. How many {many} were {done} in all?"
        steps = (
            Step("Those that are found", chain(times(tp + fn, recall), tp)),
            Step(
                "All calls: the found ones are this share of them",
                rf"\frac{{{tp}}}{{{tex(precision)}}} = {tp + fp}",
            ),
        )

        def check(v: Any) -> Any:
            return isinstance(v, Fraction) and v * precision == (tp + fn) * recall

        wrong = [
            Mistake(
                sympy.Integer(tp),
                "Those are the true positives; false alarms were counted among the calls as well.",
            ),
            Mistake(
                rational(Fraction(tp + fn) * precision),
                "Recall is a share of the positives, precision a share of the calls.",
            ),
            Mistake(sympy.Integer(fp), "Those are the false alarms alone."),
        ]
        first = f"Recall says how many of the {tp + fn} were found: ${times(tp + fn, recall)}$."
    else:
        if (
            f1.denominator > 20
            or precision.denominator > 12
            or recall.denominator > 12
            or precision == recall
        ):
            raise Unsuitable("ugly value")
        key = rational(recall)
        prompt = f"A classifier has the precision ${tex(precision)}$ and the F1 score ${tex(f1)}$. What is its recall?"
        steps = (
            Step(
                "One over the recall: twice one over F1, less one over the precision",
                chain(minus(rf"\frac{{2}}{{{tex(f1)}}}", rf"\frac{{1}}{{{tex(precision)}}}"), 1 / recall),
            ),
            Step("Turn it round", chain(rf"\frac{{1}}{{{tex(1 / recall)}}}", key)),
        )

        def check(v: Any) -> Any:
            return isinstance(v, Fraction) and 0 < v <= 1 and 2 * precision * v == f1 * (precision + v)

        wrong = [
            Mistake(rational(2 * f1 - precision), "F1 is not the ordinary mean of the two."),
            Mistake(rational(f1), "That is the F1 score itself."),
            Mistake(rational(f1 * f1 / precision), "F1 is the harmonic mean, not the geometric one."),
        ]
        first = rf"In $\frac{{2}}{{F_1}} = \frac{{1}}{{p}} + \frac{{1}}{{r}}$ two of the three are known; one over the precision is ${tex(1 / precision)}$."
    return Draft(
        prompt=prompt,
        key=key,
        proof=Satisfies("putting it in", "The metrics were worked out again with this number.", check),
        steps=steps,
        hints=(
            "The metrics are known; what stands behind them is asked for.",
            METRICS if level == 2 else r"F1 is the harmonic mean: $F_1 = \frac{2pr}{p + r}$.",
            first,
        ),
        mistakes=but_key(key, *wrong),
    )


def _baseline(draw: Draw, level: int) -> Draft:
    tp, fp, fn, tn = _cells(draw)
    n = tp + fp + fn + tn
    many, bad, acts, done = draw.choice(STORIES)
    if tp == fp:
        raise Unsuitable("a tie")
    never = tn + fp
    truth = tp + tn > never
    return claim_draft(
        prompt=f"Of {n} {many}, {tp + fn} are {bad}. {acts} {tp + fp} of them, {tp} rightly. True or false: its accuracy is higher than that of a program for which nothing is ever {done}.",
        truth=truth,
        method="counting",
        detail=f"All {n} cases were listed, and the right calls of both counted.",
        decide=lambda: (
            sum(a == b for a, b in _cases(tp, fp, fn, tn)) > sum(not a for a, _ in _cases(tp, fp, fn, tn))
        ),
        steps=(
            Step("Right calls", chain(plus(tp, tn), tp + tn)),
            Step("Right calls of the program that does nothing", chain(minus(n, tp + fn), never)),
        ),
        hints=(
            "You are asked to compare two accuracies.",
            "Accuracy is the share of all calls that are right. Doing nothing is right for every negative.",
            f"The program that does nothing is right in ${minus(n, tp + fn)}$ cases.",
        ),
        if_wrong="When positives are rare, doing nothing is nearly always right. A detector beats that only if it finds more positives than it raises false alarms; this is why accuracy misleads here.",
    )


def _costs(draw: Draw, level: int) -> Draft:
    miss, alarm = draw.choice(
        ((100, 1), (50, 2), (20, 1), (10, 5), (5, 5), (2, 10), (1, 20), (500, 10), (30, 3))
    )
    marks = {
        "A": (draw.integer(1, 6), draw.integer(40, 120)),
        "B": (draw.integer(8, 20), draw.integer(12, 35)),
        "C": (draw.integer(25, 60), draw.integer(1, 8)),
    }
    cost = {name: miss * fn + alarm * fp for name, (fn, fp) in marks.items()}
    order = sorted(cost.values())
    if order[0] * 11 > order[1] * 10:
        raise Unsuitable("too close")
    right = min(cost, key=lambda name: cost[name])
    fewest = min(marks, key=lambda name: sum(marks[name]))
    story = draw.choice(
        (
            ("a sick patient who is missed", "a healthy one who is called back"),
            ("a fraud that slips through", "an honest customer who is bothered"),
            ("a faulty part that is delivered", "a sound part that is thrown away"),
            ("an attack that goes unseen", "a false alarm at night"),
        )
    )
    return words_draft(
        draw,
        prompt=f"In a hospital's or firm's books {story[0]} costs {miss} and {story[1]} costs {alarm}. Three classifiers were tried on the same cases:".replace(
            "In a hospital's or firm's books ", "Say "
        )
        + table(
            ("classifier", "missed (FN)", "false alarms (FP)"),
            [(name, fn, fp) for name, (fn, fp) in marks.items()],
        )
        + "Which one is the cheapest?",
        right=right,
        options=[
            (
                name,
                f"Classifier {name}",
                "It makes the fewest errors, but errors do not cost the same here: weigh each kind by its price."
                if name == fewest
                else "Weigh both kinds of error by their price and add up.",
            )
            for name in marks
        ],
        proof=Rederived(
            "adding up",
            "The cost was added up error by error.",
            lambda: min((sum([miss] * fn + [alarm] * fp), name) for name, (fn, fp) in marks.items())[1],
        ),
        steps=tuple(
            Step(f"Classifier {name}", chain(plus(times(miss, fn), times(alarm, fp)), cost[name]))
            for name, (fn, fp) in marks.items()
        ),
        hints=(
            "You are asked for the classifier that costs least, not for the one with the fewest errors.",
            "Multiply each kind of error by its price. Where misses are dear, recall matters most; where alarms are dear, precision.",
            f"The misses of A alone cost ${times(miss, marks['A'][0])}$.",
        ),
    )


GENERATORS = (
    Generator(TOPIC, "matrix", COMPUTE, _matrix, levels=(1,), objectives=(1,)),
    Generator(TOPIC, "pairs", COMPUTE, _roc, levels=(2,), objectives=(2,)),
    Generator(TOPIC, "behind", REVERSE, _find, levels=(2, 3), objectives=(1,)),
    Generator(TOPIC, "nothing", TRUE_FALSE, _baseline, levels=(1,), objectives=(3,)),
    Generator(TOPIC, "costs", CHOICE, _costs, levels=(3,), objectives=(4,)),
)
