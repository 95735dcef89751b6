"""Readers for statistics: summaries, estimators, intervals, tests, likelihoods, the bootstrap, regression tables."""

# ruff: noqa: E731 - a short formula with a name reads better here than a function of four lines
from __future__ import annotations

import itertools
import math
import re
from typing import Any

import mpmath as mp

from rederiving.foundations import f
from rederiving.latex import function_of
from rederiving.numeric import a, det, eigenvalues, inverse, listed, n, one, polynomial, roots, solve
from rederiving.rules import Formula, Rules

rule = Rules()


def mean(values: Any) -> Any:
    """The mean."""
    return sum(values) / len(values)


def spread(values: Any, less: int = 0) -> Any:
    """The mean squared deviation, with a smaller denominator if wanted."""
    return sum((v - mean(values)) ** 2 for v in values) / (len(values) - less)


S = "descriptive-statistics.missing"
rule(
    S,
    lambda m, s, z: n(m) + n(z) * n(s),
    "After standardising (mean «m», standard deviation «s») a value became $«z»$. What was it before?",
    "A feature has mean «m» and standard deviation «s». Which value has the z-score $«z»$?",
)
rule.story(S, 2, lambda v, ss: ss / v + 1, "^A report gives a sample variance of", "What was the sample size")
rule.story(
    S,
    2,
    lambda ss, v: ss / v + 1,
    "^The squared deviations of a sample add up to",
    "How many numbers are in the sample",
)
rule(
    S,
    lambda k, m, x: int(k) * n(m) - sum(listed(x)) if len(listed(x)) == int(k) - 1 else None,
    "The «k» values of a column have the mean «m». All but one are known: «x». What is the missing one?",
)
rule(
    S,
    lambda x, k, m: (int(k) + 1) * n(m) - sum(listed(x)) if len(listed(x)) == int(k) else None,
    "You scored «x» in «k» tests. Which score in the next one gives you a mean of «m»?",
)
S = "descriptive-statistics.summary"
rule(
    S,
    lambda x: sorted(listed(x))[3] - sorted(listed(x))[1] if len(listed(x)) == 5 else None,
    "…: «x». What is their interquartile range? (With five sorted numbers the quartiles are the second and the fourth.)",
)
rule(S, lambda x: mean(listed(x)), "…: «x». What is their mean?", "…: «x». Find the mean.")
rule(
    S,
    lambda x: spread(listed(x), 1),
    "…: «x». They are a sample from many more. Compute the sample variance $s^2$.",
    "…: «x». What is their sample variance?",
)


rule(
    S,
    lambda x, m, s, v: (
        (n(v) - n(m)) / n(s) if mean(listed(x)) == n(m) and spread(listed(x), 1) == n(s) ** 2 else None
    ),
    "…: «x». Their mean is $«m»$ and the sample standard deviation $«s»$. What is the z-score of «v»?",
)


