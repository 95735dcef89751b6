"""Figures of the later probability notes and of the statistics notes: one function for each, on given axes."""

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"


def _open(ax, *sides):
    """Keep only the named sides of the frame."""
    for side in ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(side in sides)


def draw_multivariate_normal(ax):
    """A leaning cloud with mean (1, 2), its ellipses of distance 1 and 2, and the axes of the ellipses."""
    mean, cov = np.array([1.0, 2.0]), np.array([[4.0, 2.0], [2.0, 5.0]])
    rng = np.random.default_rng(0)
    cloud = mean + rng.standard_normal((350, 2)) @ np.linalg.cholesky(cov).T
    ax.plot(cloud[:, 0], cloud[:, 1], ".", color=SKY, markersize=5, alpha=0.7, zorder=1)
    values, vectors = np.linalg.eigh(cov)
    angle = np.linspace(0, 2 * np.pi, 200)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    for distance, colour in ((1, BLUE), (2, ORANGE)):
        ellipse = mean[:, None] + distance * vectors @ (np.sqrt(values)[:, None] * circle)
        ax.plot(ellipse[0], ellipse[1], color=colour, linewidth=2.5, zorder=3)
    for value, vector in zip(values, vectors.T, strict=True):
        tip = mean + np.sqrt(value) * vector * np.sign(vector[1])
        ax.annotate(
            "", tip, mean, arrowprops={"arrowstyle": "-|>", "color": "black", "linewidth": 2}, zorder=4
        )
    ax.plot(*mean, "o", color="black", markersize=7, zorder=5)
    box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5}
    ax.text(1.25, 1.55, "mean (1, 2)", fontsize=12, ha="left", va="top", bbox=box, zorder=6)
    ax.text(4.3, -1.9, "distance 2", color=ORANGE, fontsize=13, ha="left", va="center", bbox=box, zorder=6)
    ax.text(0.5, -0.5, "distance 1", color=BLUE, fontsize=13, ha="center", va="top", bbox=box, zorder=6)
    ax.set_aspect("equal")
    ax.set_xlim(-5, 7.6)
    ax.set_ylim(-4, 8)
    ax.set_xlabel("$X_1$", fontsize=13)
    ax.set_ylabel("$X_2$", fontsize=13)
    _open(ax, "left", "bottom")


def draw_transformations_of_random_variables(ax):
    """Equal slices below the curve of the square become unequal slices beside it."""
    x = np.linspace(0, 2, 200)
    ax.plot(x, x**2, color="black", linewidth=2.5, zorder=4)
    for i, colour in enumerate((BLUE, ORANGE, GREEN, PINK)):
        low, high = i / 2, (i + 1) / 2
        ax.fill([low, high, high, low], [-0.28, -0.28, 0, 0], color=colour, alpha=0.75, linewidth=0)
        ax.fill(
            [-0.16, 0, 0, -0.16], [low**2, low**2, high**2, high**2], color=colour, alpha=0.75, linewidth=0
        )
        ax.plot([high, high, 0], [0, high**2, high**2], color=colour, linewidth=1.3, linestyle="--")
        ax.text(-0.2, (low**2 + high**2) / 2, f"{high**2 - low**2:.2f}", fontsize=12, ha="right", va="center")
        ax.text((low + high) / 2, -0.36, "0.50", fontsize=12, ha="center", va="top")
    ax.text(0.8, 3.0, "$y = x^2$", fontsize=15, ha="center", va="center")
    ax.text(1.0, -0.85, "equal slices of $x$, a quarter of the probability in each", fontsize=12, ha="center")
    ax.text(
        -0.45,
        2.0,
        "the same quarters, spread out over $y$",
        fontsize=12,
        rotation=90,
        ha="center",
        va="center",
    )
    ax.set_xlim(-0.55, 2.1)
    ax.set_ylim(-1.0, 4.15)
    ax.axis("off")


def draw_central_limit_theorem(ax):
    """Standardised means of n exponential waiting times, for n = 1, 4 and 16, against the bell."""
    z = np.linspace(-3.2, 3.6, 800)
    for n, colour, where in ((1, ORANGE, (-0.72, 0.86)), (4, GREEN, (-1.1, 0.56)), (16, BLUE, (-1.5, 0.36))):
        total = n + np.sqrt(n) * z  # the sum of n waiting times of mean 1
        inside = total > 1e-12
        safe = np.where(inside, total, 1.0)
        factorials = np.sum(np.log(np.arange(1, n)))
        density = np.where(inside, np.exp((n - 1) * np.log(safe) - safe - factorials) * np.sqrt(n), 0)
        ax.plot(z, density, color=colour, linewidth=2.5)
        if n == 1:
            ax.text(*where, "one wait", color=colour, fontsize=13, ha="left", va="center")
        else:
            ax.text(*where, f"mean of {n}", color=colour, fontsize=13, ha="right", va="center")
    ax.plot(z, np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi), color="black", linewidth=2, linestyle="--")
    ax.annotate(
        "standard normal",
        (0.9, np.exp(-0.405) / np.sqrt(2 * np.pi)),
        (1.5, 0.48),
        fontsize=13,
        ha="left",
        va="center",
        arrowprops={"arrowstyle": "-", "linewidth": 1},
    )
    ax.set_xlabel("standard errors from the true mean", fontsize=12)
    ax.set_yticks([])
    ax.set_xlim(-3.2, 3.6)
    ax.set_ylim(0, 1.05)
    _open(ax, "bottom")


