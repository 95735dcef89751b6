"""Numbers told in prose find their place: distributions, data, likelihoods, stories, losses, metrics."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mathcheck.solve import solve_text

SOLVED = [
    ("X ~ Bin(10, 0.3): what's P(X ≤ 3)?", "probability", r"P(X \le 3) \approx 0.6496"),
    (r"Let $X \sim \mathcal N(5, 4)$. Compute $P(3 < X < 7)$.", "probability", r"\approx 0.6827"),
    ("Scores are normal with mean 100 and sd 15. What proportion is above 130?", "probability", r"1 - \Phi(2) \approx 0.0228"),
    ("A fair coin is flipped 10 times. What is the probability of exactly 6 heads?", "probability", r"\frac{105}{512}"),
    ("5% of items are defective. In a sample of 20 items, what is the probability that exactly 2 are defective?", "probability", r"\approx 0.1887"),
    ("Calls arrive at an average rate of 3 per hour. What is the probability of exactly 2 calls in an hour?", "probability", r"\approx 0.2240"),
    ("An urn has 5 red and 7 blue balls. We draw 3 without replacement. Probability of exactly 2 red?", "probability", r"\frac{7}{22}"),
    ("X is uniform on [2, 8]. What is P(X < 5)?", "probability", "= 0.5"),
    ("geometric with p = 0.2, P(X > 3)", "probability", "= 0.512"),
    ("waiting time is exponential with mean 4 minutes, P(X > 4)?", "probability", r"\approx 0.3679"),
    ("What's the probability of rolling a sum of 9 with two dice?", "probability", r"\frac{1}{9}"),
    ("X ~ N(0,1): what is Var(3X + 2)?", "variance", "= 9"),
    ("X takes the values 1 and 5 with probabilities 0.75 and 0.25. Find the variance of X.", "variance", "= 3"),
    ("X has density f(x) = 2x on [0, 1]. What is E[X]?", "expectation", r"\frac{2}{3}"),
    ("sample standard deviation of [1, 2, 3, 4]", "standard deviation of data", r"\approx 1.2910"),
    ("Pearson correlation of [1,2,3,4] and [2,4,5,4]", "correlation", r"\approx 0.7182"),
    ("MLE of p after 7 heads in 10 tosses", "maximum likelihood", r"\hat{p} = \frac{7}{10} = 0.7"),
    ("Find the MLE of θ for Uniform(0, θ) given 2.1, 3.4, 1.7", "maximum likelihood", r"\hat{\theta} = 3.4"),
    ("Find σ² MLE for N(μ, σ²) from 2, 4, 9", "maximum likelihood", r"\hat{\sigma}^{2} = \frac{26}{3}"),
    ("Prior Beta(2,2), we observe 7 heads and 3 tails. What's the posterior?", "beta posterior", r"\frac{9}{14}"),
    ("95% confidence interval for the mean if the sample mean is 50, sigma = 10 and n = 100", "confidence interval", r"(48.040,\ 51.960)"),
    ("sample mean 52, mu0 = 50, s = 5, n = 25. Compute the t statistic.", "test statistic", r"\frac{52 - 50}{5 / \sqrt{25}} = 2"),
    ("entropy of [0.5, 0.25, 0.25] in bits", "entropy", "= 1.5"),
    ("KL(p||q) for p = (0.5, 0.5) and q = (0.25, 0.75) in nats", "kl divergence", r"\approx 0.1438"),
    ("softmax of [1, 2, 3]", "softmax", r"(0.0900,\ 0.2447,\ 0.6652)"),
    ("What is the derivative of the sigmoid at 0?", "activation derivative", "= 0.25"),
    ("The true label is 1 and the model predicts 0.8. What is the cross-entropy loss?", "cross-entropy loss", r"-\ln(0.8) \approx 0.2231"),
    ("cross-entropy loss of logits [2, 1, 0] if the true class is the first", "cross-entropy loss", r"\approx 0.4076"),
    ("MSE between [1,2,3] and [1,2,5]", "error", r"\frac{4}{3}"),
    ("precision 0.8 and recall 0.5: what is F1?", "f1 score", r"\frac{8}{13}"),
    ("points 1, 2, 8, 9 and initial centroids 1 and 9; one step of k-means", "k-means step", r"c_{1} = 1.5,\quad c_{2} = 8.5"),
    ("convolution of [1,2,3] and [0,1,0.5]", "convolution", "= (0, 1, 2.5, 4, 1.5)"),
    ("A node has 9 yes and 5 no. Splitting gives branches with 6 yes, 2 no and 3 yes, 3 no. Information gain?", "information gain", r"\approx 0.048"),
    ("Machines A, B and C make 50%, 30% and 20% of the parts. Their defect rates are 1%, 2% and 3%. A part is defective. "
     "What is the probability that it was made by machine A?", "bayes", r"\frac{5}{17}"),
    ("Urn A contains 3 red and 2 blue balls, urn B contains 1 red and 4 blue balls. An urn is chosen at random and a ball "
     "is drawn. It is red. What is the probability that it came from urn A?", "bayes", "= 0.75"),
    ("Of 1000 women, 10 have breast cancer. Of these 10, 8 test positive. Of the 990 without cancer, 95 test positive. "
     "What is the probability that a woman who tests positive has cancer?", "bayes", r"\frac{8}{103}"),
    ("A disease affects 1% of people. The test has sensitivity 90% and false positive rate 5%. A person tests positive "
     "twice. What is the probability that they have the disease?", "bayes", r"\frac{36}{47}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "kind", "latex"), SOLVED, ids=[question[:50] for question, _, _ in SOLVED]
)
def test_a_question_in_prose_gets_its_computation(question, kind, latex):
    (fact,) = solve_text(question)
    assert fact.kind == kind
    assert latex in fact.latex
    assert fact.steps


LEFT_ALONE = [
    "average rate of change of x^2 between 1 and 3",
    "average value of x^2 on [0, 3]",
    "mean value theorem for f(x)=x^2 on [1,3]",
    "what is the expected value of the sum of two dice?",
    "X ~ N(0,1): P(X > 1 or X < -1)?",
    "E[X]E[Y] for X ~ Poisson(2), Y ~ Poisson(3)",
    "A coin is flipped 10 times and the first 3 are heads. What is the probability of exactly 6 heads in total?",
    "What is the probability of at least 3 heads in a row when a fair coin is flipped 5 times?",
    "A family has 2 children, at least one is a boy. What is the probability that both are boys?",
    "X ~ Bin(10, 0.3). What is P(X = 2 | X <= 3)?",
    "If X ~ N(0,1) and Y ~ N(1,2) are independent, what is Var(X + Y)?",
    "X ~ N(2, 9). What is E[X^2]?",
    "Calls arrive at an average rate of 6 per hour. What is the probability of exactly 2 calls in 20 minutes?",
    "10% of items are defective. A box has 20 items. What is the probability that exactly 2 are not defective?",
    "What is the probability that a binomial with n = 100 and p = 0.5 is between 40 and 60?",
    "1% have the disease, sensitivity 90%, specificity 95%. A person tests positive once and negative once. How likely is the disease?",
    "Machines A and B make 60% and 40% of parts with defect rates 1% and 2%. A part is not defective. Probability it is from A?",
    "The mean of 5 numbers is 8. Four of them are 6, 7, 9, 10. What is the fifth?",
    "95% confidence interval for mean 10, standard deviation 2, n = 9",
    "TP = 10, FP = 5. What happens to precision if we add 5 more false positives?",
    "what if my softmax gives 0.5 and 0.5 all the time?",
    "X ~ N(0, 1) truncated to X > 0. What is its mean?",
    "Should I standardise data with values like 3, 7 and 12 before PCA?",
    "What is a 95% confidence interval?",
    "why does gradient descent zigzag?",
]  # fmt: skip


@pytest.mark.parametrize("question", LEFT_ALONE)
def test_a_question_that_says_more_than_was_understood_is_left_alone(question):
    assert solve_text(question) == ()


def test_variance_of_data_without_a_word_on_the_divisor_is_given_both_ways():
    population, sample = solve_text("variance of 2, 4, 6")
    assert "dividing by $n$" in population.statement
    assert "dividing by $n - 1$" in sample.statement


def test_entropy_without_a_base_is_given_in_bits_and_in_nats():
    assert [fact.statement.split(":")[0] for fact in solve_text("entropy of [0.5, 0.5]")] == [
        "In bits (base 2)",
        "In nats (natural logarithm)",
    ]


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 30), st.integers(1, 9), st.data())
def test_a_binomial_probability_is_what_counting_says(n, tenths, data):
    k = data.draw(st.integers(0, n))
    p = tenths / 10
    expected = math.comb(n, k) * p**k * (1 - p) ** (n - k)
    for fact in solve_text(f"X ~ Bin({n}, {p}). What is P(X = {k})?"):
        shown = fact.latex.rsplit("approx ", 1)[-1].rsplit("= ", 1)[-1]
        mantissa, _, power = shown.partition(r" \cdot 10^{")
        value = float(mantissa) * 10 ** int(power.rstrip("}") or 0)
        assert value == pytest.approx(expected, rel=2e-3, abs=6e-5)


words = st.sampled_from(
    [
        "probability",
        "of",
        "exactly",
        "at",
        "least",
        "3",
        "heads",
        "flips",
        "coin",
        "fair",
        "10",
        "times",
        "X",
        "~",
        "Bin(10,",
        "0.3)",
        "P(X=2)",
        "mean",
        "variance",
        "data",
        "2,",
        "4,",
        "6",
        "[0.5,0.5]",
        "entropy",
        "bits",
        "softmax",
        "sigmoid",
        "label",
        "1",
        "predicted",
        "0.8",
        "cross-entropy",
        "loss",
        "n",
        "=",
        "25",
        "sd",
        "5",
        "confidence",
        "interval",
        "95%",
        "MLE",
        "Poisson",
        "precision",
        "TP",
        "=",
        "3",
        "FP",
        "=",
        "2",
        "recall",
        "k-means",
        "centers",
        "(0,0)",
        "(1,1)",
        "convolution",
        "Beta(1,2)",
        "posterior",
        "urn",
        "red",
        "die",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(words, max_size=14).map(" ".join))
def test_any_row_of_such_words_is_answered_with_steps_or_left_alone(question):
    for fact in solve_text(question):
        assert fact.latex
        assert fact.steps
        assert fact.statement.count("$") % 2 == 0


@pytest.mark.parametrize(
    "question",
    [
        "mean of " + ", ".join(["3"] * 5000),
        "X ~ Bin(1000000000, 0.3). P(X <= 500000000)?",
        "X ~ Poisson(1e9). P(X = 3)?",
        "P(X = 99999999999) if X ~ Geom(0.5)",
        "softmax of [1000, 2000, 3000]",
        "entropy of [" + "0.1, " * 3000 + "0.1] in bits",
        "mean of " + "9" * 3000 + ", 1",
        "softmax of (" + "1 " * 1400,
        "entropy of {" + "1/2 , " * 500 + "and",
        "urn A has " + "3 red and " * 300 + " chosen at random, probability",
        "k-means with centers " + "(1,2), " * 400,
        "probability " + "that a b c d " * 220,
        "maximum likelihood coin " + "3 heads in " * 270,
        "convolution of " + str(list(range(500))) + " and [1,2]",
        "$" * 500 + "\x00\ud800 probability of 3 heads in " + "9" * 400 + " flips of a fair coin",
    ],
)
def test_too_much_is_refused_at_once(question):
    assert len(solve_text(question)) <= 4
