"""Our own pictures (SVG made by `progress/charts.py`) on the page, in its colours; a tile of the map can be clicked.

The pictures are trusted: they are made from the syllabus and from counts, with every title escaped, and hold no script
and nothing to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

_HTML = '<div class="pictures"></div>'

_CSS = """
:host { display: block; }
.pictures { display: grid; gap: 1rem; --ink: var(--st-text-color); --soft: var(--st-text-color); --line: #8886;
  --untouched: #e4e8ee; --seen: #bcd6f2; --practised: #f5cf8b; --mastered: #6fbf8b; --rusty: #e8948c; --on: #1c2430; }
.pictures.dark { --untouched: #2c343f; --seen: #2d5686; --practised: #7f5a17; --mastered: #2b7a4b; --rusty: #94362e; --on: #f2f5f8; }
svg { display: block; width: 100%; font-family: var(--st-font, sans-serif); }
svg text { fill: var(--soft); font-size: 10px; }
.map { background: var(--st-secondary-background-color); border-radius: .6rem; }
.map .area { font-size: 14px; font-weight: 600; fill: var(--ink); }
.map .edges { fill: none; stroke: var(--soft); stroke-opacity: .35; }
.tile { cursor: pointer; }
.tile text { fill: var(--on); font-size: 9.5px; text-anchor: middle; }
.tile:focus-visible rect, .tile:hover rect { stroke: var(--st-primary-color); stroke-width: 2.5; }
.tile:focus { outline: none; }
.tile-untouched rect, .fill-untouched { fill: var(--untouched); }
.tile-seen rect, .fill-seen { fill: var(--seen); }
.tile-practised rect, .fill-practised { fill: var(--practised); }
.tile-mastered rect, .fill-mastered { fill: var(--mastered); }
.tile-rusty rect, .fill-rusty { fill: var(--rusty); }
.bar { height: .85rem; border-radius: .4rem; overflow: hidden; }
.heat-0 { fill: var(--untouched); } .heat-1 { fill: var(--mastered); fill-opacity: .3; }
.heat-2 { fill: var(--mastered); fill-opacity: .5; } .heat-3 { fill: var(--mastered); fill-opacity: .75; }
.heat-4 { fill: var(--mastered); }
.curve polyline { fill: none; stroke: var(--st-primary-color); stroke-width: 1.8; }
.curve circle { fill: var(--st-primary-color); }
.curve .level { stroke: var(--line); } .curve .today { stroke: var(--soft); stroke-dasharray: 2 3; }
.today { stroke: var(--st-primary-color); stroke-width: 1.5; }
"""

_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const box = parentElement.querySelector(".pictures");
  const ground = getComputedStyle(parentElement.host || parentElement).getPropertyValue("--st-background-color").trim();
  const numbers = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(ground);
  const dark = numbers ? numbers.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) < 384 : false;
  box.className = dark ? "pictures dark" : "pictures";
  if (box.shown !== data.pictures.join("")) {
    box.shown = data.pictures.join("");
    box.innerHTML = data.pictures.join("");
  }
  for (const map of box.querySelectorAll(".map")) map.setAttribute("role", "group");
  for (const tile of box.querySelectorAll("[data-topic]")) {
    const open = () => setTriggerValue("opened", tile.dataset.topic);
    tile.setAttribute("tabindex", "0");
    tile.setAttribute("role", "link");
    tile.setAttribute("aria-label", tile.querySelector("title").textContent);
    tile.onclick = open;
    tile.onkeydown = (event) => { if (event.key === "Enter") open(); };
  }
}
"""

_pictures = st.components.v2.component("groundwork_pictures", html=_HTML, css=_CSS, js=_JS)


def draw_pictures(pictures: Sequence[str], *, key: str) -> str | None:
    """Draw pictures below each other; returns the topic whose tile was opened just now, if one was."""
    result: Any = _pictures(key=key, data={"pictures": list(pictures)}, on_opened_change=_nothing)
    return result.opened if isinstance(result.opened, str) else None


def _nothing() -> None:
    """Streamlit asks for a callback for each value it is to hand over."""
