"""Figures of the calculus notes on limits, extrema, series and integrals: one function each, drawing on given axes."""

import itertools

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"


def _plain(ax):
    """Only the left and the bottom side of the frame."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.tick_params(labelsize=12)


def draw_derivative_definition(ax):
    """Secants of the parabola x²/2 through the point at 1 turn into the tangent of slope 1."""
    x = np.linspace(-0.4, 3.3, 300)
    ax.plot(x, x**2 / 2, color="black", linewidth=2.5)
    for step, colour, label in ((2.0, PINK, "step 2"), (1.0, AMBER, "step 1"), (0.4, SKY, "step 0.4")):
        slope = 1 + step / 2
        ends = np.array([0.0, 3.3])
        ax.plot(ends, 0.5 + slope * (ends - 1), color=colour, linewidth=1.8)
        ax.plot([1 + step], [(1 + step) ** 2 / 2], "o", color=colour, markersize=8)
        ax.text(3.36, 0.5 + slope * 2.3, label, color=colour, fontsize=13, va="center")
    ends = np.array([0.0, 3.3])
    ax.plot(ends, ends - 0.5, color=ORANGE, linewidth=2.8)
    ax.text(3.36, 2.35, "tangent,\nslope 1", color=ORANGE, fontsize=13, va="center")
    ax.plot([1], [0.5], "o", color=ORANGE, markersize=9)
    ax.set_xlim(-0.5, 4.15)
    ax.set_ylim(-1.2, 5.5)
    ax.set_xticks([0, 1, 2, 3])
    ax.set_yticks([0, 1, 2, 3, 4, 5])
    _plain(ax)


def draw_extrema(ax):
    """The cubic of the worked example on its interval, with local and global extrema."""
    x = np.linspace(-2, 6, 400)
    ax.plot(x, x**3 - 3 * x**2 - 9 * x + 5, color=BLUE, linewidth=2.5)
    for place, height in ((-1, 10), (3, -22)):
        ax.plot([place - 1.1, place + 1.1], [height, height], color="black", linewidth=1, linestyle="--")
    marks = [(-2, 3, "black"), (-1, 10, GREEN), (3, -22, ORANGE), (6, 59, ORANGE)]
    for place, height, colour in marks:
        ax.plot([place], [height], "o", color=colour, markersize=9)
    ax.text(-0.9, 14, "local maximum 10", color=GREEN, fontsize=13, ha="left", va="bottom")
    ax.text(3, -25, "global minimum −22", color=ORANGE, fontsize=13, ha="center", va="top")
    ax.text(5.7, 59, "global maximum 59,\nat an end", color=ORANGE, fontsize=13, ha="right", va="center")
    ax.text(-2, -1, "other\nend", color="black", fontsize=12, ha="center", va="top")
    ax.set_xlim(-2.7, 6.4)
    ax.set_ylim(-34, 66)
    ax.set_xticks([-2, -1, 0, 1, 2, 3, 4, 5, 6])
    _plain(ax)


def draw_mean_value_theorem(ax):
    """The cube from 0 to 3: the line joining the ends and the parallel tangent at the square root of 3."""
    x = np.linspace(0, 3, 300)
    c = np.sqrt(3)
    ax.plot(x, x**3, color=BLUE, linewidth=2.5)
    ax.plot([0, 3], [0, 27], color="black", linewidth=1.8, linestyle="--")
    ends = np.array([0.9, 3.0])
    ax.plot(ends, c**3 + 9 * (ends - c), color=ORANGE, linewidth=2)
    ax.plot([0, 3], [0, 27], "o", color="black", markersize=7)
    ax.plot([c], [c**3], "o", color=ORANGE, markersize=9)
    ax.plot([c, c], [-3, c**3], color=ORANGE, linewidth=0.9, linestyle=":")
    ax.text(1.4, 14.2, "average slope 9", color="black", fontsize=13, ha="right", va="bottom")
    ax.text(2.42, 9.0, "slope 9 here too", color=ORANGE, fontsize=13, ha="left", va="top")
    ax.text(0.62, 1.0, "$x^3$", color=BLUE, fontsize=15, ha="right", va="bottom")
    ax.set_xlim(-0.1, 3.5)
    ax.set_ylim(-3, 29)
    ax.set_xticks([0, 1, c, 3], ["0", "1", "c ≈ 1.73", "3"])
    ax.set_yticks([0, 9, 18, 27])
    _plain(ax)


def draw_taylor_series(ax):
    """The sine and its Taylor polynomials of degree 1, 3 and 5 around zero."""
    x = np.linspace(-5.2, 5.2, 500)
    ax.plot(x, np.sin(x), color="black", linewidth=3)
    polynomials = [
        (x, ORANGE, "degree 1", (2.0, 2.25), "right"),
        (x - x**3 / 6, BLUE, "degree 3", (2.9, -2.2), "right"),
        (x - x**3 / 6 + x**5 / 120, GREEN, "degree 5", (4.3, 2.1), "left"),
    ]
    for y, colour, label, place, side in polynomials:
        shown = np.abs(y) <= 2.6
        ax.plot(x[shown], y[shown], color=colour, linewidth=1.9)
        ax.text(*place, label, color=colour, fontsize=13, ha=side, va="center")
    ax.plot([0], [0], "o", color="black", markersize=7)
    ax.text(5.25, -0.72, "sine", color="black", fontsize=13, ha="left", va="center")
    ax.set_xlim(-5.3, 6.5)
    ax.set_ylim(-2.7, 2.7)
    ax.set_xticks([-4, -2, 0, 2, 4])
    ax.set_yticks([-2, -1, 0, 1, 2])
    _plain(ax)


def draw_integrals(ax):
    """Midpoint rectangles under the parabola between 0 and 1."""
    edges = np.linspace(0, 1, 9)
    for left, right in itertools.pairwise(edges):
        height = ((left + right) / 2) ** 2
        ax.fill([left, right, right, left], [0, 0, height, height], color=SKY, alpha=0.45, linewidth=0)
        ax.plot([left, left, right, right], [0, height, height, 0], color="black", linewidth=0.9)
        ax.plot([(left + right) / 2], [height], "o", color=ORANGE, markersize=5)
    x = np.linspace(0, 1.03, 200)
    ax.plot(x, x**2, color=BLUE, linewidth=2.5)
    ax.text(0.79, 0.74, "$x^2$", color=BLUE, fontsize=16, ha="right", va="bottom")
    ax.text(0.05, 0.62, "8 rectangles: 0.332\narea: 1/3", fontsize=13, ha="left", va="center")
    ax.annotate(
        "width 1/8", (0.5625, 0), (0.5625, -0.1), fontsize=12, ha="center", va="center", annotation_clip=False
    )
    ax.set_xlim(0, 1.05)
    ax.set_ylim(-0.15, 1.08)
    ax.spines["bottom"].set_position("zero")
    ax.set_xticks([0, 1], ["0", "1"])
    ax.set_yticks([0, 0.5, 1])
    ax.spines["left"].set_bounds(0, 1.08)
    _plain(ax)


def draw_change_of_variables(ax):
    """Left a square grid in radius and angle, right its image in the plane; two cells shaded."""
    radii = np.linspace(0, 3, 7)
    angles = np.linspace(0, np.pi / 2, 7)
    scale = 3 / (np.pi / 2)  # the flat grid is drawn three units high
    shift = 4.6
    fine_r, fine_t = np.linspace(0, 3, 60), np.linspace(0, np.pi / 2, 60)
    cells = [((0.5, 1.0), (angles[2], angles[3]), ORANGE), ((2.0, 2.5), (angles[2], angles[3]), BLUE)]
    for (r0, r1), (t0, t1), colour in cells:
        ax.fill([r0, r1, r1, r0], [t0 * scale, t0 * scale, t1 * scale, t1 * scale], color=colour, alpha=0.75)
        arc = np.linspace(t0, t1, 30)
        xs = np.concatenate([r0 * np.cos(arc), r1 * np.cos(arc[::-1])])
        ys = np.concatenate([r0 * np.sin(arc), r1 * np.sin(arc[::-1])])
        ax.fill(shift + xs, ys, color=colour, alpha=0.75)
    for r in radii:
        ax.plot([r, r], [0, 3], color="black", linewidth=0.8)
        ax.plot(shift + r * np.cos(fine_t), r * np.sin(fine_t), color="black", linewidth=0.8)
    for t in angles:
        ax.plot([0, 3], [t * scale, t * scale], color="black", linewidth=0.8)
        ax.plot(shift + fine_r * np.cos(t), fine_r * np.sin(t), color="black", linewidth=0.8)
    ax.annotate("", (4.45, 1.5), (3.25, 1.5), arrowprops={"arrowstyle": "->", "linewidth": 1.8})
    ax.text(3.85, 1.68, "$T$", fontsize=16, ha="center", va="bottom")
    ax.text(1.5, -0.2, "radius $r$", fontsize=13, ha="center", va="top")
    ax.text(-0.2, 1.5, "angle θ", fontsize=13, ha="right", va="center", rotation=90)
    ax.text(shift + 1.5, -0.2, "$x$", fontsize=14, ha="center", va="top")
    ax.text(shift - 0.15, 2.6, "$y$", fontsize=14, ha="right", va="center")
    ax.text(1.5, 3.15, "equal cells", fontsize=13, ha="center", va="bottom")
    ax.text(shift + 1.5, 3.15, "area grows with $r$", fontsize=13, ha="center", va="bottom")
    ax.set_xlim(-0.6, 7.8)
    ax.set_ylim(-0.6, 3.7)
    ax.set_aspect("equal")
    ax.axis("off")