def draw_entropy(ax):
    """The arch of the binary entropy function."""
    p = np.linspace(1e-6, 1 - 1e-6, 600)
    ax.plot(p, -p * np.log2(p) - (1 - p) * np.log2(1 - p), color=BLUE, linewidth=3)
    ax.plot([0.5, 0.5], [0, 1], color="black", linewidth=0.9, linestyle=":")
    ax.plot([0.9, 0.9, 0], [0, 0.469, 0.469], color=ORANGE, linewidth=1.2, linestyle="--")
    ax.plot([0.5, 0.9], [1, 0.469], "o", color="black", markersize=7, zorder=4)
    ax.text(0.5, 1.03, "fair coin: 1 bit", fontsize=13, ha="center", va="bottom")
    ax.text(0.88, 0.45, "bent coin:\n0.469 bits", fontsize=13, color=ORANGE, ha="right", va="top")
    ax.text(0.03, 0.03, "certain: 0", fontsize=12, ha="left", va="bottom")
    ax.set_xlabel("probability of heads", fontsize=13)
    ax.set_ylabel("entropy in bits", fontsize=13)
    ax.set_xticks([0, 0.5, 0.9, 1])
    ax.set_yticks([0, 0.5, 1])
    ax.set_xlim(0, 1.02)
    ax.set_ylim(0, 1.13)
    _open(ax, "left", "bottom")


def draw_maximum_a_posteriori(ax):
    """Prior, likelihood and posterior of a coin, each scaled to area one."""
    p = np.linspace(0, 1, 501)
    curves = (
        (p**2 * (1 - p) ** 2, BLUE, "prior", 0.5, (0.17, 1.45)),
        (p**7 * (1 - p) ** 3, ORANGE, "likelihood\n(scaled)", 0.7, (0.9, 2.3)),
        (p**9 * (1 - p) ** 5, "black", "posterior", 9 / 14, (0.5, 3.25)),
    )
    for curve, colour, name, top, where in curves:
        curve = curve / (curve.sum() * (p[1] - p[0]))
        ax.plot(p, curve, color=colour, linewidth=2.8)
        ax.plot([top, top], [0, np.interp(top, p, curve)], color=colour, linewidth=1.2, linestyle=":")
        ax.text(*where, name, color=colour, fontsize=13, ha="center", va="center")
    ax.set_xticks([0, 0.5, 9 / 14, 0.7, 1])
    ax.set_xticklabels(["0", "0.5", "9/14  ", "  0.7", "1"], fontsize=11)
    ax.set_yticks([])
    ax.set_xlabel("probability of heads", fontsize=13)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 3.6)
    _open(ax, "bottom")


def draw_confidence_intervals(ax):
    """Twenty-five intervals from twenty-five samples; the one that misses the true mean stands out."""
    rng = np.random.default_rng(8)
    samples = rng.normal(50, 8, size=(25, 100))
    means = samples.mean(axis=1)
    margins = 1.96 * samples.std(axis=1, ddof=1) / 10
    ax.plot([-0.7, 24.7], [50, 50], color="black", linewidth=1.5)
    for i, (mean, margin) in enumerate(zip(means, margins, strict=True)):
        missed = abs(mean - 50) > margin
        colour = ORANGE if missed else BLUE
        ax.plot([i, i], [mean - margin, mean + margin], color=colour, linewidth=4 if missed else 2.5)
        ax.plot([i], [mean], "o", color=colour, markersize=6)
        if missed:
            above = mean > 50
            ax.text(
                i,
                mean + (margin + 0.25) * (1 if above else -1),
                "missed",
                color=ORANGE,
                fontsize=13,
                ha="center",
                va="bottom" if above else "top",
            )
    ax.text(25, 50, "true\nmean", fontsize=13, ha="left", va="center")
    ax.set_xlim(-1, 28)
    ax.set_ylim(45.4, 54)
    ax.set_yticks([48, 50, 52])
    ax.set_xticks([])
    ax.set_xlabel("25 samples, one 95 per cent interval each", fontsize=12)
    _open(ax, "left")


def draw_multicollinearity(ax):
    """Contours of the squared error over two coefficients, without and with correlated columns."""
    angle = np.linspace(0, 2 * np.pi, 300)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    for shift, r, colour in ((-4.2, 0.0, BLUE), (4.2, 0.95, ORANGE)):
        values, vectors = np.linalg.eigh(np.array([[1, r], [r, 1]]))
        for level in (0.25, 0.5, 0.75):
            ring = level * vectors @ (circle / np.sqrt(values)[:, None])
            ax.plot(shift + ring[0], ring[1], color=colour, linewidth=2.2)
        ax.plot([shift], [0], "o", color="black", markersize=6)
        ax.annotate(
            "", (shift - 3.3, -3.2), (shift + 3.4, -3.2), arrowprops={"arrowstyle": "<|-", "color": "black"}
        )
        ax.annotate(
            "", (shift - 3.2, 3.4), (shift - 3.2, -3.3), arrowprops={"arrowstyle": "-|>", "color": "black"}
        )
        ax.text(shift, -3.45, "coefficient 1", fontsize=12, ha="center", va="top")
        ax.text(shift - 3.35, 0, "coefficient 2", fontsize=12, rotation=90, ha="right", va="center")
        ax.text(shift, 3.6, f"correlation {r:g}", fontsize=14, color=colour, ha="center", va="bottom")
    ax.set_aspect("equal")
    ax.set_xlim(-8.4, 7.9)
    ax.set_ylim(-4.4, 4.4)
    ax.axis("off")