def median(values: Any) -> Any:
    """The middle one, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


rule(S, lambda x: median(listed(x)), "…: «x». What is their median?", "…: «x». Find the median.")


def _listing(u: str, v: str, how: str, what: str) -> Any:
    pick = {
        "the smaller of the two numbers": min,
        "the larger of the two numbers": max,
        "the mean of the two numbers": lambda x, y: (x + y) / 2,
        "the first number alone": lambda x, y: x,
        "half of the first number": lambda x, y: x / 2,
        "the sum of the two numbers": lambda x, y: x + y,
    }.get(how)
    if pick is None:
        return None
    values = [pick(x, y) for x, y in itertools.product((n(u), n(v)), repeat=2)]
    truth = (n(u) + n(v)) / 2
    if "bias" in what:
        return mean(values) - truth
    if "variance" in what:
        return spread(values)
    return mean([(x - truth) ** 2 for x in values]) if "square" in what else None


rule(
    "estimators-bias-and-variance.listing",
    lambda u, v, m, how, what: _listing(u, v, how, what),
    "A number is «u» or «v», each with probability one half, so its mean is «m». Somebody who does not know that estimates the mean from two independent draws, by «how». «what»",
)
S = "estimators-bias-and-variance.standard-error"
rule.story(
    S,
    3,
    lambda k, same, v: v * k / (k - 1) if k == same else None,
    "For samples of size",
    "What is the true variance",
)
rule.story(
    S,
    3,
    lambda k, less, v: v * k / less if less == k - 1 else None,
    "^A program divides the squared deviations by",
    "true variance",
)
rule.story(S, 3, lambda k, e, times: k * times**2, "How many measurements in all make it \\d+ times smaller")
rule.story(
    S,
    2,
    lambda s, e: (s / e) ** 2,
    "(How many runs give their mean a standard error|How many independent ones must be averaged so that the mean has the standard error)",
)
rule.story(S, 3, lambda k, e, t: k * (e / t) ** 2, "^An estimate from \\d+ users has the standard error")
S = "confidence-intervals.plan"
rule.story(S, 4, lambda p, w, level, z: z**2 * p * (1 - p) / w**2, "^A share near", "before rounding up")
rule.story(S, 2, lambda k, times: k * times**2, "leaves a margin that is \\d+ times too wide")
rule.story(
    S,
    4,
    lambda w, level, z, s: (z * s / w) ** 2,
    "^You want the mean to within",
    "How large must the sample be",
)
rule.story(
    S,
    4,
    lambda s, w, level, z: (z * s / w) ** 2,
    "^Measurements have the standard deviation",
    "How many are needed",
)
rule.story(
    S, 2, lambda times, k: k * times**2, "^How many answers make the margin of error \\d+ times smaller"
)
rule.story(S, 3, lambda k, w, t: k * (w / t) ** 2, "^With \\d+ answers a survey has a margin of error")
S = "confidence-intervals.interval"
_sign = {"lower": -1, "upper": 1}
for _end, _s in _sign.items():
    rule.story(
        S,
        6,
        lambda k, m, s, df, t, level, e=_s: m + e * t * s / mp.sqrt(k) if df == k - 1 else None,
        f"What is the {_end} end of the 95 per cent interval for the mean, with Student's t",
    )
    rule.story(
        S,
        5,
        lambda k, m, s, level, z, e=_s: m + e * z * s / mp.sqrt(k),
        f"What is the {_end} end of the \\d+ per cent confidence interval for the mean",
        "(measured response times have the mean|users spends \\d+ minutes|parts weigh \\d+ grams)",
    )
    rule.story(
        S,
        4,
        lambda x, k, level, z, e=_s: (
            lambda lo, hi: (lo / hi) + e * z * mp.sqrt((lo / hi) * (1 - lo / hi) / hi)
        )(min(x, k), max(x, k)),
        f"What is the {_end} end of the \\d+ per cent confidence interval for the share",
    )


def _tail(count: Any, at_least: Any) -> Any:
    return mp.mpf(sum(math.comb(int(count), k) for k in range(int(at_least), int(count) + 1))) / 2 ** int(
        count
    )


S = "hypothesis-testing.unknown"
rule.story(
    S,
    2,
    lambda k, level: level / k,
    "(What does Bonferroni make of the level|With which level must each p-value be compared)",
)
rule.story(
    S, 4, lambda m, m0, s, z: (z * s / (m - m0)) ** 2, "^The sample mean is", "How large was the sample"
)
rule(
    S,
    lambda m0, s, m, z: (n(z) * n(s) / (n(m) - n(m0))) ** 2,
    "With $\\mu_0 = «m0»$ and $\\sigma = «s»$, how many values with the mean «m» give exactly $z = «z»$?",
)
rule.story(
    S,
    2,
    lambda k, level: mp.mpf(next(j for j in range(int(k) + 2) if _tail(k, j) <= level)),
    "(From how many heads on is the one-sided p-value|how many right answers are at least needed to reject guessing)",
)
S = "hypothesis-testing.test"
rule.story(
    S,
    4,
    lambda m0, s, k, m: (m - m0) / (s / mp.sqrt(k)),
    "(How large is \\$z\\$ for the null hypothesis that nothing changed|What is the z-statistic)",
)
rule(
    S,
    lambda m0, k, s, z, e, m: (
        ((n(m0) + n(z) * n(e)) - n(m)) / (n(s) / mp.sqrt(n(k))) if n(e) == n(s) / mp.sqrt(n(k)) else None
    ),
    "A test rejects the mean «m0» when the average of «k» values (standard deviation «s») is above $«m0» + «z» \\cdot «e»$. If the true mean is «m», how many standard errors above the true mean does this border lie? (Below counts as negative; the area to its right is the power.)",
)
rule.story(
    S, 3, lambda x, y, z: _tail(max(x, y), min(x, y)) if z == min(x, y) else None, "the one-sided p-value"
)
rule.story(
    S,
    2,
    lambda x, y: 2 * _tail(max(x, y), min(x, y)) if 2 * min(x, y) > max(x, y) else None,
    "What is the two-sided p-value",
)
S = "maximum-likelihood.write"
rule(
    S,
    lambda k, x, name: Formula((name,), lambda p: p ** int(x) * (1 - p) ** (int(k) - int(x))),
    "In «k» independent … there were «x» …, in a given order. With $«name»$ for the probability of …, write the likelihood $L(«name»)$.",
)
rule(
    S,
    lambda x: Formula(("r",), lambda r: sum(mp.log(r * mp.exp(-r * v)) for v in listed(x))),
    "A component failed after «x» months. In the model with density $r e^{-rx}$, what is the log-likelihood as a function of $r$?",
    "Waiting times «x» come independently from the density $r e^{-rx}$. Write the log-likelihood $\\ell(r)$.",
)
rule(
    S,
    lambda x: Formula(("m",), lambda m: mp.diff(lambda t: sum((v - t) ** 2 for v in listed(x)) / 2, m)),
    "For «x» and a normal model with mean $m$ and variance 1, differentiate the negative log-likelihood by $m$.",
    "The data «x» are normal with unknown mean $m$ and variance 1, so apart from a constant the negative log-likelihood is half the sum of squares. Write its derivative with respect to $m$.",
)
S = "maximum-likelihood.data"
rule.story(
    S,
    2,
    lambda k, p: k * p,
    "(The most likely click rate after|From \\d+ independent trials the maximum likelihood estimate)",
)
rule.story(
    S,
    4,
    lambda h, t, p, q: p**h * (1 - p) ** t / (q**h * (1 - q) ** t),
    "Give the ratio of the two likelihoods",
)
rule(
    S,
    lambda m, x: 4 * n(m) - sum(listed(x)) if len(listed(x)) == 3 else None,
    "Four normal measurements with known variance have the maximum likelihood mean «m». Three of them are «x». What is the fourth?",
)
rule(
    S,
    lambda x, m: one(roots(lambda k: mp.diff(lambda t: function_of(x, "m", "k")(t, k), n(m)), 2)),
    "The squared-error loss $«x»$ is smallest at $m = «m»$. What is $k$?",
)


def _peak(x: str, name: str) -> Any:
    high = "0.99987" if name == "p" else "60.0001"
    return one(solve(lambda t: mp.diff(f(x, name), t), "0.00113", high))


S = "maximum-likelihood.estimate"
rule(
    S,
    lambda x, y: len(listed(x)) / sum(listed(x)),
    "Waiting times of «x» minutes come from the density $r e^{-rx}$, so that $\\ell(r) = «y»$. Which rate $r$ is the maximum likelihood estimate?",
)
rule(
    S,
    lambda x: spread(listed(x)),
    "Fit a normal distribution to «x» by maximum likelihood. Which variance comes out?",
    "What is the maximum likelihood estimate of the variance of a normal distribution from the data «x» (mean and variance both unknown)?",
)
rule(S, lambda x: _peak(x, "p"), "The log-likelihood is $\\ell(p) = «x»$. Where is it largest?")
rule.story(S, 2, lambda x, y: x / (x + y), "^A bent coin shows", "Which \\$p\\$ makes this most probable")
rule.story(S, 2, lambda k, x: x / k, "What is the maximum likelihood estimate of the click probability")
rule(
    S,
    lambda x, k, y: mean(listed(x)),
    "A support desk got «x» calls in «k» hours. In the Poisson model the log-likelihood is, apart from a constant, $\\ell(r) = «y»$. Which rate is most likely?",
)
S = "maximum-a-posteriori.prior"


def _beta_map(heads: Any, tails: Any, p: Any, q: Any) -> Any:
    return (heads + p - 1) / (heads + tails + p + q - 2)


_symmetric = lambda h, t, m: one(roots(lambda s: (h + s - 1) - m * (h + t + 2 * s - 2)))
rule.story(S, 3, _symmetric, "symmetric Beta prior")
rule(
    S,
    lambda p, v: n(v) / n(p),
    "Ridge minimises the squared error plus $\\lambda w^2$ with $\\lambda = «p»$. With noise of variance «v», this is a MAP estimate with a normal prior around 0. What is the variance of that prior, $\\frac{\\sigma^2}{\\lambda}$?",
)
rule(
    S,
    lambda k, v, m, e: one(roots(lambda s: n(k) * s * n(m) - n(e) * (n(k) * s + n(v)))),
    "«k» normal readings with variance «v» average «m»; a normal prior around 0 makes the MAP estimate $«e»$. What is the variance $\\tau^2$ of the prior?",
)
rule(
    S,
    lambda v, p: n(v) / n(p),
    "The noise has variance «v». Which variance of a normal prior around 0 gives the penalty $«p» w^2$ beside the plain squared error?",
)
S = "maximum-a-posteriori.estimate"
_normal_map = lambda tau, k, v, m: n(k) * n(m) * n(tau) / (n(k) * n(tau) + n(v))
rule(
    S,
    _normal_map,
    "A sensor's offset has a normal prior around 0 with variance «tau». «k» readings (variance «v» each) average «m». Where is the posterior largest?",
)
rule(
    S,
    lambda k, v, m, tau: _normal_map(tau, k, v, m),
    "«k» normal measurements with known variance «v» have the mean «m». The prior of their true mean is normal with mean 0 and variance «tau». What is the MAP estimate?",
)
rule(
    S,
    lambda h, t, e, g, p, q: _beta_map(n(h), n(t), n(p), n(q)) if n(e.strip("{}")) == n(p) - 1 else None,
    "A coin shows «h» ‹heads|head› and «t» ‹tails|tail›. The prior density is proportional to $p^«e» (1 - p)^«g»$, a Beta prior with $a = «p»$ and $b = «q»$. What is the MAP estimate of $p$?",
)
rule(
    S,
    lambda h, t, p, q: _beta_map(n(h), n(t), n(p), n(q)),
    "A new page had «h» buyers and «t» other visitors. With a Beta prior ($a = «p»$, $b = «q»$) on the share of buyers, find the MAP estimate.",
)


def _lowest(x: str) -> Any:
    c = polynomial(f(x, "u"), 3)
    return -c[1] / (2 * c[2]) if len(c) == 3 and c[2] > 0 else None


rule(
    S,
    _lowest,
    "Which $u$ minimises $J(u) = «x»$, squared errors plus the penalty of a normal prior?",
    "Ridge with a single constant: minimise $«x»$.",
)
S = "experimental-design-and-ab-testing.plan"
rule.story(
    S, 3, lambda k, d, times: k * times**2, "(for a difference \\d+ times smaller|one \\d+ times as small)"
)
rule.story(S, 3, lambda day, versions, k: k * versions / day, "How many days must the test run")
rule.story(
    S,
    5,
    lambda d, p, z, y, s: 2 * s**2 * p * (1 - p) / d**2,
    "^How many users does each group need for a difference of",
)
rule.story(
    S, 7, lambda p, d, level, power, z, y, s: 2 * s**2 * p * (1 - p) / d**2, "^You expect a share near"
)
S = "experimental-design-and-ab-testing.test"
_AB = "are shown to \\d+ users each"
rule.story(S, 3, lambda k, x, y: (x + y) / (2 * k), _AB, "What is the pooled share")
rule.story(S, 3, lambda k, x, y: (y - x) / k, _AB, "What is the difference of the shares, B minus A")
_pooled = lambda k, x, y: mp.sqrt((x + y) / (2 * k) * (1 - (x + y) / (2 * k)) * 2 / k)
rule.story(
    S,
    3,
    _pooled,
    _AB,
    "What is the standard error of the difference if there is no effect, with the pooled share",
)
rule.story(
    S,
    0,
    lambda k, x, y, *rest: _pooled(k, x, y),
    _AB,
    "Compute \\$\\\\sqrt\\{\\\\hat\\{p\\}\\(1 - \\\\hat\\{p\\}\\)",
)
rule.story(
    S,
    4,
    lambda k, x, y, e: (y - x) / k / e,
    _AB,
    "(How many of these is the difference B minus A|What is \\$z\\$)",
)
S = "bootstrap.unknown"
rule.story(S, 2, lambda p, k: k * (1 - p / 100), "per cent of \\d+ rows were never drawn")
rule.story(S, 2, lambda level, k: k * (1 - level / 100) / 2, "^A percentile interval at")
rule.story(S, 2, lambda k, level: k * (1 - level / 100) / 2, "bootstrap means are sorted")
rule.story(
    S,
    1,
    lambda k: (
        mp.mpf(next(j for j in range(1, 12) if j**j >= k)) if any(j**j == k for j in range(1, 12)) else None
    ),
    "ordered bootstrap samples",
)
S = "bootstrap.exact"


def _bootstrap(x: str, function: Any) -> Any:
    values = listed(x)
    return mean([mp.mpf(function(s)) for s in itertools.product(values, repeat=len(values))])


rule(
    S,
    lambda k, m: (1 - 1 / n(m)) ** int(k),
    "Bagging draws «k» of «m» rows with replacement. What is the chance that row 1 is left out?",
    "A bootstrap sample of size «k» is drawn from «m» observations. How probable is it that a given observation is missing from it?",
)
rule(
    S,
    lambda k, m: (1 - 2 / n(m)) ** int(k),
    "A bootstrap sample of size «k» is drawn from «m» observations. How probable is it that two given observations are both missing from it?",
    "Bagging draws «k» of «m» rows with replacement. What is the chance that rows 1 and 2 are both left out?",
)
rule(
    S,
    lambda x, v: _bootstrap(x, lambda s: s.count(n(v)) >= 2),
    "The sample is «x». How probable is it that a bootstrap sample holds the value «v» at least twice?",
)
rule(
    S,
    lambda x: spread(listed(x)) / len(listed(x)),
    "The sample is «x». What is the exact variance of the bootstrap mean (the square of its standard error)?",
    "The sample is «x». The mean is computed for every possible bootstrap sample. What is the variance of all these means?",
)
rule(
    S,
    lambda x, v: _bootstrap(x, lambda s: max(s) == n(v)),
    "The sample is «x». How probable is it that the largest number in a bootstrap sample is «v»?",
)
rule(
    S,
    lambda x, v: _bootstrap(x, lambda s: sorted(s)[len(s) // 2] == n(v)) if len(listed(x)) % 2 else None,
    "The sample is «x». What is the probability that the median of a bootstrap sample is «v»?",
)
S = "linear-regression-inference.behind"
rule.story(
    S,
    2,
    lambda ss, v: ss / v + 2,
    "(The squared residuals of a fitted line add up to|The residual sum of squares is)",
)
for _end, _s in _sign.items():
    rule.story(
        S,
        7,
        lambda k, b, e, q, df, t, level, s=_s: b + s * t * e if df == k - 2 else None,
        f"What is the {_end} end of the 95 per cent interval for the slope",
    )
rule.story(
    S, 2, lambda b, t: b / t, "(The column of standard errors is smudged|What is the standard error\\?$)"
)
S = "linear-regression-inference.fit"


def _residual(p: str, line: str, squared: bool = False) -> Any:
    points = [listed(pair) for pair in re.findall(r"\(([^()]+)\)", f"({p})")]
    s2 = sum((y - f(line)(x)) ** 2 for x, y in points) / (len(points) - 2)
    xs = [x for x, _ in points]
    return s2 / sum((x - mean(xs)) ** 2 for x in xs) if squared else s2


_LINE = "The least-squares line through $(«p»)$ is $«line»$. "
rule(
    S,
    _residual,
    _LINE + "What is the estimated error variance $s^2$?",
    _LINE + "Compute the unbiased estimate $s^2$ of the variance of the errors.",
)
rule(
    S,
    lambda p, line: _residual(p, line, squared=True),
    _LINE + "Compute $\\text{se}(\\hat{b})^2 = \\frac{s^2}{S_{xx}}$.",
    _LINE + "What is the estimated variance of its slope (the square of the standard error)?",
)
_FITTED = "A line was fitted to «k» points for …: $\\bar{x} = «m»$, $S_{xx} = «s»$, $s^2 = «v»$. What is the variance (the squared standard error) "
rule(
    S,
    lambda k, m, s, v, x: n(v) * (1 / n(k) + (n(x) - n(m)) ** 2 / n(s)),
    _FITTED + "of the fitted mean at $x_0 = «x»$?",
)
rule(
    S,
    lambda k, m, s, v, x: n(v) * (1 + 1 / n(k) + (n(x) - n(m)) ** 2 / n(s)),
    _FITTED + "for a new observation at $x_0 = «x»$?",
)
S = "multicollinearity.cause"
rule.story(S, 1, lambda v: 1 - 1 / v, "^(A feature has the variance inflation factor|Software warns)")
rule.story(S, 1, lambda t: t**2, "^Collinearity makes a standard error", "What is the VIF")
rule.story(S, 2, lambda e, t: (t / e) ** 2, "^Without its collinear partner")
rule(
    S,
    lambda v: 1 - n(v),
    "The correlation matrix of two features has the eigenvalue «v» for the vector $(1, -1)$. What is their correlation?",
)
rule(
    S,
    lambda v: n(v) - 1,
    "The correlation matrix of two features has the eigenvalue «v» for the vector $(1, 1)$. What is their correlation?",
)
S = "multicollinearity.factor"
rule(
    S,
    lambda m: max(eigenvalues(a(m))) / min(eigenvalues(a(m))),
    "What is the condition number, largest over smallest eigenvalue, of the correlation matrix $«m»$?",
)
rule(
    S,
    lambda m: inverse(a(m))[0, 0] if det(a(m)) != 0 else None,
    "For $C = «m»$, what stands on the diagonal of $C^{-1}$?",
)
rule(
    S,
    lambda r: 1 / (1 - n(r)),
    "A regression of one feature on all the others explains the share $R^2 = «r»$ of its variation. What is its variance inflation factor?",
    "The other features predict the … with $R^2 = «r»$. By which factor is the variance of its coefficient inflated?",
)
rule(
    S,
    lambda r: 1 / (1 - n(r) ** 2),
    "Two standardised features, …, have the correlation $«r»$. What is the variance inflation factor of each?",
)
rule(
    S,
    lambda m, c: (max(eigenvalues(a(m))) + n(c)) / (min(eigenvalues(a(m))) + n(c)),
    "What is the condition number, largest over smallest eigenvalue, of the correlation matrix $«m»$ after a ridge penalty has added «c» to its diagonal?",
)
