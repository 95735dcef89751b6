"""Figures of the first probability notes: one function for each, drawing on given matplotlib axes."""

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"


def _box(ax, left, low, width, height, colour, alpha=0.5, edge="black", linewidth=1.0):
    """A filled rectangle with an outline."""
    xs = [left, left + width, left + width, left, left]
    ys = [low, low, low + height, low + height, low]
    ax.fill(xs, ys, color=colour, alpha=alpha, linewidth=0)
    if edge:
        ax.plot(xs, ys, color=edge, linewidth=linewidth)


def _open_frame(ax):
    """Only the left and the lower side of the frame."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def draw_sample_spaces_and_events(ax):
    """The 36 outcomes of two dice with the events "sum is 7" and "at least one six"."""
    for red in range(1, 7):
        for blue in range(1, 7):
            seven, six = red + blue == 7, 6 in (red, blue)
            left, low = red - 0.5, blue - 0.5
            if six:
                _box(ax, left, low, 1, 1, SKY, alpha=0.55, edge=None)
            _box(ax, left, low, 1, 1, "white", alpha=0, edge="#888888", linewidth=0.8)
            if seven:
                ax.plot([red], [blue], "o", color=ORANGE, markersize=17)
            else:
                ax.plot([red], [blue], ".", color="black", markersize=4)
    ax.text(6.7, 3.0, "at least\none six:\n11 cells", color=BLUE, fontsize=13, ha="left", va="center")
    ax.text(6.7, 5.6, "in both:\n2 cells", color="black", fontsize=13, ha="left", va="center")
    ax.text(6.7, 0.9, "sum is 7:\n6 discs", color=ORANGE, fontsize=13, ha="left", va="center")
    ax.set_xticks(range(1, 7))
    ax.set_yticks(range(1, 7))
    ax.tick_params(length=0, labelsize=13)
    ax.set_xlabel("red die", fontsize=13)
    ax.set_ylabel("blue die", fontsize=13)
    ax.set_xlim(0.4, 8.6)
    ax.set_ylim(0.4, 6.6)
    ax.set_aspect("equal")
    for side in ax.spines.values():
        side.set_visible(False)


def draw_law_of_total_probability(ax):
    """Columns as wide as the cases are common, filled as high as failures are likely in them."""
    left = 0.0
    cases = [("phone", 0.5, 0.04, BLUE), ("laptop", 0.3, 0.02, GREEN), ("car", 0.2, 0.15, ORANGE)]
    for name, width, rate, colour in cases:
        _box(ax, left, 0, width, rate, colour, alpha=0.6, edge=None)
        middle = left + width / 2
        ax.text(
            middle, rate + 0.004, f"{width * rate:.3f}", ha="center", va="bottom", fontsize=14, color=colour
        )
        ax.text(middle, 0.185, name, ha="center", va="center", fontsize=14, color=colour)
        ax.text(middle, -0.012, f"{width:.1f}", ha="center", va="center", fontsize=13)
        ax.plot([left, left], [0, 0.2], color="black", linewidth=1)
        left += width
    ax.plot([0, 1, 1], [0, 0, 0.2], color="black", linewidth=1)
    ax.text(0.5, -0.032, "share of requests (width)", ha="center", va="center", fontsize=12)
    ax.text(
        0.25, 0.115, "all failures:\n0.020\n+ 0.006\n+ 0.030\n= 0.056", ha="center", va="center", fontsize=13
    )
    ax.set_yticks([0, 0.02, 0.04, 0.15])
    ax.set_ylabel("chance of failure (height)", fontsize=12)
    ax.set_xticks([])
    ax.tick_params(labelsize=12)
    ax.set_xlim(0, 1.005)
    ax.set_ylim(-0.04, 0.2)
    for side in ("top", "right", "bottom", "left"):
        ax.spines[side].set_visible(False)


def draw_joint_and_marginal_distributions(ax):
    """A joint table as bubbles, with the totals of rows and columns in the margin."""
    joint = np.array([[0.42, 0.14, 0.14], [0.06, 0.09, 0.15]])
    rows, columns = joint.shape
    for i in range(rows):
        for j in range(columns):
            ax.scatter([j], [-i], s=7500 * joint[i, j], color=SKY if i == 0 else AMBER, linewidths=0)
            ax.text(j, -i, f"{joint[i, j]:.2f}", ha="center", va="center", fontsize=13)
    ax.plot([-0.5, columns + 0.4], [-rows + 0.5] * 2, color="black", linewidth=1)
    ax.plot([columns - 0.5] * 2, [0.55, -rows - 0.25], color="black", linewidth=1)
    for i, (name, colour) in enumerate((("dry", BLUE), ("rain", ORANGE))):
        ax.text(-0.62, -i, name, ha="right", va="center", fontsize=14, color=colour)
        ax.text(
            columns - 0.05, -i, f"{joint[i].sum():.2f}", ha="center", va="center", fontsize=14, color=colour
        )
    for j, name in enumerate(("0 min", "5 min", "10 min")):
        ax.text(j, 0.75, name, ha="center", va="center", fontsize=14)
        ax.text(
            j, -rows + 0.12, f"{joint[:, j].sum():.2f}", ha="center", va="center", fontsize=14, color=GREEN
        )
    ax.text(columns - 0.05, 0.75, "margin", ha="center", va="center", fontsize=12)
    ax.text(-0.62, -rows + 0.12, "margin", ha="right", va="center", fontsize=12)
    ax.text(columns - 0.05, -rows + 0.12, "1.00", ha="center", va="center", fontsize=14)
    ax.set_xlim(-1.35, columns + 0.5)
    ax.set_ylim(-rows - 0.3, 1.0)
    ax.axis("off")


def draw_covariance_and_correlation(ax):
    """Four points, a cross at their means, and the rectangle each point spans to it."""
    x, y = np.array([1, 2, 3, 4]), np.array([2, 3, 7, 8])
    middle_x, middle_y = x.mean(), y.mean()
    for a, b in zip(x, y, strict=True):
        width, height = a - middle_x, b - middle_y
        _box(ax, middle_x, middle_y, width, height, SKY, alpha=0.35, edge=BLUE)
        big = abs(width) > 1
        place_x = middle_x + (width * 0.62 if big else width / 2)
        place_y = middle_y + (height * 0.84 if big else height / 2)
        ax.text(place_x, place_y, f"{width * height:g}", ha="center", va="center", fontsize=14, color=BLUE)
    ax.plot(x, y, "o", color="black", markersize=8)
    ax.plot([0.5, 4.5], [middle_y, middle_y], color="black", linewidth=1, linestyle="--")
    ax.plot([middle_x, middle_x], [1, 9], color="black", linewidth=1, linestyle="--")
    for place, sign, colour in (((0.62, 8.6), "−", ORANGE), ((4.38, 8.6), "+", BLUE)):
        ax.text(*place, sign, ha="center", va="center", fontsize=22, color=colour)
    for place, sign, colour in (((0.62, 1.4), "+", BLUE), ((4.38, 1.4), "−", ORANGE)):
        ax.text(*place, sign, ha="center", va="center", fontsize=22, color=colour)
    ax.text(4.48, middle_y - 0.12, "mean 5", ha="right", va="top", fontsize=12)
    ax.text(middle_x - 0.05, 8.95, "mean 2.5", ha="right", va="top", fontsize=12)
    ax.set_xlabel("hours of practice", fontsize=13)
    ax.set_ylabel("marks", fontsize=13)
    ax.set_xticks([1, 2, 3, 4])
    ax.set_yticks([2, 3, 5, 7, 8])
    ax.tick_params(labelsize=12)
    ax.set_xlim(0.4, 4.6)
    ax.set_ylim(0.9, 9.1)
    _open_frame(ax)


def draw_normal_distribution(ax):
    """The standard bell curve with one, two and three standard deviations to each side."""

    def density(z):
        return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)

    for far, near, alpha in ((3, 2, 0.18), (2, 1, 0.4)):
        for side in (-1, 1):
            z = side * np.linspace(near, far, 80)
            ax.fill_between(z, density(z), color=BLUE, alpha=alpha, linewidth=0)
    z = np.linspace(-1, 1, 120)
    ax.fill_between(z, density(z), color=BLUE, alpha=0.7, linewidth=0)
    z = np.linspace(-3.8, 3.8, 400)
    ax.plot(z, density(z), color="black", linewidth=2)
    for width, low, share in ((1, -0.055, "68.3 %"), (2, -0.1, "95.4 %"), (3, -0.145, "99.7 %")):
        ax.plot([-width, width], [low, low], color=BLUE, linewidth=1.6, marker="|", markersize=10)
        ax.text(
            0, low, share, ha="center", va="center", fontsize=13, color="black",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )  # fmt: skip
    names = [
        "$\\mu-3\\sigma$",
        "$\\mu-2\\sigma$",
        "$\\mu-\\sigma$",
        "$\\mu$",
        "$\\mu+\\sigma$",
        "$\\mu+2\\sigma$",
        "$\\mu+3\\sigma$",
    ]
    for place, name in zip(range(-3, 4), names, strict=True):
        ax.text(place, -0.018, name, ha="center", va="center", fontsize=12)
        ax.plot([place, place], [0, density(place)], color="black", linewidth=0.8, linestyle=":")
    ax.plot([-3.8, 3.8], [0, 0], color="black", linewidth=1)
    ax.set_xlim(-3.9, 3.9)
    ax.set_ylim(-0.17, 0.42)
    ax.axis("off")


def draw_conditional_expectation(ax):
    """A cloud of points, three vertical slices with their means, and the curve through such means."""

    def mean(x):
        return 1 + 3 * np.sqrt(x)

    rng = np.random.default_rng(4)
    x = rng.uniform(0.05, 4, 420)
    y = mean(x) + rng.normal(0, 0.35 + 0.2 * x)
    slices = (0.6, 2.0, 3.4)
    half = 0.13
    for middle in slices:
        ax.axvspan(middle - half, middle + half, color=AMBER, alpha=0.35, linewidth=0)
    ax.plot(x, y, "o", color=SKY, markersize=4, alpha=0.75, markeredgewidth=0)
    curve = np.linspace(0.05, 4, 200)
    ax.plot(curve, mean(curve), color=BLUE, linewidth=2.5)
    for middle in slices:
        ax.plot([middle], [mean(middle)], "o", color=ORANGE, markersize=11)
    ax.text(2.08, 1.7, "mean of a slice", color=ORANGE, fontsize=13, ha="left", va="center")
    ax.plot([2.25, 2.02], [1.95, mean(2.0) - 0.32], color=ORANGE, linewidth=1)
    ax.text(0.08, 7.6, "$m(x) = E[Y \\mid X = x]$", color=BLUE, fontsize=14, ha="left", va="center")
    ax.plot([1.3, 1.5], [7.25, mean(1.5) + 0.12], color=BLUE, linewidth=1)
    ax.set_xlabel("$x$", fontsize=14)
    ax.set_ylabel("$y$", fontsize=14)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_xlim(0, 4.1)
    ax.set_ylim(0.6, 9.2)
    _open_frame(ax)
