"""A progress report as one HTML file with its pictures inside: no script, no link, nothing to load."""

from __future__ import annotations

from datetime import UTC
from html import escape

from assistant.progress import charts
from assistant.progress.report import (
    CLOCK_BEHIND,
    GAP_TITLES,
    GAPS_SHOWN,
    MARKS,
    blocks,
    by_area,
    forecast_sentence,
    studied,
    summary,
)
from assistant.progress.summary import Curve, ProgressReport, Share
from assistant.progress.types import Gap
from assistant.progress.wording import day
from assistant.syllabus.types import Syllabus

_STYLE = """
:root{--ink:#1c2430;--soft:#5a6675;--line:#dde2e9;--ground:#fff;--card:#f7f8fa;--untouched:#e4e8ee;--seen:#bcd6f2;
--practised:#f5cf8b;--mastered:#6fbf8b;--rusty:#e8948c;--t-untouched:#5f6b7a;--t-seen:#1d5fae;--t-practised:#8a5300;
--t-mastered:#176b3a;--t-rusty:#a8231b;--on:#1c2430}
@media(prefers-color-scheme:dark){:root{--ink:#e3e8ef;--soft:#a3aebb;--line:#333c48;--ground:#14181e;--card:#1b212a;
--untouched:#2c343f;--seen:#2d5686;--practised:#7f5a17;--mastered:#2b7a4b;--rusty:#94362e;--t-untouched:#a3aebb;
--t-seen:#7fb4f5;--t-practised:#e0a04a;--t-mastered:#6cc98f;--t-rusty:#f1897f;--on:#f2f5f8}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;max-width:72rem;margin:2.2rem auto;padding:0 1.2rem;
color:var(--ink);background:var(--ground)}
h1{font-size:1.8rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.2rem;margin:2.4rem 0 .7rem}
p{margin:.3rem 0}.soft{color:var(--soft)}.small{font-size:.86rem}
.note{border-left:4px solid var(--rusty);padding:.5rem .9rem;background:var(--card);margin:1rem 0}
.counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.7rem;padding:0;margin:1.3rem 0;
list-style:none}
.counts li{background:var(--card);border-top:5px solid;border-radius:.4rem;padding:.6rem .9rem}
.counts b{display:block;font-size:1.7rem;line-height:1.2;color:var(--ink)}
.shares{display:grid;grid-template-columns:minmax(8rem,16rem) 1fr minmax(8rem,15.5rem);gap:.5rem 1rem;align-items:center}
.shares .number{font-variant-numeric:tabular-nums;white-space:nowrap;color:var(--soft);font-size:.9rem}
svg{display:block;max-width:100%}svg text{fill:var(--soft);font-size:10px}
.bar{width:100%;height:.85rem;border-radius:.4rem;overflow:hidden}
.maps{columns:24rem 3;column-gap:1rem}.map{width:100%;background:var(--card);border-radius:.6rem;margin:0 0 1rem;
break-inside:avoid}
.map .area{font-size:14px;font-weight:600;fill:var(--ink)}.map .edges{fill:none;stroke:var(--soft);stroke-opacity:.4}
.tile text{fill:var(--on);font-size:9.5px;text-anchor:middle}
.legend{display:flex;flex-wrap:wrap;gap:.4rem 1.1rem;margin:.2rem 0 .9rem;padding:0;list-style:none;font-size:.86rem}
.legend i{display:inline-block;width:.85rem;height:.85rem;border-radius:.2rem;margin-right:.35rem;vertical-align:-.1rem}
.calendar{width:100%;max-width:46rem}.curves{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem}
.curves figure{margin:0;background:var(--card);border-radius:.6rem;padding:.6rem .7rem}
.curves figcaption{font-size:.88rem;font-weight:600;display:flex;justify-content:space-between;gap:.6rem}
.now{white-space:nowrap;color:var(--soft);font-weight:400}.curve{width:100%}.curve polyline{fill:none;stroke:var(--t-seen);stroke-width:1.8}.curve circle{fill:var(--t-seen)}
.curve .level{stroke:var(--line)}.curve .today{stroke:var(--soft);stroke-dasharray:2 3}
.gaps{padding-left:1.4rem}.gaps li{margin:.35rem 0}.tag{font-size:.78rem;border:1px solid var(--line);
border-radius:1rem;padding:.05rem .55rem;white-space:nowrap;color:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:.94rem}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;
border-bottom:1px solid var(--line)}th{font-weight:600;color:var(--soft)}td:nth-child(2){white-space:nowrap}
td:nth-child(1){width:30%}td:nth-child(2){width:8rem}
.untouched{color:var(--t-untouched)}.seen{color:var(--t-seen)}.practised{color:var(--t-practised)}
.mastered{color:var(--t-mastered)}.rusty{color:var(--t-rusty)}
.fill-untouched,.tile-untouched rect{fill:var(--untouched)}.fill-seen,.tile-seen rect{fill:var(--seen)}
.fill-practised,.tile-practised rect{fill:var(--practised)}.fill-mastered,.tile-mastered rect{fill:var(--mastered)}
.fill-rusty,.tile-rusty rect{fill:var(--rusty)}
.back-untouched{background:var(--untouched)}.back-seen{background:var(--seen)}.back-practised{background:var(--practised)}
.back-mastered{background:var(--mastered)}.back-rusty{background:var(--rusty)}
.heat-0{fill:var(--untouched);opacity:.55}.heat-1{fill:var(--mastered);opacity:.35}.heat-2{fill:var(--mastered);opacity:.6}
.heat-3{fill:var(--mastered);opacity:.8}.heat-4{fill:var(--t-mastered)}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}figure,li,tr{break-inside:avoid}}
"""


