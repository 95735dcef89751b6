"""Figures of the linear algebra notes from orthogonality on: one function for each, drawing on given axes."""

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"


def _bare(ax):
    """No frame and no ticks, lengths in true proportion."""
    ax.set_aspect("equal")
    ax.axis("off")


def _arrow(ax, start, end, colour, width=2.4):
    """An arrow that ends exactly at its tip."""
    ax.annotate(
        "",
        xy=end,
        xytext=start,
        arrowprops={
            "arrowstyle": "-|>,head_width=0.32,head_length=0.6",
            "color": colour,
            "linewidth": width,
            "shrinkA": 0,
            "shrinkB": 0,
        },
    )


def _right_angle(ax, corner, first, second, size):
    """The small square of a right angle between two directions."""
    corner = np.array(corner, dtype=float)
    first = size * np.array(first, dtype=float) / np.linalg.norm(first)
    second = size * np.array(second, dtype=float) / np.linalg.norm(second)
    points = np.array([corner + first, corner + first + second, corner + second])
    ax.plot(points[:, 0], points[:, 1], color="black", linewidth=1)


def draw_projections(ax):
    """The vector (3, 4) projected onto the line through (2, 1): foot (4, 2), error (−1, 2)."""
    ax.plot([-1, 6], [-0.5, 3], color="black", linewidth=1)
    _arrow(ax, (0, 0), (4, 2), GREEN)
    _arrow(ax, (0, 0), (2, 1), BLUE, 3.6)
    _arrow(ax, (0, 0), (3, 4), ORANGE)
    _arrow(ax, (4, 2), (3, 4), PINK)
    _right_angle(ax, (4, 2), (-1, 2), (-2, -1), 0.3)
    ax.text(1.35, 2.3, "b = (3, 4)", color=ORANGE, fontsize=14, ha="right", va="center")
    ax.text(1.15, 0.3, "a = (2, 1)", color=BLUE, fontsize=14, ha="left", va="top")
    ax.text(3.75, 1.65, "p = 2a = (4, 2)", color=GREEN, fontsize=14, ha="left", va="top")
    ax.text(3.65, 3.15, "e = b − p = (−1, 2)", color=PINK, fontsize=14, ha="left", va="center")
    ax.plot([0], [0], "o", color="black", markersize=5)
    ax.set_xlim(-1.2, 6.4)
    ax.set_ylim(-0.7, 4.3)
    _bare(ax)


