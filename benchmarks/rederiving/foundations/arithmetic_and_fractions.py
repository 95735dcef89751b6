"""Readers for the topic “Arithmetic and fractions”."""

from __future__ import annotations

from rederiving.compare import values_agree
from rederiving.numeric import n
from rederiving.rules import Rules

rule = Rules()

_CHANGES = {"more": 1, "up": 1, "less": -1, "down": -1, "rose": 1, "fell": -1}
S = "before"
rule(
    S,
    lambda x, y: n(y) - n(x),
    "Fill the gap: $«x» + \\square = «y»$.",
    "Which number must be added to $«x»$ to make $«y»$?",
)
rule(
    S,
    lambda x, p, how: n(x) / (1 + _CHANGES[how] * n(p)),
    "The training now takes «x» minutes. That is $«p»$ «how» than a year ago. What was the number then?",
    "A newsletter now has «x» readers. That is $«p»$ «how» than a year ago. What was the number then?",
    "A graphics card now costs «x» euros. That is $«p»$ «how» than a year ago. What was the number then?",
)
rule(
    S,
    lambda x, p, how: 100 * (n(x) / (n(x) * (1 + _CHANGES[how] * n(p))) - 1),
    "… of «x» goes «how» by $«p»$. By how many per cent must it change now to be back where it was? A fall counts as negative.",
)
for _sign, _how in ((1, "more"), (-1, "less")):
    rule(
        S,
        lambda x, p, s=_sign: n(x) / (1 + s * n(p)),
        *(
            f"{start} «x»{unit}. That is $«p»$ {_how} than a year ago. What was it then?"
            for start, unit in (
                ("The training now takes", " minutes"),
                ("A newsletter now has", " readers"),
                ("A graphics card now costs", " euros"),
            )
        ),
    )
S = "fractions"
rule(
    S,
    lambda x: n(x),
    "‹What is|Work out|Compute|Evaluate› $«x»$‹.|?|, written as one fraction?| and shorten.| in the right order.›",
    "What is the value of $«x»$?",
)
rule(S, lambda x, y: n(x) * n(y), "What is $«x»$ of $«y»$?")
rule(S, lambda x, y: n(y) / n(x), "How many times does $«x»$ fit into $«y»$?")
rule(
    S,
    lambda x, y: n(x) - n(y) if n(x) >= n(y) else None,
    "A jug holds $«x»$ of a litre and you pour $«y»$ of a litre into a pan. What is left?",
)
S = "change"
rule(
    S,
    lambda x, p: n(x) * (1 - n(p)),
    "Of «x» emails, $«p»$ are spam. How many are not?",
    "A data set has «x» rows; $«p»$ of them have a missing value and are dropped. How many rows stay?",
    "You hold back $«p»$ of «x» examples for testing. How many are left for training?",
)
rule(
    S,
    lambda x, y: 100 * (n(y) - n(x)) / n(x),
    "A model's … ‹rose|fell› from $«x»$ to $«y»$. ‹What is the relative change, in per cent?|By how many per cent did it change, relative to where it began?› A fall counts as negative.",
)
rule(
    S,
    lambda x, y: 100 * (n(x) - n(y)) / (1 - n(x)),
    "A model's … ‹rose|fell› from $«x»$ to $«y»$. ‹By how many per cent did its error rate (what is missing to 100 per cent) change?|A paper reports the relative change of the error rate, one minus the score. How many per cent is it?› A fall counts as negative.",
)
rule(
    "fractions",
    lambda x, y: n(x) - n(y),
    "The temperature was $«x»$ of a degree and fell by $«y»$ of a degree. What is it now?",
)
S = "points"
rule(
    S,
    lambda x, y, z: values_agree(n(y) - n(x), n(z)),
    "The accuracy rose from «x» to «y» per cent. … says: “It grew by «z» percentage points.” True or false?",
)
rule(
    S,
    lambda x, y, z: values_agree((n(y) - n(x)) / n(x) * 100, n(z)),
    "The accuracy rose from «x» to «y» per cent. … says: “It grew by «z» per cent.” True or false?",
)
rule("rename", lambda x: n(x), "What is $«x»$ in per cent?")
rule(
    "rename",
    lambda k, m: n(k) / n(m),
    "A classifier is right on «k» of «m» test images. What is its accuracy in per cent?",
)
rule(
    "fractions",
    lambda x, y: n(x) + n(y),
    "A recipe takes $«x»$ of a litre of milk and then $«y»$ of a litre more. How much is that?",
)
