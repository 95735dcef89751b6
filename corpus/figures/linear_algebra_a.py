"""Figures of the first half of the linear algebra notes: one function for each, drawing on given matplotlib axes."""

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"
GREY = "#999999"


def _arrow(ax, start, end, colour, width=2.4, style="-"):
    """A straight arrow from start to end, in data coordinates."""
    shape = {
        "arrowstyle": "-|>",
        "color": colour,
        "linewidth": width,
        "linestyle": style,
        "mutation_scale": 18,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    ax.annotate("", xy=end, xytext=start, arrowprops=shape)


def _axes_through_origin(ax):
    """Thin axes through the origin, equal lengths, no frame."""
    ax.set_aspect("equal")
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_position("zero")
        ax.spines[side].set_linewidth(0.8)


def _no_ticks(ax):
    """Remove all marks from both axes."""
    ax.set_xticks([])
    ax.set_yticks([])


def _plain(ax):
    """No frame and no ticks, lengths in true proportion."""
    ax.set_aspect("equal")
    ax.axis("off")


def draw_norms_and_distance(ax):
    """All points of size one: a diamond, a circle and a square, one inside the other."""
    turn = np.linspace(0, 2 * np.pi, 400)
    ax.plot([1, 0, -1, 0, 1], [0, 1, 0, -1, 0], color=ORANGE, linewidth=2.6)
    ax.plot(np.cos(turn), np.sin(turn), color=BLUE, linewidth=2.6)
    ax.plot([1, 1, -1, -1, 1], [-1, 1, 1, -1, -1], color=GREEN, linewidth=2.6)
    ax.text(0.3, 0.3, "L1: taxi", color=ORANGE, fontsize=13, ha="center", va="center", rotation=-45)
    ax.text(0.06, 1.05, "maximum norm: king", color=GREEN, fontsize=13, ha="left", va="bottom")
    ax.annotate(
        "L2: crow",
        xy=(np.cos(2.5), np.sin(2.5)),
        xytext=(-1.1, 1.2),
        color=BLUE,
        fontsize=13,
        ha="center",
        arrowprops={"arrowstyle": "-", "color": BLUE, "linewidth": 1},
    )
    _axes_through_origin(ax)
    _no_ticks(ax)
    ax.text(1.04, -0.04, "1", fontsize=13, ha="left", va="top")
    ax.text(-0.04, -1.04, "−1", fontsize=13, ha="right", va="top")
    ax.text(-1.04, -0.04, "−1", fontsize=13, ha="right", va="top")
    ax.text(-0.04, 1.04, "1", fontsize=13, ha="right", va="bottom")
    ax.set_xlim(-1.6, 1.6)
    ax.set_ylim(-1.3, 1.4)


def draw_angles_and_cosine_similarity(ax):
    """Two arrows and their angle; the longer arrow of the same direction has the same angle."""
    a, b = np.array([4.0, 1.0]), np.array([1.5, 2.6])
    _arrow(ax, (0, 0), 1.7 * b, SKY, width=2.2, style="--")
    _arrow(ax, (0, 0), a, BLUE)
    _arrow(ax, (0, 0), b, ORANGE)
    low, high = np.arctan2(a[1], a[0]), np.arctan2(b[1], b[0])
    turn = np.linspace(low, high, 60)
    ax.plot(1.1 * np.cos(turn), 1.1 * np.sin(turn), color="black", linewidth=1.6)
    middle = (low + high) / 2
    ax.text(1.4 * np.cos(middle), 1.4 * np.sin(middle), r"$\theta$", fontsize=17, ha="center", va="center")
    ax.text(a[0] + 0.12, a[1] + 0.05, "a", color=BLUE, fontsize=16, va="center", weight="bold")
    ax.text(b[0] - 0.28, b[1] - 0.05, "b", color=ORANGE, fontsize=16, ha="center", weight="bold")
    ax.text(
        1.7 * b[0] + 0.2, 1.7 * b[1] - 0.25, "longer b,\nsame angle", color="black", fontsize=13, va="center"
    )
    ax.plot(0, 0, "o", color="black", markersize=5)
    _plain(ax)
    ax.set_xlim(-0.4, 4.7)
    ax.set_ylim(-0.4, 4.8)


def draw_linear_combinations_and_span(ax):
    """The grid reached by whole-number weights, and the way 2u + v to the target."""
    u, v = np.array([1.0, 2.0]), np.array([3.0, 1.0])
    for k in range(-4, 6):
        for along, across in ((u, v), (v, u)):
            ends = np.array([k * across - 6 * along, k * across + 6 * along])
            ax.plot(ends[:, 0], ends[:, 1], color="#BBBBBB", linewidth=0.8, zorder=0)
    _arrow(ax, 2 * u, 2 * u + v, ORANGE, width=1.8, style="--")
    _arrow(ax, u, 2 * u, BLUE, width=1.8, style="--")
    _arrow(ax, (0, 0), u, BLUE)
    _arrow(ax, (0, 0), v, ORANGE)
    ax.plot(*(2 * u + v), "o", color="black", markersize=9)
    ax.plot(0, 0, "o", color="black", markersize=5)
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    ax.text(0.3, 1.6, "u", color=BLUE, fontsize=17, weight="bold", ha="center", va="center", bbox=white)
    ax.text(2.2, 0.25, "v", color=ORANGE, fontsize=17, weight="bold", ha="center", va="center", bbox=white)
    ax.text(1.2, 3.35, "u", color=BLUE, fontsize=17, weight="bold", ha="center", va="center", bbox=white)
    ax.text(3.3, 4.95, "v", color=ORANGE, fontsize=17, weight="bold", ha="center", va="center", bbox=white)
    ax.text(5.3, 4.7, "2u + v", fontsize=16, weight="bold", ha="left", va="center", bbox=white)
    _plain(ax)
    ax.set_xlim(-1.2, 7.2)
    ax.set_ylim(-1.2, 6)


def draw_systems_of_linear_equations(ax):
    """Two bills as two lines, meeting where both are paid."""
    x = np.linspace(0, 6, 2)
    ax.plot(x, 8 - 2 * x, color=BLUE, linewidth=2.6)
    ax.plot(x, (9 - x) / 3, color=ORANGE, linewidth=2.6)
    ax.plot(3, 2, "o", color="black", markersize=9)
    ax.plot([3, 3, 0], [0, 2, 2], color="black", linewidth=1, linestyle=":")
    ax.text(1.45, 5.5, "2 coffees + 1 cake = 8", color=BLUE, fontsize=13, va="center")
    ax.text(3.15, 2.35, "both bills fit\n(3, 2)", fontsize=13, va="bottom")
    ax.text(4.1, 1.75, "1 coffee + 3 cakes = 9", color=ORANGE, fontsize=13, va="bottom", ha="left")
    ax.set_xlabel("price of a coffee", fontsize=13)
    ax.set_ylabel("price of a cake", fontsize=13)
    ax.set_aspect("equal")
    ax.set_xlim(0, 8)
    ax.set_ylim(0, 6)
    ax.set_xticks(range(9))
    ax.set_yticks(range(7))
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def _grid(ax, matrix, shift, reach, colour):
    """The image of a square grid under a matrix, drawn around a shifted origin."""
    for k in range(-reach, reach + 1):
        for ends in (([k, -reach], [k, reach]), ([-reach, k], [reach, k])):
            line = (matrix @ np.array(ends, dtype=float).T).T + shift
            ax.plot(line[:, 0], line[:, 1], color=colour, linewidth=0.9, zorder=0)


def draw_linear_transformations(ax):
    """A square grid before and after; the basis arrows land on the columns of the matrix."""
    before, after = np.array([0.0, 0.0]), np.array([4.6, 0.0])
    matrix = np.array([[1.0, -0.5], [0.5, 1.5]])
    _grid(ax, np.eye(2), before, 1, "#BBBBBB")
    _grid(ax, matrix, after, 1, "#BBBBBB")
    for shift, columns in ((before, np.eye(2)), (after, matrix)):
        for column, colour in zip(columns.T, (BLUE, ORANGE), strict=True):
            _arrow(ax, shift, shift + column, colour, width=3)
        ax.plot(*shift, "o", color="black", markersize=5)
    _arrow(ax, (1.85, 0), (2.95, 0), "black", width=1.6)
    ax.text(2.4, 0.1, "T", fontsize=18, ha="center", va="bottom", style="italic")
    ax.text(1.08, 0.0, "$e_1$", color=BLUE, fontsize=17, va="center", ha="left")
    ax.text(0.0, 1.08, "$e_2$", color=ORANGE, fontsize=17, va="bottom", ha="center")
    ax.text(5.72, 0.5, "$T(e_1)$", color=BLUE, fontsize=17, va="center", ha="left")
    ax.text(4.0, 1.55, "$T(e_2)$", color=ORANGE, fontsize=17, va="bottom", ha="right")
    _plain(ax)
    ax.set_xlim(-1.2, 7.1)
    ax.set_ylim(-2.2, 2.2)


def draw_rank(ax):
    """A grid of points, and the line on which a matrix of rank one puts all of them."""
    matrix = np.array([[1.0, 1.0], [0.5, 0.5]])
    shift = np.array([8.0, 0.0])
    steps = np.arange(-1.5, 1.6, 1.0)
    _arrow(ax, (2.3, 0), (4.2, 0), "black", width=1.6)
    ax.text(3.25, 0.2, "A", fontsize=17, ha="center", va="bottom", style="italic")
    ax.plot([shift[0] - 3.5, shift[0] + 3.5], [-1.75, 1.75], color=GREY, linewidth=1, zorder=0)
    colours = [BLUE, SKY, GREEN, AMBER, ORANGE, PINK, "black"]
    for x in steps:
        for y in steps:
            colour = colours[round(x + y + 3)]
            ax.plot(x, y, "o", color=colour, markersize=9)
            ax.plot(*(matrix @ [x, y] + shift), "o", color=colour, markersize=9)
    ax.text(0, -2.1, "points of one colour\nform a line", fontsize=13, ha="center", va="top")
    ax.text(8.6, -2.1, "and land on\none point", fontsize=13, ha="center", va="top")
    _plain(ax)
    ax.set_xlim(-2.4, 12)
    ax.set_ylim(-3.4, 2.3)
