"""Figures of the foundations notes: one function for each, drawing on given matplotlib axes."""

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"


def _bare(ax):
    """No frame and no ticks, lengths in true proportion."""
    ax.set_aspect("equal")
    ax.axis("off")


def _axes_through_origin(ax):
    """Horizontal and vertical axis as thin lines through the origin."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_position("zero")
        ax.spines[side].set_linewidth(1)


def draw_quadratic_equations(ax):
    """Completing the square: x² + 6x + 9 = (x + 3)²."""
    side, strip = 4.0, 3.0
    pieces = [
        ((0, strip), side, side, SKY, "$x^2$"),
        ((side, strip), strip, side, AMBER, "$3x$"),
        ((0, 0), side, strip, AMBER, "$3x$"),
        ((side, 0), strip, strip, "white", "9"),
    ]
    for (left, low), width, height, colour, label in pieces:
        missing = colour == "white"
        xs = [left, left + width, left + width, left, left]
        ys = [low, low, low + height, low + height, low]
        ax.fill(xs, ys, color=colour, alpha=0.45, linewidth=0)
        ax.plot(xs, ys, color="black", linewidth=1.2, linestyle="--" if missing else "-")
        ax.text(left + width / 2, low + height / 2, label, ha="center", va="center", fontsize=18)
    ax.text(side + strip / 2, 0.6, "missing\ncorner", ha="center", va="center", fontsize=12)
    for middle, label in ((side / 2, "$x$"), (side + strip / 2, "3")):
        ax.text(middle, side + strip + 0.25, label, ha="center", va="bottom", fontsize=16)
    for middle, label in ((strip + side / 2, "$x$"), (strip / 2, "3")):
        ax.text(-0.25, middle, label, ha="right", va="center", fontsize=16)
    ax.set_xlim(-0.9, side + strip + 0.3)
    ax.set_ylim(-0.3, side + strip + 1.0)
    _bare(ax)


def draw_functions_and_graphs(ax):
    """The parabola x² − 4x + 3 with its zeros, its value at zero and its lowest point."""
    x = np.linspace(-0.55, 4.55, 300)
    _axes_through_origin(ax)
    ax.plot(x, x**2 - 4 * x + 3, color=BLUE, linewidth=2.5)
    ax.plot([1, 3], [0, 0], "o", color=ORANGE, markersize=8)
    ax.plot([0], [3], "o", color=GREEN, markersize=8)
    ax.plot([2], [-1], "o", color="black", markersize=8)
    ax.plot([2, 2], [-1.4, 4.0], color="black", linewidth=0.8, linestyle=":")
    ax.text(1.12, 0.12, "zero at 1", color=ORANGE, fontsize=12, ha="left", va="bottom")
    ax.text(3.18, 0.12, "zero at 3", color=ORANGE, fontsize=12, ha="left", va="bottom")
    ax.text(0.2, 3.0, "$f(0) = 3$", color=GREEN, fontsize=12, ha="left", va="center")
    ax.text(2.15, -1.12, "lowest point (2, −1)", fontsize=12, ha="left", va="top")
    ax.text(4.15, 4.7, "$y = x^2 - 4x + 3$", color=BLUE, fontsize=12, ha="right", va="center")
    ax.set_xticks([-1, 1, 2, 3, 4, 5])
    ax.set_yticks([1, 2, 3, 4, 5])
    ax.set_xlim(-1, 5.2)
    ax.set_ylim(-1.8, 5.6)


def draw_exponentials_and_logarithms(ax):
    """The exponential function and the natural logarithm, mirrored in the line y = x."""
    x = np.linspace(-3.2, np.log(4.2), 300)
    y = np.exp(x)
    _axes_through_origin(ax)
    ax.plot([-3.2, 4.2], [-3.2, 4.2], color="black", linewidth=1, linestyle="--")
    ax.plot(x, y, color=BLUE, linewidth=2.5)
    ax.plot(y, x, color=ORANGE, linewidth=2.5)
    ax.plot([0], [1], "o", color=BLUE, markersize=7)
    ax.plot([1], [0], "o", color=ORANGE, markersize=7)
    ax.text(-0.15, 1.2, "(0, 1)", color=BLUE, fontsize=12, ha="right", va="bottom")
    ax.text(1.15, -0.2, "(1, 0)", color=ORANGE, fontsize=12, ha="left", va="top")
    ax.text(1.55, 4.05, "$y = e^x$", color=BLUE, fontsize=15, ha="left", va="center")
    ax.text(2.3, 0.36, "$y = \\ln x$", color=ORANGE, fontsize=15, ha="left", va="center")
    ax.text(3.3, 2.85, "$y = x$", fontsize=13, ha="left", va="center")
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_xlim(-3.3, 4.4)
    ax.set_ylim(-3.3, 4.4)
    ax.set_aspect("equal")


def draw_trigonometry(ax):
    """The unit circle with the point at 60 degrees and its two coordinates."""
    turn = np.linspace(0, 2 * np.pi, 300)
    t = np.radians(60)
    x, y = np.cos(t), np.sin(t)
    ax.plot(np.cos(turn), np.sin(turn), color="black", linewidth=1.2)
    ax.plot([-1.25, 1.3], [0, 0], color="black", linewidth=0.8)
    ax.plot([0, 0], [-1.2, 1.25], color="black", linewidth=0.8)
    arc = np.linspace(0, t, 60)
    ax.plot(np.cos(arc), np.sin(arc), color=PINK, linewidth=4, solid_capstyle="round")
    ax.plot([0, x], [0, y], color="black", linewidth=2)
    ax.plot([0, x], [0, 0], color=BLUE, linewidth=4)
    ax.plot([x, x], [0, y], color=ORANGE, linewidth=4)
    ax.plot([x], [y], "o", color="black", markersize=8)
    ax.plot(0.2 * np.cos(arc), 0.2 * np.sin(arc), color="black", linewidth=1)
    ax.text(0.24, 0.1, "60°", fontsize=12, ha="left", va="center")
    ax.text(x / 2, -0.07, "$\\cos t$", color=BLUE, fontsize=15, ha="center", va="top")
    ax.text(x + 0.05, 0.36, "$\\sin t$", color=ORANGE, fontsize=13, ha="left", va="center")
    ax.text(0.97, 0.5, "arc $t$", color=PINK, fontsize=14, ha="left", va="center")
    ax.text(0.22, 0.52, "1", fontsize=14, ha="right", va="center")
    ax.text(x + 0.06, y + 0.08, "$(\\cos t, \\sin t)$", fontsize=14, ha="left", va="bottom")
    ax.text(1.04, -0.05, "1", fontsize=12, ha="left", va="top")
    ax.text(-0.04, -1.04, "−1", fontsize=12, ha="right", va="top")
    ax.set_xlim(-1.3, 1.5)
    ax.set_ylim(-1.25, 1.3)
    _bare(ax)


def draw_sequences_and_series(ax):
    """A square filled by a half, a quarter, an eighth and so on."""
    left, low, width, height = 0.0, 0.0, 1.0, 1.0
    colours = [BLUE, AMBER, GREEN, PINK, SKY, ORANGE]
    for step in range(10):
        if step % 2 == 0:
            width /= 2
            corner = (left, low)
            left += width
        else:
            height /= 2
            corner = (left, low)
            low += height
        xs = [corner[0], corner[0] + width, corner[0] + width, corner[0]]
        ys = [corner[1], corner[1], corner[1] + height, corner[1] + height]
        ax.fill(xs, ys, facecolor=colours[step % 6], alpha=0.5, edgecolor="black", linewidth=1)
        if step < 6:
            label = f"$\\frac{{1}}{{{2 ** (step + 1)}}}$"
            size = max(12, 34 - 5 * step)
            ax.text(
                corner[0] + width / 2, corner[1] + height / 2, label, ha="center", va="center", fontsize=size
            )
    ax.plot([0, 1, 1, 0, 0], [0, 0, 1, 1, 0], color="black", linewidth=1.8)
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(-0.03, 1.03)
    _bare(ax)


def draw_complex_numbers(ax):
    """The number 2 + i and its products with i: quarter turns about zero."""
    points = [
        (2 + 1j, BLUE, "$z = 2 + i$", (0.12, 0.1), "left", "bottom"),
        (-1 + 2j, ORANGE, "$iz = -1 + 2i$", (-0.1, 0.12), "right", "bottom"),
        (-2 - 1j, GREEN, "$i^2 z = -2 - i$", (-0.12, 0.0), "right", "center"),
        (1 - 2j, PINK, "$i^3 z = 1 - 2i$", (0.1, -0.12), "left", "top"),
    ]
    turn = np.linspace(0, 2 * np.pi, 300)
    ax.plot(np.sqrt(5) * np.cos(turn), np.sqrt(5) * np.sin(turn), color="black", linewidth=0.8, linestyle=":")
    ax.plot([-3.1, 3.3], [0, 0], color="black", linewidth=0.8)
    ax.plot([0, 0], [-2.9, 2.9], color="black", linewidth=0.8)
    for tick in (-2, -1, 1, 2):
        ax.plot([tick, tick], [-0.06, 0.06], color="black", linewidth=0.8)
        ax.plot([-0.06, 0.06], [tick, tick], color="black", linewidth=0.8)
    for z, colour, label, (right, up), ha, va in points:
        ax.annotate(
            "",
            xy=(z.real, z.imag),
            xytext=(0, 0),
            arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": 2.5, "shrinkA": 0, "shrinkB": 0},
        )
        ax.text(z.real + right, z.imag + up, label, color=colour, fontsize=14, ha=ha, va=va)
    start = np.angle(2 + 1j)
    arc = np.linspace(start + 0.08, start + np.pi / 2 - 0.12, 60)
    ax.plot(0.9 * np.cos(arc), 0.9 * np.sin(arc), color="black", linewidth=1.2)
    ax.annotate(
        "",
        xy=(0.9 * np.cos(arc[-1] + 0.08), 0.9 * np.sin(arc[-1] + 0.08)),
        xytext=(0.9 * np.cos(arc[-1]), 0.9 * np.sin(arc[-1])),
        arrowprops={"arrowstyle": "-|>", "color": "black", "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0},
    )
    ax.text(0.62, 0.92, "90°", fontsize=12, ha="left", va="bottom")
    ax.text(3.3, -0.08, "real", fontsize=12, ha="right", va="top")
    ax.text(0.1, 2.95, "imaginary", fontsize=12, ha="left", va="top")
    ax.set_xlim(-4.7, 4.1)
    ax.set_ylim(-3.0, 3.0)
    _bare(ax)
