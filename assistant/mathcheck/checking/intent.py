"""What a statement is for: only some kinds may be refuted, and never where the words around say otherwise."""

from __future__ import annotations

import re

from assistant.mathcheck.reading.claims import Claim
from assistant.mathcheck.reading.syntax import (
    Apply,
    Bars,
    Between,
    BigOperator,
    Binary,
    Call,
    Derivative,
    Dots,
    Evaluated,
    Integral,
    Limit,
    Matrix,
    Moment,
    Nabla,
    Name,
    Node,
    Number,
    Postfix,
    Power,
    Prime,
    Probability,
    Tuple,
    Unary,
    walk,
)

_SENTENCE = re.compile(r"(?:[.!?](?=\s)|\n\s*\n|\n\s*(?:[-*+]|\d+\.)\s)")
_HYPOTHESIS = re.compile(
    r"\b(?:suppose\w*|assum\w*|such that|satisf\w+|given that|solv\w+|find|"
    r"set(?:s|ting)?|want|need\w*|requir\w*|must|condition|equations?|until|hypothe\w+|"
    r"otherwise|cases?|both sides|each side|should|would|could|consider|imagine|pretend|claim|guess|try|test|whether|checks? if|determine)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:wrong\w*|incorrect\w*|false|falsely|mistake\w*|in error|an error|erroneous\w*|instead of|rather than|"
    r"contradict\w*|impossible|absurd|no longer|tempting|misread\w*|confus\w+|careless\w*|forget\w*|pitfall\w*|invalid|"
    r"pretend|beware|don't|doesn't|isn't|cannot|can't)\b",
    re.IGNORECASE,
)
_SUPPOSITION = re.compile(r"\b(?:suppos\w+|assum\w+|would|were|otherwise)\b", re.IGNORECASE)
_DENIAL_NEAR = re.compile(r"\b(?:not|never|n't|neither|nor|no)\b[^,;:]{0,24}$", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|when|unless|whenever|provided|until|once|case)\b(?!.*(?:\bthen\b|\bso\b|,|:|\bhence\b))",
    re.IGNORECASE | re.DOTALL,
)
_DENIAL_AFTER = re.compile(
    r"^[\s,)$\\\]]*(?:which\s+)?(?:that\s+)?(?:is|are|was|would be|gives a|has|does|do|cannot|can't|isn't|doesn't)?\s*(?:also\s+)?"
    r"(?:not|n't|wrong|incorrect|false|impossible|never|no\b|contradict\w*|a contradiction|absurd|invalid|isn't|doesn't|cannot|a mistake)",
    re.IGNORECASE,
)
_MISTAKES = re.compile(r"mistake|pitfall|misconception|error|wrong|confus|trap|what not", re.IGNORECASE)
_REWRITING = re.compile(
    r"\b(?:expand(?:s|ing|ed)?|simplif(?:y|ies|ied|ying)|factor(?:s|ing|ed|ize\w*|ise\w*)?|multiplying out|"
    r"completing the square|the identity)\b[^,.;:=]{0,30}[\s$\\(\[]*$",
    re.IGNORECASE,
)
_NEW_EQUATION = re.compile(
    r"\b(?:so|then|gives?|gets?|becomes?|have|to|yields?|both|sides?|or|leads?|leaves?|equation\w*)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|close to|estimate\w*|round(?:ed|ing|s)?|at least|at most|"
    r"nearest (?:whole|integer|unit|ten|hundred|thousand|cent|dollar|degree|tenth|percent|\d))\b",
    re.IGNORECASE,
)
_WHOLE_PART = re.compile(
    r"\b(?:remainder|left over|leftover|integer part|whole|truncat\w*|floor\w*|full|complete|round\w*|nearest|quotient|"
    r"about|at most|at least)\b|\bR\s*\d",
    re.IGNORECASE,
)
_OTHER_COUNTING = re.compile(
    r"\b(?:mod|modulo|modulus|congruent|residue\w*|bases?|binary|hexadecimal|octal|digits?|clock|o'clock|ratio|concatenat\w*)\b|\\pmod|\\bmod",
    re.IGNORECASE,
)
_MULTIPLIER = re.compile(
    r"^[\s\\,;:~]*(?:%|percent|per cent|\\%|thousand|million|billion|trillion|hundred|dozen|°|degrees?|/|\*|\^|x\s*\d|×|times\b|"
    r"remainder|rem\b|r\s*\.?\s*\d|mod|\(mod|\\pmod|\\bmod|and a half|and \d+/\d|½|½|!|:\d)",
    re.IGNORECASE,
)
_PARTIAL_BEFORE = re.compile(
    r"(?:(?<!total )(?<!sum )\bof|\bhalf|\btwice|\bdouble|\btriple|\bthird|\bquarter|\btimes|\bplus|\bminus|\bover|\bdivided by|\bmultiplied by|"
    r"[-+*/^×÷=<>]|\bmod|\bcos|\bsin|\blog|\bpercent|%|\bdozen|\d)\s*[$(\\\[]*\s*$",
    re.IGNORECASE,
)


