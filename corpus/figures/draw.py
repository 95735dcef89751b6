"""Draws every figure of the notes: `python corpus/figures/draw.py [FOLDER]` writes `<topic-id>.svg` beside this file.

Each module here has functions `draw_<topic id with underscores>(ax)`. The same code gives the same bytes.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")

from matplotlib import rc_context
from matplotlib.figure import Figure

HERE = Path(__file__).resolve().parent
WIDTH_PX, HEIGHT_PX = 480, 360
_PX_PER_INCH = 72  # an SVG of matplotlib counts in points

_DESCRIPTION = re.compile(r"<!DOCTYPE.*?>\s*|\s*<metadata>.*?</metadata>", re.DOTALL)

_STYLE: dict[str, Any] = {
    # Text stays text, in whatever sans-serif the reader has: it can be searched, and the file stays small.
    "svg.fonttype": "none",
    # Ids inside the file come from this and not from chance.
    "svg.hashsalt": "groundwork",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "mathtext.fontset": "dejavusans",
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.9,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}

Draw = Callable[[Any], None]


def figures(folder: Path = HERE) -> Iterator[tuple[str, Draw]]:
    """Yield the topic id and the function of every figure, module by module.

    Raises:
        ValueError: Two functions draw the same topic.
    """
    seen: dict[str, str] = {}
    for file in sorted(folder.glob("*.py")):
        if file.name == Path(__file__).name or file.name.startswith("_"):
            continue
        spec = importlib.util.spec_from_file_location(f"groundwork_figures_{file.stem}", file)
        if spec is None or spec.loader is None:
            raise ImportError(f"{file} cannot be imported.")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, draw in vars(module).items():
            if name.startswith("draw_") and callable(draw):
                topic_id = name.removeprefix("draw_").replace("_", "-")
                if topic_id in seen:
                    raise ValueError(f"{topic_id} is drawn by {seen[topic_id]} and by {file.name}.")
                seen[topic_id] = file.name
                yield topic_id, draw


def render(draw: Draw, file: Path) -> None:
    """Draw one figure into an SVG file of 480 by 360 pixels."""
    with rc_context(_STYLE):
        size = (WIDTH_PX / _PX_PER_INCH, HEIGHT_PX / _PX_PER_INCH)
        # The constrained layout makes room for labels, whatever they are, inside the 480 by 360 pixels.
        figure = Figure(figsize=size, dpi=_PX_PER_INCH, layout="constrained")
        draw(figure.add_subplot())
        drawn = StringIO()
        # No date, no version of the tool: nothing that differs from one day to the next.
        figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
    # What is left of the description names hosts nobody asks; points become pixels, as the notes count.
    text = _DESCRIPTION.sub("", drawn.getvalue())
    text = text.replace(
        f'width="{WIDTH_PX}pt" height="{HEIGHT_PX}pt"', f'width="{WIDTH_PX}" height="{HEIGHT_PX}"', 1
    )
    file.write_text(text, "utf-8")


def main() -> None:
    """Draw all figures and name the files that no function draws any more."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    drawn = set()
    for topic_id, draw in figures():
        render(draw, target / f"{topic_id}.svg")
        drawn.add(topic_id)
    stale = sorted(file.name for file in target.glob("*.svg") if file.stem not in drawn)
    sys.stdout.write(f"{len(drawn)} figures drawn.\n")
    if stale:
        sys.stdout.write(f"Drawn by nothing: {', '.join(stale)}\n")


if __name__ == "__main__":
    main()
