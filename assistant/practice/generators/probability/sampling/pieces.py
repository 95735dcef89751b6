"""Exercises on sampling: what the questions share."""

from __future__ import annotations

IN = r"Without replacement each of $N$ items gets into a sample of $n$ with probability $\frac{n}{N}$; with replacement it is missed by all $n$ draws with probability $\left(1 - \frac{1}{N}\right)^n$."


STRATA = r"The estimate is $\sum_j w_j \bar{X}_j$ with the shares $w_j$ of the strata in the population."
