"""An answer and its verdicts as Markdown: one pure function for the page, the command line and the export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.mathcheck.types import CheckedClaim, Verdict
from assistant.tutor.spans import Span, SpanKind, find_spans, inner_formula
from assistant.tutor.types import Citation

_NOTHING_CLAIMED = frozenset({"definition", "expression"})


@dataclass(frozen=True, slots=True)
class Marks:
    """How verdicts look; each is put behind a formula with a space before it."""

    verified: str = "✓"
    refuted: str = "✗"
    not_checked: str = "○"
    own: str = "(the model’s own)"


@dataclass(slots=True)
class _Region:
    """A formula, with its delimiters, and what is claimed in it."""

    start: int
    end: int
    claims: list[CheckedClaim]
    kind: SpanKind | None


def annotate(
    text: str,
    claims: Sequence[CheckedClaim],
    marks: Marks | None = None,
    own: Sequence[tuple[int, int]] = (),
) -> str:
    """Put a verdict's mark behind each formula, and strike a refuted one through with the right value beside it.

    Marks stand outside the formulas' delimiters. A formula with several claims shows the worst of their verdicts.
    A definition, or an expression that claims nothing, gets no mark when it was not checked: there is nothing to
    doubt in it. Behind each sentence of `own` stands that it is the model's own. Text that is still being written is
    fine.
    """
    marks = marks or Marks()
    regions = _regions(text, claims)
    # Where a region covers the end of a sentence (a display formula that ends it), the mark goes behind the region.
    ends = sorted(
        {
            next((region.end for region in regions if region.start < end < region.end), end)
            for _, end in own
            if 0 < end <= len(text)
        }
    )
    parts: list[str] = []
    at = 0
    for region in regions:
        parts.append(_marked(text, at, region.start, ends, marks.own))
        parts.append(_render_region(text, region, marks))
        at = region.end
        if at in ends:
            parts.append(f" {marks.own}")
    parts.append(_marked(text, at, len(text), ends, marks.own))
    return "".join(parts)


def marked_claims(text: str, claims: Sequence[CheckedClaim]) -> tuple[CheckedClaim, ...]:
    """The claim behind each verdict's mark that `annotate` puts into a text, in their order."""
    decisive = (_decisive(region) for region in _regions(text, claims))
    return tuple(claim for claim in decisive if claim is not None)


def _decisive(region: _Region) -> CheckedClaim | None:
    for verdict in (Verdict.REFUTED, Verdict.NOT_CHECKED, Verdict.VERIFIED):
        for claim in region.claims:
            silent = verdict is Verdict.NOT_CHECKED and claim.kind in _NOTHING_CLAIMED
            if claim.verdict is verdict and not silent:
                return claim
    return None


def _marked(text: str, start: int, end: int, ends: Sequence[int], mark: str) -> str:
    """A stretch without claims, with the mark behind each sentence that ends within it."""
    parts = []
    at = start
    for place in ends:
        if start < place <= end:
            parts += [text[at:place], _behind_block(text, place), mark]
            at = place
    parts.append(text[at:end])
    return "".join(parts)


def _behind_block(text: str, place: int) -> str:
    # Nothing may stand on the last line of a block of code or of a display formula.
    return "\n\n" if text[:place].endswith(("```", "$$", "\\]")) else " "


def count_verdicts(claims: Sequence[CheckedClaim]) -> dict[str, int]:
    """The number of claims by verdict, all three present; what claims nothing is not counted as unchecked."""
    counts = {verdict.value: 0 for verdict in Verdict}
    for claim in claims:
        if claim.verdict is not Verdict.NOT_CHECKED or claim.kind not in _NOTHING_CLAIMED:
            counts[claim.verdict.value] += 1
    return counts


def summarise_verdicts(claims: Sequence[CheckedClaim]) -> str:
    """Say in one line how the formulas of an answer fared; empty when it has none."""
    counts = count_verdicts(claims)
    if not any(counts.values()):
        return ""
    parts = [
        f"{counts[verdict.value]} {word}"
        for verdict, word in (
            (Verdict.VERIFIED, "verified"),
            (Verdict.REFUTED, "refuted"),
            (Verdict.NOT_CHECKED, "not checked"),
        )
        if counts[verdict.value]
    ]
    return "Formulas: " + ", ".join(parts) + "."


def describe_citation(citation: Citation) -> str:
    """A citation in one line: number, document, section, page."""
    parts = [citation.document, *(part for part in citation.section if part != citation.document)]
    place = " › ".join(parts)
    page = f", p. {citation.page}" if citation.page is not None else ""
    return f"[{citation.number}] {place}{page}"


def _regions(text: str, claims: Sequence[CheckedClaim]) -> list[_Region]:
    """The formulas that hold claims, in order, none overlapping; code is left alone."""
    spans = find_spans(text)
    regions: list[_Region] = []
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end)):
        if not 0 <= claim.start < claim.end <= len(text):
            continue
        around = [span for span in spans if span.start < claim.end and claim.start < span.end]
        if any(span.kind is SpanKind.FENCE for span in around):
            continue
        region = _Region(
            min([claim.start, *(span.start for span in around)]),
            max([claim.end, *(span.end for span in around)]),
            [claim],
            _kind(around),
        )
        if regions and region.start < regions[-1].end:
            last = regions[-1]
            last.claims.append(claim)
            last.end = max(last.end, region.end)
        else:
            regions.append(region)
    return regions


def _kind(spans: Sequence[Span]) -> SpanKind | None:
    kinds = {span.kind for span in spans}
    if SpanKind.DISPLAY in kinds:
        return SpanKind.DISPLAY
    return next(iter(kinds), None)


def _render_region(text: str, region: _Region, marks: Marks) -> str:
    source = text[region.start : region.end]
    decisive = _decisive(region)
    if decisive is None:
        return source
    if decisive.verdict is Verdict.REFUTED:
        refuted = [claim for claim in region.claims if claim.verdict is Verdict.REFUTED]
        return _render_refuted(source, region, refuted, marks)
    mark = marks.verified if decisive.verdict is Verdict.VERIFIED else marks.not_checked
    return _behind(source, region, mark)


def _behind(source: str, region: _Region, mark: str) -> str:
    if region.kind is SpanKind.DISPLAY and "\n" in source:
        return f"{source}\n\n{mark}"
    return f"{source} {mark}"


def _render_refuted(source: str, region: _Region, refuted: Sequence[CheckedClaim], marks: Marks) -> str:
    right = ", ".join(dict.fromkeys(f"${claim.expected}$" for claim in refuted if claim.expected))
    verdict = f"{marks.refuted} should be {right}" if right else f"{marks.refuted} this is wrong"
    if region.kind is not SpanKind.DISPLAY:
        return f"~~{source}~~ {verdict}" if "\n\n" not in source else f"{source} {verdict}"
    spans = find_spans(source)
    inner = inner_formula(source, spans[0]) if len(spans) == 1 else ""
    if inner and "\\begin" not in inner and "\\\\" not in inner and "&" not in inner and "\n\n" not in inner:
        # Markdown cannot strike a formula block through, a formula in a line it can.
        return f"~~$\\displaystyle {' '.join(inner.split())}$~~ {verdict}"
    struck = "; ".join(f"~~${' '.join(_bare(claim.source).split())}$~~" for claim in refuted)
    return f"{source}\n\n{struck} {verdict}"


def _bare(source: str) -> str:
    return source.strip().strip("$").replace("&", "").replace("\\\\", "").strip()
