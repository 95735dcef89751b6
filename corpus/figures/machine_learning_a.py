"""Figures of the first machine-learning notes: one function for each, drawing on given matplotlib axes."""

import numpy as np

BLUE, ORANGE, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
AMBER, SKY = "#E69F00", "#56B4E9"


def _open_frame(ax):
    """Only the left and the lower side of the frame."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.tick_params(labelsize=12)


def _bare(ax):
    """No frame and no ticks."""
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_visible(False)


def draw_linear_regression(ax):
    """Four points, the line 1.5 + 1.4x, its residuals and the point of the means."""
    x, y = np.array([1, 2, 3, 4]), np.array([3, 5, 4, 8])
    line = np.array([0.5, 4.5])
    ax.plot(line, 1.5 + 1.4 * line, color=BLUE, linewidth=2)
    for a, b in zip(x, y, strict=True):
        ax.plot([a, a], [b, 1.5 + 1.4 * a], color=ORANGE, linewidth=2)
        residual = b - (1.5 + 1.4 * a)
        label = f"{residual:.1f}".replace("-", "\N{MINUS SIGN}")
        height = 1.5 + 1.4 * a + 0.55 if a == 1 else (b + 1.5 + 1.4 * a) / 2
        above = residual > 0
        place = a - 0.08 if above else a + 0.08
        ax.text(place, height, label, color=ORANGE, fontsize=13, ha="right" if above else "left", va="center")
    ax.plot(x, y, "o", color="black", markersize=7)
    ax.plot([2.5], [5], "x", color=GREEN, markersize=12, markeredgewidth=3)
    ax.text(2.42, 5.55, "means (2.5, 5)", color=GREEN, fontsize=13, ha="right")
    ax.text(3.35, 7.5, "1.5 + 1.4x", color=BLUE, fontsize=13, ha="right")
    ax.set_xlim(0.4, 4.8)
    ax.set_ylim(1.5, 8.6)
    ax.set_xlabel("x", fontsize=13)
    ax.set_ylabel("y", fontsize=13)
    ax.set_xticks([1, 2, 3, 4])
    _open_frame(ax)


def draw_logistic_regression(ax):
    """The sigmoid with the scores minus ln 3, 0 and ln 3."""
    z = np.linspace(-6, 6, 400)
    ax.axhline(0, color="#888888", linewidth=0.8)
    ax.axhline(1, color="#888888", linewidth=0.8)
    ax.plot(z, 1 / (1 + np.exp(-z)), color=BLUE, linewidth=2.5)
    three = np.log(3)
    cases = [(-three, 0.25, "odds 1 to 3"), (0, 0.5, "even odds"), (three, 0.75, "odds 3 to 1")]
    for score, p, name in cases:
        ax.plot([score, score, -6], [0, p, p], color="#888888", linewidth=0.9, linestyle="--")
        ax.plot([score], [p], "o", color=ORANGE, markersize=8)
        ax.text(score - 0.3, p + 0.045, name, color=ORANGE, fontsize=13, ha="right", va="center")
    ax.set_xticks([-5, -three, 0, three, 5])
    ax.set_xticklabels(["\N{MINUS SIGN}5", "\N{MINUS SIGN}ln 3", "0", "ln 3", "5"])
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1])
    ax.set_xlim(-6, 6)
    ax.set_ylim(-0.05, 1.08)
    ax.set_xlabel("score z (log-odds)", fontsize=13)
    ax.set_ylabel("probability", fontsize=13)
    _open_frame(ax)


def draw_loss_functions(ax):
    """Half the square, the absolute value and the Huber loss with threshold 1."""
    r = np.linspace(-4, 4, 401)
    size = np.abs(r)
    ax.plot(r, r**2 / 2, color=BLUE, linewidth=2.5)
    ax.plot(r, size, color=ORANGE, linewidth=2.5)
    ax.plot(r, np.where(size <= 1, r**2 / 2, size - 0.5), color=GREEN, linewidth=2.5)
    ax.text(-2.5, 4.4, "half the square", color=BLUE, fontsize=13, ha="left")
    ax.text(0, 1.75, "absolute", color=ORANGE, fontsize=13, ha="center")
    ax.text(2.75, 1.5, "Huber", color=GREEN, fontsize=13)
    ax.set_xlim(-4, 4)
    ax.set_ylim(0, 5)
    ax.set_xlabel("error", fontsize=13)
    ax.set_ylabel("loss", fontsize=13)
    _open_frame(ax)


def draw_perceptron(ax):
    """The four points of the worked example and the border after one update and after two."""
    x = np.linspace(-3, 4, 2)
    ax.fill_between(x, 2 * x, -3, color=BLUE, alpha=0.1, linewidth=0)
    ax.plot(x, -2 * x - 1, color="#777777", linewidth=1.5, linestyle="--")
    ax.plot(x, 2 * x, color="black", linewidth=2)
    ax.annotate("", xy=(2, -1), xytext=(0, 0), arrowprops={"arrowstyle": "->", "lw": 2, "color": GREEN})
    ax.text(2.1, -1.1, "weights (2, \N{MINUS SIGN}1)", color=GREEN, fontsize=13, va="center")
    ax.plot([2, 1], [1, 0], "o", color=BLUE, markersize=10)
    ax.plot([0, 1], [2, 3], "s", color=ORANGE, markersize=9)
    ax.text(2.2, 1, "label 1", color=BLUE, fontsize=13, va="center")
    ax.text(-0.2, 2.0, "label \N{MINUS SIGN}1", color=ORANGE, fontsize=13, ha="right", va="center")
    ax.text(1.85, 3.2, "border after\ntwo updates", color="black", fontsize=13, va="center")
    ax.text(-1.65, 3.2, "after one", color="#555555", fontsize=13, ha="left", va="center")
    ax.set_xlim(-2.4, 4.3)
    ax.set_ylim(-1.6, 3.7)
    ax.set_aspect("equal")
    ax.set_xticks([-2, -1, 0, 1, 2, 3, 4])
    _open_frame(ax)


def draw_neural_network_forward_pass(ax):
    """The four corners of XOR before (left) and after the hidden layer (right)."""
    for left, name in ((0.0, "inputs"), (3.0, "after the hidden layer")):
        ax.plot([left, left + 2.3], [0, 0], color="#888888", linewidth=1)
        ax.plot([left, left], [0, 1.6], color="#888888", linewidth=1)
        ax.text(left + 1.1, 1.85, name, fontsize=13, ha="center")
    for x, y, one in ((0, 0, 0), (1, 1, 0), (1, 0, 1), (0, 1, 1)):
        ax.plot([x], [y], "s" if one else "o", color=ORANGE if one else BLUE, markersize=12)
        ax.text(x + 0.12, y + 0.14, f"({x}, {y})", fontsize=12)
    ax.plot([3 + 0.25, 3 + 2.25], [-0.125, 0.875], color="black", linewidth=1.8, linestyle="--")
    for x, y, one in ((0, 0, 0), (2, 1, 0)):
        ax.plot([3 + x], [y], "s" if one else "o", color=ORANGE if one else BLUE, markersize=12)
        side, offset = ("right", -0.1) if x else ("left", 0.12)
        ax.text(3 + x + offset, y + 0.14, f"({x}, {y})", fontsize=12, ha=side)
    ax.plot([4], [0], "s", color=ORANGE, markersize=12)
    ax.annotate("", xy=(2.85, 0.7), xytext=(1.75, 0.7), arrowprops={"arrowstyle": "->", "lw": 2})
    ax.text(2.3, 0.8, "fold", fontsize=13, ha="center")
    ax.text(0.1, -0.45, "answer 0", color=BLUE, fontsize=13)
    ax.text(1.2, -0.45, "answer 1", color=ORANGE, fontsize=13)
    ax.text(4.0, -0.3, "(1, 0): both\ncorners with\nanswer 1", color=ORANGE, fontsize=13, ha="left", va="top")
    ax.set_xlim(-0.3, 6.1)
    ax.set_ylim(-1.05, 2.1)
    ax.set_aspect("equal")
    _bare(ax)


def draw_activation_functions(ax):
    """Sigmoid, tanh, ReLU and GELU."""
    z = np.linspace(-4, 4, 801)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    step = z[1] - z[0]
    below = 3.167e-5  # the normal distribution function at -4
    phi = below + np.concatenate([[0], np.cumsum((density[1:] + density[:-1]) / 2 * step)])
    ax.axhline(0, color="#888888", linewidth=0.8)
    ax.plot(z, np.maximum(0, z), color=ORANGE, linewidth=2.5)
    ax.plot(z, z * phi, color=GREEN, linewidth=2.5)
    ax.plot(z, 1 / (1 + np.exp(-z)), color=BLUE, linewidth=2.5)
    ax.plot(z, np.tanh(z), color=PINK, linewidth=2.5)
    ax.text(2.15, 2.45, "ReLU", color=ORANGE, fontsize=13, ha="right")
    ax.text(1.75, 1.35, "GELU", color=GREEN, fontsize=13)
    ax.text(-2.1, 0.28, "sigmoid", color=BLUE, fontsize=13, ha="right")
    ax.text(-2.1, -0.85, "tanh", color=PINK, fontsize=13)
    ax.set_xlim(-4, 4)
    ax.set_ylim(-1.2, 3)
    ax.set_xlabel("z", fontsize=13)
    _open_frame(ax)


def draw_weight_initialisation(ax):
    """Size of the signal over thirty ReLU layers of width 512 for three starting scales."""
    rng = np.random.default_rng(0)
    cases = [
        (0.1, ORANGE, "0.1: explodes", (13, 3e5)),
        (0.0625, GREEN, "0.0625 (He): stays", (13, 2e-3)),
        (0.01, BLUE, "0.01: dies", (17, 1e-13)),
    ]
    for scale, colour, name, where in cases:
        signal = rng.normal(size=(512, 8))
        sizes = [1.0]
        start = np.sqrt(np.mean(signal**2))
        for _ in range(30):
            signal = np.maximum(0, scale * rng.normal(size=(512, 512)) @ signal)
            sizes.append(np.sqrt(np.mean(signal**2)) / start)
        ax.plot(range(31), sizes, color=colour, linewidth=2.5)
        ax.text(where[0], where[1], name, color=colour, fontsize=13, ha="left", va="bottom")
    ax.set_yscale("log")
    ax.set_ylim(1e-25, 1e9)
    ax.set_xlim(0, 30)
    ax.set_xlabel("layer", fontsize=13)
    ax.set_ylabel("size of the signal", fontsize=13)
    _open_frame(ax)


def draw_regularisation(ax):
    """L1 diamond and L2 circle, each touched by the smallest ellipse that reaches it."""
    best = np.array([0.4, 2.1])
    form = np.array([[1.0, 0.3], [0.3, 0.8]])
    angle = np.linspace(0, 2 * np.pi, 4001)
    circle = np.stack([np.cos(angle), np.sin(angle)])
    diamond = circle / np.abs(circle).sum(axis=0)
    root = np.linalg.inv(np.linalg.cholesky(form)).T

    def value(points):
        gap = points - best[:, None]
        return np.einsum("ij,ik,kj->j", gap, form, gap)

    panels = [(0.0, diamond, "L1 (lasso)", ORANGE), (4.2, circle, "L2 (ridge)", BLUE)]
    for shift, shape, name, colour in panels:
        levels = value(shape)
        touch = shape[:, np.argmin(levels)]
        ax.plot([shift - 1.4, shift + 2.2], [0, 0], color="#888888", linewidth=1)
        ax.plot([shift, shift], [-1.3, 3.6], color="#888888", linewidth=1)
        ax.fill(shape[0] + shift, shape[1], color=colour, alpha=0.3, linewidth=0)
        ax.plot(shape[0] + shift, shape[1], color=colour, linewidth=1.5)
        for part in (0.2, 0.55, 1.0):
            ellipse = best[:, None] + np.sqrt(part * levels.min()) * (root @ circle)
            ax.plot(ellipse[0] + shift, ellipse[1], color="#555555", linewidth=1.2)
        ax.plot([best[0] + shift], [best[1]], "+", color="black", markersize=11, markeredgewidth=2)
        ax.plot([touch[0] + shift], [touch[1]], "o", color="black", markersize=8)
        ax.text(shift, -1.75, name, color=colour, fontsize=14, ha="center")
    ax.text(-0.75, 0.6, "one weight\nis zero", fontsize=12, ha="right", va="bottom")
    ax.text(5.4, 0.3, "both weights\nnon-zero", fontsize=12, ha="left", va="bottom")
    ax.set_aspect("equal")
    ax.set_xlim(-2.2, 7.1)
    ax.set_ylim(-2.0, 3.7)
    _bare(ax)


def draw_bias_variance_tradeoff(ax):
    """Exact squared bias, variance and expected error of polynomial fits to a sine at 20 fixed points."""
    x = np.linspace(-1, 1, 20)
    truth, noise = 2 / (1 + 12 * (x - 0.35) ** 2), 0.2
    degrees = np.arange(0, 13)
    bias, variance = [], []
    for degree in degrees:
        columns, _ = np.linalg.qr(np.vander(x, degree + 1))
        hat = columns @ columns.T
        bias.append(np.mean((truth - hat @ truth) ** 2))
        variance.append(noise * (degree + 1) / len(x))
    bias, variance = np.array(bias), np.array(variance)
    total = bias + variance + noise
    ax.axhline(noise, color="#888888", linewidth=1.5, linestyle="--")
    ax.plot(degrees, bias, "o-", color=BLUE, linewidth=2, markersize=4)
    ax.plot(degrees, variance, "s-", color=ORANGE, linewidth=2, markersize=4)
    ax.plot(degrees, total, "o-", color="black", linewidth=2.5, markersize=5)
    low = int(np.argmin(total))
    ax.plot([low], [total[low]], "o", color=GREEN, markersize=12)
    ax.text(low, total[low] + 0.06, "best", color=GREEN, fontsize=13, ha="center")
    ax.text(1.5, 0.48, "expected error", color="black", fontsize=13)
    ax.text(1.55, 0.232, "squared bias", color=BLUE, fontsize=13)
    ax.text(12, 0.055, "variance", color=ORANGE, fontsize=13, ha="right")
    ax.text(12.9, noise + 0.015, "noise", color="#555555", fontsize=13, ha="right")
    ax.set_xlim(-0.4, 13)
    ax.set_ylim(0, max(total) * 1.08)
    ax.set_xlabel("degree of the polynomial", fontsize=13)
    ax.set_ylabel("squared error", fontsize=13)
    _open_frame(ax)


def draw_cross_validation(ax):
    """Five rounds: another block of the data is the validation fold in each."""
    for row in range(5):
        low = 4 - row
        ax.text(-0.15, low + 0.4, f"round {row + 1}", fontsize=13, ha="right", va="center")
        for column in range(5):
            held = column == row
            xs = np.array([0.04, 0.96, 0.96, 0.04]) + column
            ys = np.array([0.06, 0.06, 0.74, 0.74]) + low
            ax.fill(xs, ys, color=ORANGE if held else SKY, alpha=0.75 if held else 0.35, linewidth=0)
            word = "validate" if held else "train"
            ax.text(column + 0.5, low + 0.4, word, fontsize=12, ha="center", va="center")
    for column in range(5):
        ax.text(column + 0.5, 5.0, f"fold {column + 1}", fontsize=13, ha="center", va="center")
    ax.set_xlim(-1.1, 5.05)
    ax.set_ylim(-0.05, 5.3)
    _bare(ax)
