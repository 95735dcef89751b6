"""LaTeX source to blocks."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library.readers.latex import LatexReader, parse_latex

CHAPTER = Path(__file__).parents[2] / "fixtures" / "documents" / "chapter.tex"


def texts(source: str) -> list[str]:
    return [block.text for block in parse_latex(source, fallback_title="file").blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One.\n\nTwo\nlines.", ["One.", "Two lines."]),
        ("100\\% sure % a remark\nand on", ["100% sure and on"]),
        (r"\emph{soft} and \textbf{hard {inner}} words~here", ["soft and hard inner words here"]),
        (r"``quoted'' --- dash", ["“quoted” — dash"]),
        (r"Erd\H{o}s, G\"odel, Poincar\'e, \c{C}a, \ss", ["Erdős, Gödel, Poincaré, Ça, ß"]),
        (r"see~\cite[p.~3]{knuth} and Theorem~\ref{thm:x}", ["see and Theorem (ref.)"]),
        (r"Let $x^2$ and \(y\).", [r"Let $x^2$ and \(y\)."]),
        ("Before \\[ x = 1 \\] after", ["Before", "$$x = 1$$", "after"]),
        ("$$\nx\n$$", ["$$x$$"]),
        ("\\begin{align*} a &= b \\label{q} \\\\ c \\end{align*}", ["\\begin{align*} a &= b \\\\ c \\end{align*}"]),
        ("\\begin{verbatim}\n50 % 3 \\x\n\\end{verbatim}", ["```\n50 % 3 \\x\n```"]),
        ("\\begin{lstlisting}[language=Python]\nx = 1\n\\end{lstlisting}", ["```\nx = 1\n```"]),
        ("\\begin{itemize}\\item one\\item two\\end{itemize}", ["- one", "- two"]),
        ("\\begin{tabular}{c|c} a & b \\\\ \\hline $1$ & 2 \\end{tabular}", ["| a | b |\n| $1$ | 2 |"]),
        ("\\begin{figure}\\includegraphics[width=3cm]{a.png}\\caption{A curve.}\\label{f}\\end{figure}", ["A curve."]),
        ("\\begin{figure}[htbp]\\centering\\caption{B.}\\end{figure}", ["B."]),
        ("\\begin{minipage}[t]{0.5\\textwidth}text\\end{minipage}", ["text"]),
        ("\\begin{tikzpicture}\\draw (0,0);\\end{tikzpicture}text", ["text"]),
        ("\\begin{lemma}[Zorn] There is one.\\end{lemma}", ["Lemma (Zorn). There is one."]),
        ("\\documentclass{book}\\usepackage{x}\\begin{document}text\\end{document}junk", ["text"]),
        ("price \\$5 of \\{a\\}", ["price $5 of {a}"]),
    ],
)  # fmt: skip
def test_what_a_reader_would_see_is_read(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_short_names_of_the_file_are_written_out() -> None:
    source = (
        r"\newcommand{\R}{\mathbb{R}}\newcommand{\vect}[1]{\mathbf{#1}}\def\eps{\varepsilon}"
        r"\DeclareMathOperator{\tr}{tr}\newcommand{\Rn}{\R^n}"
        r"\begin{document}$\vect{x} \in \Rn$, $\tr A < \eps x$, $\Re z$\end{document}"
    )
    assert texts(source) == [r"$\mathbf{x} \in \mathbb{R}^n$, $\operatorname{tr} A < \varepsilon x$, $\Re z$"]


def test_headings_make_the_path() -> None:
    read = parse_latex(
        "\\chapter{A}\\section*{B \\emph{c}}x\n\n\\subsection[s]{D}y\\section{E}z", fallback_title="f"
    )
    assert [block.section for block in read.blocks] == [("A", "B c"), ("A", "B c", "D"), ("A", "E")]
    assert read.title == "A"


def test_a_worked_example_is_one_block() -> None:
    source = "\\begin{example}[Two by two] Take $A$.\n\nThen\n\\[ \\det A = 1 \\]\nfollows.\\end{example}"
    (block,) = parse_latex(source, fallback_title="f").blocks
    assert block.kind == "example"
    assert block.text == "Example (Two by two). Take $A$.\n\nThen\n\n$$\\det A = 1$$\n\nfollows."


def test_files_that_it_includes_are_said() -> None:
    assert "includes 2 other files" in parse_latex("\\input{a}\\include{b}x", fallback_title="f").problems[0]


def test_a_whole_chapter(tmp_path: Path) -> None:
    read = LatexReader().read(CHAPTER)
    assert read.title == "Ridges and Valleys: a short course in quadratic forms"
    assert ("Quadratic forms and the shape of a valley", "The principal axes") in {
        block.section for block in read.blocks
    }
    assert r"$$q(x) = \sum_{i=1}^{n} \lambda_i c_i^2 .$$" in [block.text for block in read.blocks]
    whole = "\n\n".join(block.text for block in read.blocks)
    assert all(whole[block.start : block.end] == block.text for block in read.blocks)
    latin = tmp_path / "latin.tex"
    latin.write_bytes("\\usepackage[latin1]{inputenc}\\begin{document}Gödel\\end{document}".encode("latin-1"))
    assert [block.text for block in LatexReader().read(latin).blocks] == ["Gödel"]
    assert LatexReader().read(latin).problems == ()


HOSTILE = {
    "open braces": "{" * 500_000,
    "open sections": "\\section{" * 100_000,
    "open environments": "\\begin{align}" * 50_000,
    "open statements": "\\begin{theorem}" * 50_000,
    "open code": "\\begin{verbatim}" * 50_000,
    "dollars": "$" * 300_000,
    "open displays": "\\[x" * 50_000,
    "open inline": "\\(" * 200_000,
    "backslashes": "\\" * 1_000_000,
    "a bomb of names": "".join(
        "\\newcommand{\\" + one + "}{" + ("\\" + two) * 9 + "}" for one, two in zip("abcdefg", "bcdefgh", strict=True)
    ) + "\\begin{document}" + "\\a " * 20_000,
    "names of themselves": "\\newcommand{\\a}{\\b}\\newcommand{\\b}{\\a}\\begin{document}" + "\\a" * 10_000,
    "percent signs": "%" * 1_000_000,
    "one line": "x" * 3_000_000,
    "open options": "\\foo[" * 200_000 + "\\caption[" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_file_takes_long(source: str) -> None:
    started = time.process_time()
    parse_latex(source, fallback_title="f")
    assert time.process_time() - started < 8


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["\\begin{", "\\end{", "align}", "example}", "{", "}", "$", "\\[", "\\]", "\\section", "%", "\n", "x ", "\\item", "\\newcommand{\\a}", "\\a", "[", "]"]), max_size=25).map("".join))  # fmt: skip
def test_any_text_is_read_without_an_error_and_offsets_hold(source: str) -> None:
    read = parse_latex(source, fallback_title="f")
    whole = "\n\n".join(block.text for block in read.blocks)
    assert all(whole[block.start : block.end] == block.text for block in read.blocks)
