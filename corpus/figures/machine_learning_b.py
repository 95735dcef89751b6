"""Figures of the later machine-learning notes: one function for each, drawing on given matplotlib axes."""

import itertools

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"
SIZE = 13


def _bare(ax):
    """No frame and no ticks."""
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_visible(False)


def _open_frame(ax):
    """Only the left and the lower side of the frame."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.tick_params(labelsize=SIZE)


def draw_support_vector_machines(ax):
    """The widest road between (3, 4), (6, 3) and (0, 0), (1, -2)."""
    x = np.array([-4.0, 9.0])
    low, middle, high = ((1 + level - 0.24 * x) / 0.32 for level in (-1, 0, 1))
    ax.fill_between(x, low, high, color=SKY, alpha=0.3, linewidth=0)
    ax.plot(x, middle, color="black", linewidth=2)
    for edge in (low, high):
        ax.plot(x, edge, color="black", linewidth=1, linestyle="--")
    ax.plot([3, 6], [4, 3], "o", color=BLUE, markersize=10)
    ax.plot([0, 1], [0, -2], "s", color=ORANGE, markersize=10)
    ax.plot([3, 0], [4, 0], "o", markerfacecolor="none", markeredgecolor="black", markersize=18)
    ax.annotate("", (3, 4), (0, 0), arrowprops={"arrowstyle": "<->", "shrinkA": 11, "shrinkB": 11})
    ax.text(2.55, 2.8, "width 5", fontsize=SIZE, ha="center", va="center", rotation=53.13)
    ax.text(3.45, 4.45, "(3, 4) support vector", color=BLUE, fontsize=SIZE, ha="left", va="center")
    ax.text(6.4, 3.1, "(6, 3)", color=BLUE, fontsize=SIZE, ha="left", va="center")
    ax.text(-0.5, -0.45, "support vector (0, 0)", color=ORANGE, fontsize=SIZE, ha="right", va="center")
    ax.text(0.6, -2.05, "(1, −2)", color=ORANGE, fontsize=SIZE, ha="right", va="center")
    for left, level, name in ((-2.6, 0, "f = 0"), (-3.2, -1, "f = −1"), (5.7, 1, "f = 1")):
        height = (1 + level - 0.24 * left) / 0.32
        style = {"fontsize": SIZE, "ha": "center", "va": "center", "rotation": -36.87}
        ax.text(left + 0.22, height + 0.29, name, **style)
    ax.set_xlim(-5.2, 8.8)
    ax.set_ylim(-3, 6.6)
    ax.set_aspect("equal")
    _bare(ax)


def draw_decision_trees_and_information_gain(ax):
    """The entropy curve, two children on it and the chord between them: the gap at the parent is the gain."""
    share = np.linspace(1e-9, 1 - 1e-9, 401)
    entropy = -share * np.log2(share) - (1 - share) * np.log2(1 - share)
    ax.plot(share, entropy, color=BLUE, linewidth=2.5)
    yes = -0.8 * np.log2(0.8) - 0.2 * np.log2(0.2)
    after = 5 / 8 * yes
    ax.plot([0, 0.8], [0, yes], color=ORANGE, linewidth=2)
    ax.plot([0, 0.8], [0, yes], "o", color=ORANGE, markersize=9)
    ax.plot([0.5], [1], "o", color="black", markersize=9)
    ax.plot([0.5], [after], "o", color="black", markersize=9, markerfacecolor="white")
    arrow = {"arrowstyle": "<->", "color": GREEN, "linewidth": 2, "shrinkA": 6, "shrinkB": 6}
    ax.annotate("", (0.5, 1), (0.5, after), arrowprops=arrow)
    ax.text(0.48, 0.74, "gain\n0.549", color=GREEN, fontsize=SIZE, ha="right", va="center")
    ax.text(0.5, 1.04, "before: 1 bit", fontsize=SIZE, ha="center", va="bottom")
    ax.text(0.53, after - 0.03, "after, on\naverage: 0.451", fontsize=SIZE, ha="left", va="top")
    ax.text(0.83, yes + 0.02, "monthly: 0.722", color=ORANGE, fontsize=SIZE, ha="left", va="bottom")
    ax.text(0.05, 0.0, "not monthly: 0", color=ORANGE, fontsize=SIZE, ha="left", va="center")
    ax.set_xlim(-0.03, 1.2)
    ax.set_ylim(-0.06, 1.17)
    ax.set_xticks([0, 0.5, 0.8, 1])
    ax.set_yticks([0, 0.5, 1])
    ax.set_xlabel("share of leavers", fontsize=SIZE)
    ax.set_ylabel("entropy in bits", fontsize=SIZE)
    _open_frame(ax)


def draw_k_means(ax):
    """Six points, the paths of two centres, and the final line between the clusters."""
    left = np.array([[1, 2], [3, 2], [2, 5]])
    right = np.array([[8, 6], [10, 6], [9, 9]])
    ax.plot(*left.T, "o", color=BLUE, markersize=10)
    ax.plot(*right.T, "s", color=ORANGE, markersize=10)
    paths = [([(1, 2), (2, 2), (2, 3)], BLUE), ([(2, 5), (7.25, 6.5), (9, 7)], ORANGE)]
    for path, colour in paths:
        for start, end in itertools.pairwise(path):
            style = {"arrowstyle": "->", "color": colour, "linewidth": 2, "shrinkA": 2, "shrinkB": 4}
            ax.annotate("", end, start, arrowprops=style)
        ax.plot(*path[-1], "X", color="black", markersize=12)
    middle, along = np.array([5.5, 5.0]), np.array([-4.0, 7.0]) / np.hypot(4, 7)
    ends = np.array([middle - 5.4 * along, middle + 5.4 * along])
    ax.plot(*ends.T, color="black", linewidth=1.2, linestyle="--")
    ax.text(2.35, 3.15, "(2, 3)", fontsize=SIZE, ha="left", va="center")
    ax.text(9.4, 7.3, "(9, 7)", fontsize=SIZE, ha="left", va="center")
    ax.text(1.0, 1.3, "first start", color=BLUE, fontsize=SIZE, ha="center", va="center")
    ax.text(1.7, 5.7, "second start", color=ORANGE, fontsize=SIZE, ha="center", va="center")
    ax.text(7.2, 2.9, "as far from one centre\nas from the other", fontsize=SIZE, ha="left", va="center")
    ax.set_xlim(-0.6, 12.0)
    ax.set_ylim(0.4, 9.8)
    ax.set_aspect("equal")
    _bare(ax)


def draw_principal_component_analysis(ax):
    """Four points about their mean, the two components as arrows and the projections on the first."""
    points = np.array([[9, 6], [5, 6], [3, 4], [3, 0]])
    mean = np.array([5.0, 4.0])
    first, second = np.array([1, 1]) / np.sqrt(2), np.array([1, -1]) / np.sqrt(2)
    line = mean + np.outer([-6.2, 5.6], first)
    ax.plot(*line.T, color="#888888", linewidth=1)
    for point in points:
        foot = mean + (point - mean) @ first * first
        ax.plot(*np.array([point, foot]).T, color="black", linewidth=1.2, linestyle=":")
        ax.plot(*foot, "o", color="white", markeredgecolor=BLUE, markersize=8)
    ax.plot(*points.T, "o", color=BLUE, markersize=10)
    for direction, variance, colour in ((first, 40 / 3, ORANGE), (second, 8 / 3, GREEN)):
        style = {"arrowstyle": "-|>", "color": colour, "linewidth": 3, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", mean + np.sqrt(variance) * direction, mean, arrowprops=style)
    ax.plot(*mean, "X", color="black", markersize=11)
    ax.text(5.55, 4.0, "mean (5, 4)", fontsize=SIZE, ha="left", va="center")
    ax.text(
        7.35, 5.75, "first component:\n83% of the variance", color=ORANGE, fontsize=SIZE, ha="left", va="top"
    )
    ax.text(6.4, 2.75, "second: 17%", color=GREEN, fontsize=SIZE, ha="left", va="center")
    ax.text(9.35, 6.0, "(9, 6)", color=BLUE, fontsize=SIZE, ha="left", va="center")
    ax.text(7.9, 7.2, "(8, 7)", color=BLUE, fontsize=SIZE, ha="right", va="bottom")
    ax.text(4.7, 6.2, "(5, 6)", color=BLUE, fontsize=SIZE, ha="right", va="bottom")
    ax.text(2.7, 4.1, "(3, 4)", color=BLUE, fontsize=SIZE, ha="right", va="bottom")
    ax.text(3.35, 0.0, "(3, 0)", color=BLUE, fontsize=SIZE, ha="left", va="center")
    ax.set_xlim(0.2, 12.2)
    ax.set_ylim(-0.8, 8.4)
    ax.set_aspect("equal")
    _bare(ax)


def _grid(ax, left, top, table, highlight=(), colour=SKY):
    """A table of numbers in unit cells; `left`, `top` is its upper left corner."""
    for row, numbers in enumerate(table):
        for col, number in enumerate(numbers):
            x, y = left + col, top - row
            xs, ys = [x, x + 1, x + 1, x, x], [y, y, y - 1, y - 1, y]
            if (row, col) in highlight:
                ax.fill(xs, ys, color=colour, alpha=0.45, linewidth=0)
            ax.plot(xs, ys, color="#555555", linewidth=1.2)
            ax.text(x + 0.5, y - 0.5, str(number).replace("-", "−"), fontsize=17, ha="center", va="center")


def draw_convolution(ax):
    """The kernel over the first patch of the image, and the first cell of the output."""
    patch = [(0, 0), (0, 1), (1, 0), (1, 1)]
    _grid(ax, 0, 3, [[1, 2, 0], [0, 1, 3], [2, 1, 1]], patch)
    _grid(ax, 4.2, 2.5, [[1, 0], [-1, 2]], patch, AMBER)
    _grid(ax, 7.4, 2.5, [[3, 7], [0, 2]], [(0, 0)], GREEN)
    ax.text(3.6, 1.5, "∗", fontsize=22, ha="center", va="center")
    ax.text(6.8, 1.5, "=", fontsize=22, ha="center", va="center")
    ax.plot([0, 2, 2, 0, 0], [3, 3, 1, 1, 3], color=BLUE, linewidth=3.5)
    ax.plot([7.4, 8.4, 8.4, 7.4, 7.4], [2.5, 2.5, 1.5, 1.5, 2.5], color=GREEN, linewidth=3.5)
    for x, name, colour in ((1.5, "image", BLUE), (5.2, "kernel", "black"), (8.4, "output", GREEN)):
        ax.text(x, 3.35, name, color=colour, fontsize=15, ha="center", va="bottom")
    sum_text = "1 · 1  +  0 · 2  +  (−1) · 0  +  2 · 1  =  3"
    ax.text(4.7, -0.65, sum_text, fontsize=16, ha="center", va="center")
    ax.set_xlim(-0.2, 9.6)
    ax.set_ylim(-1.2, 4.1)
    ax.set_aspect("equal")
    _bare(ax)


def draw_bayesian_optimisation(ax):
    """The belief after two observations: mean, and a band of two standard deviations."""
    seen, values = np.array([0.0, 1.0]), np.array([2.0, 2.5])
    x = np.linspace(-2, 4, 400)

    def kernel(a, b):
        return np.exp(-0.5 * (a[:, None] - b[None, :]) ** 2)

    across = kernel(seen, x)
    weights = np.linalg.solve(kernel(seen, seen), across)
    mean = weights.T @ values
    spread = np.sqrt(np.clip(1 - (across * weights).sum(axis=0), 0, None))
    ax.fill_between(x, mean - 2 * spread, mean + 2 * spread, color=SKY, alpha=0.4, linewidth=0)
    ax.plot(x, mean, color=BLUE, linewidth=2.5)
    ax.plot(x, mean + 2 * spread, color=ORANGE, linewidth=2, linestyle="--")
    ax.plot(seen, values, "o", color="black", markersize=10)
    best = np.argmax(mean + 2 * spread)
    ax.plot([x[best]], [(mean + 2 * spread)[best]], "v", color=ORANGE, markersize=11)
    ax.text(x[best] + 0.1, (mean + 2 * spread)[best] + 0.25, "try here next", color=ORANGE, fontsize=SIZE)
    ax.text(2.75, 2.6, "upper bound", color=ORANGE, fontsize=SIZE, ha="left", va="bottom")
    ax.text(2.65, 0.75, "mean", color=BLUE, fontsize=SIZE, ha="left", va="center")
    ax.text(0.5, 1.65, "observed", fontsize=SIZE, ha="center", va="center")
    ax.text(3.35, -0.85, "two standard\ndeviations", color=BLUE, fontsize=SIZE, ha="center", va="center")
    ax.set_xlim(-2, 4.2)
    ax.set_ylim(-2.3, 3.9)
    ax.set_xticks([-2, 0, 1, 2, 4])
    ax.set_yticks([-2, 0, 2])
    ax.set_xlabel("place", fontsize=SIZE)
    ax.set_ylabel("value", fontsize=SIZE)
    _open_frame(ax)