def draw_least_squares(ax):
    """The points (0, 0), (1, 6), (2, 6), the line 1 + 3x and the residuals −1, 2, −1."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.plot([-0.25, 2.4], [0.25, 8.2], color=BLUE, linewidth=2.5)
    for x, y, label in ((0, 0, "−1"), (1, 6, "2"), (2, 6, "−1")):
        ax.plot([x, x], [y, 1 + 3 * x], color=ORANGE, linewidth=2.5)
        ax.text(x + 0.06, (y + 1 + 3 * x) / 2, label, color=ORANGE, fontsize=14, ha="left", va="center")
        ax.plot([x], [y], "o", color="black", markersize=9)
    ax.text(1.32, 4.6, "y = 1 + 3x", color=BLUE, fontsize=14, ha="left", va="center")
    ax.text(0.1, 7.2, "sum of squares: 1 + 4 + 1 = 6", color=ORANGE, fontsize=12, ha="left", va="center")
    ax.set_xticks([0, 1, 2])
    ax.set_yticks([0, 2, 4, 6, 8])
    ax.tick_params(labelsize=12)
    ax.set_xlabel("x", fontsize=13)
    ax.set_ylabel("y", fontsize=13)
    ax.set_xlim(-0.3, 2.5)
    ax.set_ylim(-0.6, 8.4)


def draw_quadratic_forms(ax):
    """The level 4 of x² + 4xy + 7y² (an ellipse) and of x² + 4xy + y² (a hyperbola)."""
    x, y = np.meshgrid(np.linspace(-5.5, 5.5, 441), np.linspace(-4.2, 4.2, 337))
    ax.axhline(0, color="black", linewidth=0.8)
    ax.axvline(0, color="black", linewidth=0.8)
    ax.contour(x, y, x**2 + 4 * x * y + y**2, levels=[4], colors=[ORANGE], linewidths=2.5)
    ax.contour(x, y, x**2 + 4 * x * y + 7 * y**2, levels=[4], colors=[BLUE], linewidths=2.5)
    ax.text(-2.75, 1.75, "$x^2+4xy+7y^2=4$", color=BLUE, fontsize=14, ha="center", va="bottom")
    ax.text(-2.75, 2.45, "bowl: ellipse", color=BLUE, fontsize=13, ha="center", va="bottom")
    ax.text(3.0, 2.3, "$x^2+4xy+y^2=4$", color=ORANGE, fontsize=14, ha="center", va="bottom")
    ax.text(3.0, 3.0, "saddle: hyperbola", color=ORANGE, fontsize=13, ha="center", va="bottom")
    ax.text(5.4, -0.12, "x", fontsize=13, ha="right", va="top")
    ax.text(0.12, 4.15, "y", fontsize=13, ha="left", va="top")
    ax.set_xlim(-5.5, 5.5)
    ax.set_ylim(-4.2, 4.2)
    _bare(ax)


def draw_positive_definite_matrices(ax):
    """Level curves of 2x² − 2xy + 2y² with the two eigenvector axes."""
    x, y = np.meshgrid(np.linspace(-3.4, 3.4, 301), np.linspace(-2.9, 2.9, 257))
    bowl = 2 * x**2 - 2 * x * y + 2 * y**2
    ax.contour(x, y, bowl, levels=[1, 3, 6, 10], colors=[SKY], linewidths=[1.2, 1.5, 1.8, 2.1])
    axis = np.sqrt(10 / 2)
    _arrow(ax, (0, 0), (axis, axis), BLUE)
    axis = np.sqrt(10 / 6)
    _arrow(ax, (0, 0), (axis, -axis), ORANGE)
    ax.plot([0], [0], "o", color="black", markersize=6)
    ax.text(
        2.75, 2.2, "(1, 1): eigenvalue 1,\nflat, long axis", color=BLUE, fontsize=12, ha="left", va="center"
    )
    ax.text(
        1.7,
        -1.45,
        "(1, −1): eigenvalue 3,\nsteep, short axis",
        color=ORANGE,
        fontsize=12,
        ha="left",
        va="top",
    )
    ax.text(-0.12, 0.12, "lowest point", fontsize=11, ha="right", va="bottom")
    ax.set_xlim(-3.0, 5.8)
    ax.set_ylim(-2.9, 2.9)
    _bare(ax)


def draw_singular_value_decomposition(ax):
    """A circle with two perpendicular arrows, and the ellipse with half-axes 4 and 2 to which a matrix takes it."""
    turn = np.linspace(0, 2 * np.pi, 241)
    c, s = np.cos(np.pi / 3), np.sin(np.pi / 3)
    v = np.array([[c, -s], [s, c]])
    c, s = np.cos(np.pi / 9), np.sin(np.pi / 9)
    u = np.array([[c, -s], [s, c]])
    circle = np.stack([np.cos(turn), np.sin(turn)])
    matrix = u @ np.diag([4.0, 2.0]) @ v.T
    centre = np.array([8.2, 0.0])
    ellipse = matrix @ circle + centre[:, None]
    ax.plot(circle[0], circle[1], color="black", linewidth=1.5)
    ax.plot(ellipse[0], ellipse[1], color="black", linewidth=1.5)
    for i, colour in ((0, BLUE), (1, ORANGE)):
        start, end = v[:, i], centre + matrix @ v[:, i]
        _arrow(ax, (0, 0), tuple(start), colour)
        _arrow(ax, tuple(centre), tuple(end), colour)
        number = i + 1
        ax.text(*(1.5 * start), f"$v_{number}$", color=colour, fontsize=15, ha="center", va="center")
    ax.text(9.45, 0.1, r"$\sigma_1 u_1$," + "\nlength 4", color=BLUE, fontsize=12, ha="center", va="top")
    ax.text(7.55, 0.3, r"$\sigma_2 u_2$," + "\nlength 2", color=ORANGE, fontsize=12, ha="right", va="center")
    _arrow(ax, (1.7, 0), (3.5, 0), "black", 1.5)
    ax.text(2.6, 0.2, "A", fontsize=15, ha="center", va="bottom")
    ax.set_xlim(-1.9, 12.6)
    ax.set_ylim(-2.7, 2.7)
    _bare(ax)


def draw_low_rank_approximation(ax):
    """A ring of 48 by 48 points, rebuilt from one, two and four rank-one pieces, beside the original."""
    place = np.linspace(-1, 1, 48)
    x, y = np.meshgrid(place, place)
    picture = (np.abs(np.hypot(x, y) - 0.62) < 0.22).astype(float)
    u, s, vt = np.linalg.svd(picture)
    for i, rank in enumerate((1, 2, 4, 48)):
        rebuilt = u[:, :rank] * s[:rank] @ vt[:rank]
        left, low = 1.15 * (i % 2), -1.3 * (i // 2)
        ax.imshow(rebuilt, cmap="gray_r", vmin=0, vmax=1, extent=(left, left + 1, low, low + 1))
        xs, ys = [left, left + 1, left + 1, left, left], [low, low, low + 1, low + 1, low]
        ax.plot(xs, ys, color="black", linewidth=0.8)
        label = "original" if rank == 48 else f"rank {rank}"
        ax.text(left + 0.5, low - 0.03, label, fontsize=13, ha="center", va="top")
    ax.set_xlim(-0.03, 2.18)
    ax.set_ylim(-1.5, 1.03)
    _bare(ax)


def draw_hyperplanes(ax):
    """The line 3x + 4y = 10, its normal vector, and the perpendicular from (5, 5) to (2, 1)."""
    x = np.array([-2.0, 9.3])
    line = (10 - 3 * x) / 4
    ax.fill_between(x, line, 8, color=SKY, alpha=0.25, linewidth=0)
    ax.plot(x, line, color=BLUE, linewidth=2.5)
    ax.plot([2, 5], [1, 5], color=ORANGE, linewidth=2, linestyle="--")
    _arrow(ax, (-0.4, 2.8), (1.1, 4.8), GREEN)
    _right_angle(ax, (2, 1), (3, 4), (4, -3), 0.4)
    ax.plot([5, 2], [5, 1], "o", color=ORANGE, markersize=8)
    ax.plot([0], [0], "o", color="black", markersize=7)
    ax.text(5.2, 5.15, "(5, 5)", color=ORANGE, fontsize=13, ha="left", va="center")
    ax.text(1.85, 0.75, "(2, 1)", color=ORANGE, fontsize=13, ha="right", va="top")
    ax.text(3.85, 2.95, "distance 5", color=ORANGE, fontsize=13, ha="left", va="center")
    ax.text(-0.5, 4.6, "direction\nof (3, 4)", color=GREEN, fontsize=13, ha="center", va="bottom")
    ax.text(5.4, -2.1, "3x + 4y = 10", color=BLUE, fontsize=13, ha="right", va="center")
    ax.text(0.2, -0.1, "origin", fontsize=12, ha="left", va="top")
    ax.text(8.2, 2.0, "positive side", fontsize=13, ha="right", va="center")
    ax.text(-1.7, -1.1, "negative side", fontsize=13, ha="left", va="center")
    ax.set_xlim(-2, 9.3)
    ax.set_ylim(-2.6, 6.4)
    _bare(ax)