def sentence_before(words: str) -> str:
    """The words of the same sentence that stand before a claim; a display belongs to the sentence above it."""
    words = words.rstrip(" \t\r\n$\\[(*")
    start = 0
    for found in _SENTENCE.finditer(words):
        start = found.end()
    return words[start:]


def sentence_after(words: str) -> str:
    """The words of the same sentence that stand after a claim."""
    found = _SENTENCE.search(words)
    return words[: found.start()] if found else words


def is_hypothesis(claim: Claim) -> bool:
    """Whether the words around call the statement a condition, a task or an equation to solve."""
    sentence = sentence_before(claim.before)
    return is_supposed(claim) or claim.conditional or bool(_HYPOTHESIS.search(sentence))


def is_denied(claim: Claim) -> bool:
    """Whether the words around deny the statement."""
    if claim.conditional or _MISTAKES.search(claim.heading):
        return True
    after = _DENIAL_AFTER.search(claim.after) or _RULED_OUT.search(sentence_after(claim.after))
    sentence = sentence_before(claim.before)
    return bool(_DENIAL.search(sentence) or _DENIAL_NEAR.search(sentence) or after)


def is_supposed(claim: Claim) -> bool:
    """Whether the words before only suppose the statement."""
    sentence = sentence_before(claim.before)
    return bool(_SUPPOSITION.search(sentence) or _CONDITION.search(sentence))


def is_rewriting(claim: Claim) -> bool:
    """Whether the words right before announce that a formula is only rewritten, and no new equation."""
    found = _REWRITING.search(sentence_before(claim.before))
    return found is not None and not _NEW_EQUATION.search(found.group())


def starts_anew(claim: Claim) -> bool:
    """Whether the words before say that a name gets a new meaning."""
    return bool(_ANEW.search(sentence_before(claim.before)))


def holds_at_points_only(claim: Claim) -> bool:
    """Whether the words after restrict an equality to some values: `p(x) = 2x for x = 1, 2`."""
    return claim.conditional or bool(_AT_POINTS.match(claim.after))


def is_loose(claim: Claim) -> bool:
    """Whether the words before say that what follows is rounded or estimated."""
    return bool(
        _LOOSE.search(sentence_before(claim.before)[-80:]) or _LOOSE.search(sentence_after(claim.after))
    )


def means_otherwise(claim: Claim, *, whole: bool, near: bool) -> bool:
    """Whether an equality of numbers may mean something else here.

    `whole`: both sides are whole numbers, so it may be counted in another base or on a clock; `near`: one side is the
    other without its fraction, so it may be a quotient with its remainder left out.
    """
    around = f"{sentence_before(claim.before)[-120:]} {claim.source} {sentence_after(claim.after)}"
    if _MULTIPLIER.match(claim.after):
        return True
    return (whole and bool(_OTHER_COUNTING.search(around))) or (near and bool(_WHOLE_PART.search(around)))


def is_asked(claim: Claim) -> bool:
    """Whether the sentence asks, compares cases or tests rather than states."""
    sentence = f"{sentence_before(claim.before)} {claim.after}"
    return bool(_ASKING.search(sentence))


_ASKING = re.compile(
    r"\?|\b(?:is|are|does|whether|check\w*|test\w*|compar\w*|case\w*|only|either|else|unless|hold\w*|true|satisf\w*|fail\w*|"
    r"inequalit\w*|interval\w*|range\w*|domain|not|no|but|since|because|contradiction|while|loop|condition\w*)\b",
    re.IGNORECASE,
)


def states_distribution(claim: Claim) -> bool:
    """Whether the distribution a claim builds on was said right before it, so that it is surely the one meant."""
    return bool(_DISTRIBUTED.search(claim.before))


_DISTRIBUTED = re.compile(
    r"\\sim\b|~|\bdistribut|\bnormal\b|\bbinomial|\bpoisson|\bbernoulli|\bexponential|\buniform",
    re.IGNORECASE,
)


def counts_imaginary(claim: Claim) -> bool:
    """Whether `i` is surely the imaginary unit: complex numbers are spoken of, and `i` never runs or gets a value."""
    around = f"{claim.heading} {claim.before} {claim.source} {claim.after}"
    return bool(_COMPLEX.search(around)) and not _INDEX.search(around)


_COMPLEX = re.compile(
    r"\bcomplex (?:number|plane|conjugate|root|modulus|eigen|arithmetic|form|exponential|solution)|\bimaginary\b|"
    r"\\mathbb\s*\{?\s*C\b|\bEuler's (?:formula|identity)|\bde Moivre|\bi\^\{?2\}? = -1\b",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"_\{?i\b|_\{[a-z]*i[a-z]*\}|(?<![A-Za-z\\])i\s*(?:=(?!\s*\\sqrt)|\\in\b|<|>|\\le|\\ge)|\bindex\b|[jk]\^"
)


def own_operation(claim: Claim) -> bool:
    """Whether a sign in a formula may be an operation that the text defined for itself."""
    return not claim.plain and bool(_OWN_OPERATION.search(claim.source))


