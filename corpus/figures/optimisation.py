"""Figures of the optimisation notes and of the calculus they rest on: one function for each, drawing on given axes."""

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"


def _bare_sides(ax):
    """No frame at the top and on the right."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def _arrow(ax, start, end, colour, width=2.0):
    """An arrow from start to end in the colour given."""
    ax.annotate(
        "",
        xy=end,
        xytext=start,
        arrowprops={"arrowstyle": "-|>", "color": colour, "linewidth": width, "shrinkA": 0, "shrinkB": 0},
    )


def draw_functions_of_several_variables(ax):
    """Contour ellipses of x² + 4y² with points of equal height."""
    turn = np.linspace(0, 2 * np.pi, 300)
    for level, colour in ((1, SKY), (4, ORANGE), (9, BLUE)):
        a, b = np.sqrt(level), np.sqrt(level) / 2
        ax.plot(a * np.cos(turn), b * np.sin(turn), color=colour, linewidth=2.5)
        ax.text(
            -a * np.cos(0.9), b * np.sin(0.9), str(level), color=colour, fontsize=14, ha="center", va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip
    ax.plot([2, 0], [0, 1], "o", color="black", markersize=8)
    ax.text(2.1, 0.06, "(2, 0)", fontsize=13, ha="left", va="bottom")
    ax.text(0.1, 1.06, "(0, 1)", fontsize=13, ha="left", va="bottom")
    ax.plot([0], [0], "+", color="black", markersize=10)
    ax.set_xlabel("$x$", fontsize=14)
    ax.set_ylabel("$y$", fontsize=14)
    ax.set_title("$x^2 + 4y^2$ = 1, 4 and 9", fontsize=14)
    ax.set_xlim(-3.3, 3.3)
    ax.set_ylim(-1.8, 1.8)
    ax.set_aspect("equal")
    _bare_sides(ax)


def draw_critical_points_and_saddle_points(ax):
    """Contours of x³ − 3x + y² with the minimum at (1, 0) and the saddle at (−1, 0)."""
    x, y = np.meshgrid(np.linspace(-2.6, 2.6, 400), np.linspace(-2.3, 2.3, 400))
    height = x**3 - 3 * x + y**2
    ax.contour(x, y, height, levels=[-8, -6, -4, -1.5, -0.5, 0.5, 1.3, 3, 4.5, 6.5], colors=SKY, linewidths=1.3,
               linestyles="solid")  # fmt: skip
    ax.contour(x, y, height, levels=[2], colors=ORANGE, linewidths=2.5)
    ax.plot([1], [0], "o", color=BLUE, markersize=9)
    ax.plot([-1], [0], "s", color=ORANGE, markersize=9)
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85}
    ax.text(1.0, -0.22, "minimum −2", color=BLUE, fontsize=13, ha="center", va="top", bbox=white)
    ax.text(-1.0, 0.22, "saddle 2", color="black", fontsize=13, ha="center", va="bottom", bbox=white)
    ax.text(0.35, 2.0, "up", fontsize=13, ha="center", va="center", bbox=white)
    ax.text(-2.2, 0.9, "down", fontsize=13, ha="center", va="center", bbox=white)
    ax.set_xlabel("$x$", fontsize=14)
    ax.set_ylabel("$y$", fontsize=14)
    ax.set_xlim(-2.6, 2.6)
    ax.set_ylim(-2.3, 2.3)
    ax.set_aspect("equal")
    _bare_sides(ax)


def draw_convex_sets_and_functions(ax):
    """The parabola x² below its chord from −1 to 3 and above its tangent at 1."""
    x = np.linspace(-1.9, 3.3, 300)
    ax.plot(x, x**2, color=BLUE, linewidth=2.5)
    ax.plot([-1, 3], [1, 9], color=ORANGE, linewidth=2.5)
    ax.plot([-1, 3], [1, 9], "o", color=ORANGE, markersize=8)
    tangent = np.array([-0.3, 3.3])
    ax.plot(tangent, 2 * tangent - 1, color=GREEN, linewidth=2.5)
    ax.plot([1], [1], "o", color=GREEN, markersize=8)
    ax.plot([1, 1], [1.25, 4.8], color="black", linewidth=1, linestyle=":")
    ax.text(0.75, 5.2, "chord: above", color=ORANGE, fontsize=14, ha="right", va="bottom")
    ax.text(2.1, 2.55, "tangent: below", color=GREEN, fontsize=14, ha="left", va="top")
    ax.text(-1.75, 4.0, "$x^2$", color=BLUE, fontsize=16, ha="left", va="center")
    ax.set_xticks([-1, 0, 1, 2, 3])
    ax.set_xlim(-2, 4.2)
    ax.set_ylim(-2, 10.5)
    _bare_sides(ax)


def draw_local_and_global_minima(ax):
    """3x⁴ + 4x³ − 12x²: starts on the two sides of 0 roll into different minima."""

    def f(x):
        return 3 * x**4 + 4 * x**3 - 12 * x**2

    x = np.linspace(-3.02, 2.0, 400)
    ax.plot(x, f(x), color=BLUE, linewidth=2.5)
    for start, end, lift, colour in ((-0.5, -1.5, 5, ORANGE), (0.3, 0.8, 4, PINK)):
        path = np.linspace(start, end, 40)
        ax.plot([start], [f(start)], "o", color=colour, markersize=9)
        shift = -0.22 if end < start else 0.05
        ax.plot(path[:-3] + shift, f(path[:-3]) + lift, color=colour, linewidth=2)
        _arrow(ax, (path[-8] + shift, f(path[-8]) + lift), (path[-1] + shift, f(path[-1]) + lift), colour)
    ax.plot([-2, 1], [-32, -5], "o", color="black", markersize=8)
    ax.text(-2, -34, "global minimum −32", fontsize=13, ha="center", va="top")
    ax.text(1.05, -7, "local\nminimum −5", fontsize=13, ha="center", va="top")
    ax.plot([0, 0], [0.5, 9], color="black", linewidth=1, linestyle=":")
    ax.text(0, 9.5, "watershed", fontsize=13, ha="center", va="bottom")
    ax.set_xticks([-3, -2, -1, 0, 1, 2])
    ax.set_ylim(-41, 30)
    ax.set_xlim(-3.3, 2.3)
    _bare_sides(ax)


def draw_learning_rate_and_conditioning(ax):
    """The size of the error factor per step against the learning rate, for the curvatures 1 and 9."""
    rate = np.linspace(0, 0.25, 300)
    ax.axhspan(1, 1.3, color=AMBER, alpha=0.25, linewidth=0)
    ax.plot(rate, np.abs(1 - rate), color=BLUE, linewidth=2.5)
    ax.plot(rate, np.abs(1 - 9 * rate), color=ORANGE, linewidth=2.5)
    ax.plot([0.2], [0.8], "o", color="black", markersize=9)
    ax.plot([2 / 9, 2 / 9], [0, 1], color="black", linewidth=1, linestyle=":")
    ax.text(0.17, 0.78, "best rate 0.2:\nboth keep 0.8", fontsize=13, ha="right", va="top")
    ax.text(0.105, 0.9, "curvature 1", color=BLUE, fontsize=14, ha="left", va="bottom")
    ax.text(0.005, 0.12, "curvature 9", color=ORANGE, fontsize=14, ha="left", va="bottom")
    ax.text(0.01, 1.15, "diverges", fontsize=14, ha="left", va="center")
    ax.text(0.226, 0.03, "2/9", fontsize=13, ha="left", va="bottom")
    ax.set_xlabel("learning rate", fontsize=13)
    ax.set_ylabel("error kept per step", fontsize=13)
    ax.set_xlim(0, 0.25)
    ax.set_ylim(0, 1.3)
    _bare_sides(ax)


def draw_momentum(ax):
    """Eight steps of gradient descent and of the heavy ball on the bowl (x² + 9y²)/2."""
    x, y = np.meshgrid(np.linspace(-1.6, 9.4, 300), np.linspace(-2.4, 2.6, 200))
    ax.contour(x, y, 0.5 * (x**2 + 9 * y**2), levels=[0.5, 3, 8, 16, 27, 41], colors="0.75", linewidths=1)
    curvature = np.array([1.0, 9.0])
    for rate, keep, colour in ((0.2, 0.0, ORANGE), (0.15, 0.5, BLUE)):
        point, velocity = np.array([8.0, 1.5]), np.zeros(2)
        path = [point]
        for _ in range(8):
            velocity = keep * velocity + curvature * point
            point = point - rate * velocity
            path.append(point)
        path = np.array(path)
        ax.plot(path[:, 0], path[:, 1], "o-", color=colour, linewidth=2, markersize=5)
    ax.plot([0], [0], "*", color="black", markersize=13)
    ax.text(-1.4, 2.75, "8 steps of gradient descent", color=ORANGE, fontsize=14, ha="left", va="bottom")
    ax.text(-1.4, -2.75, "8 steps with momentum", color=BLUE, fontsize=14, ha="left", va="top")
    ax.text(8.1, 1.6, "start", fontsize=13, ha="left", va="bottom")
    ax.set_xlim(-1.6, 9.4)
    ax.set_ylim(-3.6, 3.6)
    ax.set_aspect("equal")
    ax.axis("off")


def draw_lagrange_multipliers(ax):
    """The line x + 2y = 5 touches the circle x² + y² = 5 at (1, 2), where the gradients are parallel."""
    turn = np.linspace(0, 2 * np.pi, 300)
    for squared, width in ((2, 1.2), (5, 2.5), (9, 1.2)):
        radius = np.sqrt(squared)
        ax.plot(radius * np.cos(turn), radius * np.sin(turn), color=BLUE, linewidth=width)
    line = np.array([-2.2, 4.4])
    ax.plot(line, (5 - line) / 2, color=ORANGE, linewidth=2.5)
    _arrow(ax, (1, 2), (2, 4), BLUE, 2.5)
    _arrow(ax, (1, 2), (1.5, 3), ORANGE, 3.5)
    ax.plot([1], [2], "o", color="black", markersize=8)
    ax.text(0.85, 1.75, "(1, 2)", fontsize=13, ha="right", va="top")
    ax.text(2.1, 3.95, "gradient of $x^2 + y^2$", color=BLUE, fontsize=13, ha="left", va="center")
    ax.text(1.65, 2.95, "gradient of $x + 2y$", color=ORANGE, fontsize=13, ha="left", va="center")
    ax.text(3.2, 1.05, "$x + 2y = 5$", color=ORANGE, fontsize=13, ha="left", va="bottom")
    ax.text(0, -1.9, "5", color=BLUE, fontsize=13, ha="center", va="center")
    ax.text(0, -1.1, "2", color=BLUE, fontsize=13, ha="center", va="center")
    ax.text(0, -2.7, "9", color=BLUE, fontsize=13, ha="center", va="center")
    ax.set_xlim(-3.3, 5.4)
    ax.set_ylim(-3.2, 4.4)
    ax.set_aspect("equal")
    ax.axis("off")


def draw_duality(ax):
    """The dual function m − m²/4 stays below the primal minimum 1 and touches it at 2."""
    price = np.linspace(0, 4.2, 300)
    ax.axhline(1, color=ORANGE, linewidth=2.5)
    ax.plot(price, price - price**2 / 4, color=BLUE, linewidth=2.5)
    ax.plot([2], [1], "o", color="black", markersize=9)
    ax.plot([1, 3], [0.75, 0.75], "o", color=BLUE, markersize=8)
    ax.text(0.05, 1.03, "primal minimum 1", color=ORANGE, fontsize=13, ha="left", va="bottom")
    ax.text(
        2, 0.55, "dual function:\na floor at every price", color=BLUE, fontsize=14, ha="center", va="center"
    )
    ax.text(2, 1.12, "best price 2: no gap", fontsize=13, ha="left", va="bottom")
    ax.set_xlabel("price (multiplier)", fontsize=13)
    ax.set_xticks([0, 1, 2, 3, 4])
    ax.set_yticks([0, 0.5, 1])
    ax.set_xlim(0, 4.3)
    ax.set_ylim(-0.05, 1.25)
    _bare_sides(ax)
