"""Readers that answer exercises from their wording alone, with NumPy and mpmath: a second opinion on every key.

A module a topic, in the folder of its area and named as the topic: `calculus/chain_rule.py` reads `chain-rule`. Each
makes one `rule = Rules()` and tells it, for each generator of the topic, its wordings and what to compute:

    rule(
        "unknown",                                             # the generator's name
        lambda x, s, c: slope_k(x, c, s),                      # the answer from the gaps, which are texts
        "For which $k$ does $f(x) = «x»$ have the slope $«s»$ at $x = «c»$?",
        "The graph of $f(x) = «x»$ has the slope $«s»$ at $x = «c»$. Find $k$.",
    )

To add a reader:

1. `python benchmarks/rederive.py --topics chain-rule --unread` prints the wordings that no rule covers yet.
2. Write the wording with gaps (`rules.py` says which signs there are) and compute the answer with `numeric.py` (`n`, `a`
   and `listed` read numbers, matrices, lists; roots, derivatives, systems), `functions.py`, `matrices.py`, `tables.py`
   or `summaries.py`. Where stories vary freely, `rule.story` takes phrases and the numbers in their order.
3. Compute it your own way: from the definition, by counting, by quadrature, by trying all cases. What a generator does
   inside must not be looked up, or the second opinion is none.

What a computation may return: a number, an array, a tuple (a set), a `Formula`; None when the wording was meant for
another rule. For options also a bool (true or false), the text of the right option, `only(options, fits)`,
`best(options, measure)`; a value is compared with every option, and exactly one must agree. For a worked solution with
a mistake nothing is needed, unless its first side is a name: then `Start(value)`. Options that are sentences about
ideas are declared by `rule.in_words(generator, why)` and counted apart.

Imports here: NumPy, mpmath, the standard library. Nothing of the product, nothing of SymPy; a test holds that.
"""