def starts_midway(claim: Claim) -> bool:
    """Whether a plain line began before the part that could be read: `half of 3 + 5 = 6.5`."""
    return claim.plain and bool(_PARTIAL_BEFORE.search(claim.before[-40:]) or _REMARK.search(claim.source))


def about_percent(claim: Claim) -> bool:
    """Whether per cent, or two units a factor of 100 apart, are spoken of near a claim."""
    around = f"{claim.before[-160:]} {claim.source} {claim.after}"
    return bool(_HUNDREDTHS.search(around))


_HUNDREDTHS = re.compile(
    r"%|\bper\s?cent|\bpercentage|\bcents?\b|\bdollars?\b|\\\$|\bcm\b|\bcentim|\bmet(?:er|re)s?\b|\bhundred|"
    r"\bprobabilit|\bchance|\brate\b|\bgrade|\bscore",
    re.IGNORECASE,
)
"""Words near which a factor of 100 may be a sign or a unit that was left out."""
_REMARK = re.compile(r"\d\s+\(\s*\d+(?:\.\d+)?\s*%?\s*\)")
"""A number and a remark in brackets after it: `70 (70%)`."""
_ANEW = re.compile(
    r"\b(?:let|define\w*|consider|another|example|instead|now take|given|function|suppose|take|where|choose|new)\b",
    re.IGNORECASE,
)
_AT_POINTS = re.compile(
    r"^[\s,.;:)$\\\]]*(?:for|when|if|at|whenever|only|where)\s+(?:(?:some|only|exactly|several)\b|[$\\(\s]*[a-zA-Z]\s*(?:=|\\in\s*\\\{|\\ge|\\le|<|>))",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(
    r"\b(?:contradict\w*|impossible|absurd|cannot|can't|never|false|not true|no solution)\b", re.IGNORECASE
)
_OWN_OPERATION = re.compile(
    r"(?<!\^)(?<!\^\{)(?:\*|\\ast|\\star|\\circ(?!\})|\\oplus|\\otimes|\\diamond|\\bullet)"
)

_OPERATIONS = (Binary, Power, Call, Postfix, BigOperator, Bars, Between, Dots)
_OPERATORS = (Derivative, Prime, Nabla, Integral, Limit, BigOperator, Evaluated, Between, Matrix, Moment)
_OPERATOR_CALLS = frozenset(
    ("det", "tr", "rank", "transpose", "inv", "adj", "cof", "cross", "dot", "norm", "softmax")
)


def is_bare_number(node: Node) -> bool:
    """A number by itself, with its sign, per cent or degree sign."""
    while isinstance(node, Unary | Postfix) and getattr(node, "operator", "") != "!":
        node = node.operand
    return isinstance(node, Number)


def is_plain_fraction(node: Node) -> bool:
    """`3/4`, a number written as a fraction."""
    if isinstance(node, Unary):
        node = node.operand
    return (
        isinstance(node, Binary)
        and node.operator == "/"
        and is_bare_number(node.left)
        and is_bare_number(node.right)
    )


def has_operation(node: Node) -> bool:
    """Whether anything is computed in a formula; a per cent or degree sign alone computes nothing."""
    return any(
        isinstance(part, _OPERATIONS) and getattr(part, "operator", "") not in ("%", "degree")
        for part in walk(node)
    )


def operations_in(node: Node) -> tuple[Node, ...]:
    """The places in a formula where something is computed."""
    return tuple(part for part in walk(node) if isinstance(part, _OPERATIONS))


def has_operator(node: Node) -> bool:
    """Whether a derivative, an integral, a determinant, a vector or the like stands in a formula."""
    return any(
        isinstance(part, _OPERATORS)
        or (isinstance(part, Call) and part.name in _OPERATOR_CALLS)
        or (isinstance(part, Tuple) and len(part.items) > 1 and part.fences)
        or isinstance(part, Probability)
        for part in walk(node)
    )


def has_invariant(node: Node) -> bool:
    """Whether a determinant, a trace or a rank is taken in a formula."""
    return any(isinstance(part, Call) and part.name in ("det", "tr", "rank") for part in walk(node)) or any(
        isinstance(part, Matrix) and part.fence == "v" for part in walk(node)
    )


def names_in(node: Node) -> frozenset[str]:
    """The names that stand in a formula, without their indices."""
    return frozenset(part.text for part in walk(node) if isinstance(part, Name))


def free_names_in(node: Node) -> frozenset[str]:
    """The names in a formula without those that only run: the index of a sum, the variable of an integral or limit."""
    running = {
        part.variable.text
        for part in walk(node)
        if isinstance(part, BigOperator | Integral | Limit) and part.variable is not None
    }
    return names_in(node) - running


def sums_without_end(node: Node) -> bool:
    """Whether an infinite sum stands in a formula."""
    return any(
        isinstance(part, BigOperator)
        and part.kind == "sum"
        and isinstance(part.upper, Name)
        and part.upper.text == "infinity"
        for part in walk(node)
    )


def calls_in(node: Node) -> tuple[Apply, ...]:
    """The names with brackets in a formula."""
    return tuple(part for part in walk(node) if isinstance(part, Apply))