def render_html(report: ProgressReport, syllabus: Syllabus) -> str:
    """The report as one HTML file that needs no other file, no script and no network."""
    seen = report.coverage
    date = escape(day(seen.at))
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Coverage on {date}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>Coverage on {date}</h1>\n<p>{escape(summary(seen))}</p>\n",
        *_opening(report),
        *_shares("By area", report.areas),
        *_shares("By goal", report.goals),
        *_map(report, syllabus),
        "<h2>Days of study</h2>\n",
        f'<p class="soft">{escape(studied(report))}</p>\n',
        charts.calendar(report.calendar, seen.at.astimezone(UTC).date()),
        *_curves(report, syllabus),
        *_gaps(report, syllabus),
    ]
    for area, entries in by_area(seen, syllabus):
        parts.append(
            f"<h2>{escape(area)}</h2>\n<table>\n<thead><tr><th>Topic</th><th>State</th><th>Why</th></tr></thead>\n"
            "<tbody>\n"
        )
        for entry in entries:
            title = escape(syllabus.topic(entry.topic_id).title)
            state = f'<td class="{entry.state.value}">{MARKS[entry.state]} {entry.state.value}</td>'
            parts.append(f"<tr><td>{title}</td>{state}<td>{escape(entry.reason)}</td></tr>\n")
        parts.append("</tbody>\n</table>\n")
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def _opening(report: ProgressReport) -> list[str]:
    seen = report.coverage
    parts = []
    if report.forecast is not None:
        title = report.goal.title if report.goal else ""
        parts.append(f'<p class="soft">{escape(forecast_sentence(report.forecast, title))}</p>\n')
    if seen.clock_behind is not None:
        parts.append(f'<p class="note">{escape(CLOCK_BEHIND)}</p>\n')
    counts = "".join(
        f'<li class="{state.value}"><b>{seen.counts[state.value]}</b>{MARKS[state]} {state.value}</li>'
        for state in charts.ORDER
    )
    parts.append(f'<ul class="counts">{counts}</ul>\n')
    return parts


def _shares(title: str, shares: tuple[Share, ...]) -> list[str]:
    if not shares:
        return []
    rows = "".join(
        f"<div>{escape(share.title)}</div>{charts.bar(share)}"
        f'<div class="number">{share.mastered} mastered, {share.practised} practised of {share.total}</div>'
        for share in shares
    )
    return [f'<h2>{title}</h2>\n<div class="shares">{rows}</div>\n']


def _map(report: ProgressReport, syllabus: Syllabus) -> list[str]:
    pictures = charts.topic_map(syllabus, report.coverage.topics)
    if not pictures:
        return []
    legend = "".join(
        f'<li><i class="back-{state.value}"></i>{state.value}</li>' for state in reversed(charts.ORDER)
    )
    return [
        "<h2>The map</h2>\n",
        '<p class="soft small">Every topic stands above those of its area that it rests on.</p>\n',
        f'<ul class="legend">{legend}</ul>\n<div class="maps">{"".join(pictures)}</div>\n',
    ]


def _curves(report: ProgressReport, syllabus: Syllabus) -> list[str]:
    if not report.curves:
        return []
    today = report.coverage.at.astimezone(UTC).date()
    figures = "".join(
        f"<figure><figcaption><span>{escape(syllabus.topic(curve.topic_id).title)}</span>"
        f'<span class="now">{_now(curve)}</span></figcaption>{charts.forgetting_curve(curve, today)}</figure>'
        for curve in report.curves
    )
    shown = "" if report.due <= len(report.curves) else f", the {len(report.curves)} that have lost most"
    return [
        f"<h2>Due for a review: {report.due}</h2>\n",
        f'<p class="soft small">What is likely still there, in %{shown}. A review is worth its time below 90; '
        "a mastered topic is rusty below 80.</p>\n",
        f'<div class="curves">{figures}</div>\n',
    ]


def _now(curve: Curve) -> str:
    return f"{round(curve.recall * 100)} %" if curve.recall else "last one wrong"


def _gaps(report: ProgressReport, syllabus: Syllabus) -> list[str]:
    by_kind: dict[str, list[Gap]] = {}
    for gap in report.gaps:
        by_kind.setdefault(gap.kind, []).append(gap)
    parts = []
    for kind, title in GAP_TITLES.items():
        gaps = by_kind.get(kind, [])
        if not gaps:
            continue
        parts.append(f'<h2>{title}: {len(gaps)}</h2>\n<ol class="gaps">\n')
        for gap in gaps[:GAPS_SHOWN]:
            name = escape(syllabus.topic(gap.topic_id).title)
            parts.append(
                f'<li><strong>{name}</strong> <span class="tag">{blocks(gap)}</span> {escape(gap.reason)}</li>\n'
            )
        parts.append("</ol>\n")
        if len(gaps) > GAPS_SHOWN:
            parts.append(f'<p class="soft small">and {len(gaps) - GAPS_SHOWN} more</p>\n')
    return parts
