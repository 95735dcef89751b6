"""Stories with a test and a disease are solved when every number has its place, and left alone when not."""

import pytest

from assistant.mathcheck.solve import solve_text
from assistant.mathcheck.solve.bayes_words import bayes_story

SOLVED = [
    ("1% have the disease, the test is 99% sensitive and has a 5% false positive rate; what is the probability of "
     "disease given a positive test?", r"P(D \mid T) = \frac{1}{6} \approx 0.1667"),
    ("A disease affects 1% of the population. A test has sensitivity 99% and specificity 95%. If a person tests "
     "positive, what is the probability that they have the disease?", r"P(D \mid T) = \frac{1}{6} \approx 0.1667"),
    ("Suppose 2% of people have the condition. The test detects 90% of those with the condition, but 8% of people "
     "without the condition also test positive. What's the probability you have the condition given a negative test?",
     r"P(D \mid \neg T) = \frac{5}{2259} \approx 0.0022"),
    ("The prevalence of the disease is 0.5%. A test is 99% accurate. If I test positive, what is the chance that I "
     "have the disease?", r"P(D \mid T) = \frac{99}{298} \approx 0.3322"),
    ("30% of emails are spam. 40% of spam emails contain the word 'free' and 1% of non-spam emails contain it. What "
     "is the probability that an email containing 'free' is spam?", r"P(S \mid W) = \frac{120}{127} \approx 0.9449"),
    ("Bayes: prevalence 2%, sensitivity 98%, false positive rate 3%. What is the probability of having the disease "
     "after a positive test?", r"P(D \mid T) = 0.4"),
    ("One in a hundred people has a disease. The test correctly identifies 95% of sick people and wrongly flags 3% of "
     "healthy people as positive. What is the probability that a person with a positive test is sick?",
     r"P(D \mid T) = \frac{95}{392} \approx 0.2423"),
    ("A test for a virus has a false negative rate of 2% and a false positive rate of 4%. 0.1% of people are infected. "
     "What is the probability that a person who tests negative is infected?", r"P(D \mid \neg T) = \frac{1}{47953}"),
    ("1 in 1,000 people have a disease. The test is positive for 99% of sick people and for 2% of healthy people. How "
     "likely is it that someone who tests positive actually has the disease?", r"P(D \mid T) = \frac{11}{233}"),
    ("If a person has the disease, the test is positive with probability 0.99. If a person does not have the disease, "
     "the test is positive with probability 0.05. The probability of having the disease is 0.01. What is the "
     "probability that a person who tests positive has the disease?", r"P(D \mid T) = \frac{1}{6}"),
]  # fmt: skip


@pytest.mark.parametrize(("story", "latex"), SOLVED)
def test_a_story_is_solved_by_bayes_rule(story, latex):
    (fact,) = solve_text(story)
    assert fact.kind == "bayes"
    assert latex in fact.latex


UNCLEAR = [
    "Given P(disease)=1%, sensitivity 95%, what is the probability of a positive test given disease?",
    "A test has 99% sensitivity. 1% of people have the disease. What is the probability of a positive test?",
    "A drug test is 95% sensitive and 90% specific; 3% of workers use the drug. What's the chance?",
    "What is a 95% confidence interval? how likely is it positive",
    "99% of the tests were positive and 80% of the students passed. What is the chance of rain?",
    "The sensitivity is 95%, the sensitivity is 90%, 1% have the disease, the specificity is 90%. What is the "
    "probability of the disease given a positive test?",
]


@pytest.mark.parametrize("story", UNCLEAR)
def test_a_story_with_a_missing_or_doubtful_number_stays_unanswered(story):
    assert bayes_story(story) is None


def test_a_word_with_two_readings_is_answered_with_its_reading_stated():
    fact = bayes_story(SOLVED[3][0])
    assert fact is not None
    assert "accuracy is read as both the sensitivity and the specificity" in fact.statement
