"""The report of a check as lines for a terminal."""

from __future__ import annotations

from collections import Counter

from assistant.notes.types import NotesReport, Tally


def render_report(report: NotesReport, *, list_unchecked: bool = False) -> str:
    """Findings with file and line, then the share of formulas verified and the rest by reason."""
    lines = [f"{finding.place}:{finding.line}: {finding.text}" for finding in report.findings]
    if lines:
        lines.append("")
    lines.append(f"{report.notes} notes, {len(report.findings)} findings.")
    lines.append(f"Formulas verified: {_share(report.overall)}; in worked examples: {_share(report.worked)}.")
    if report.unchecked:
        lines.append("Not verified, by reason:")
    reasons = Counter(item.reason for item in report.unchecked)
    lines += [
        f"{count:6}  {reason}" for reason, count in sorted(reasons.items(), key=lambda r: (-r[1], r[0]))
    ]
    if list_unchecked:
        lines.append("")
        for item in report.unchecked:
            said = f"marked: {item.marked}" if item.marked else item.reason
            lines.append(f"{item.place}:{item.line}: {item.source} ({said})")
    return "\n".join(lines) + "\n"


def _share(tally: Tally) -> str:
    return f"{tally.verified} of {tally.formulas} ({tally.share:.1%})"
