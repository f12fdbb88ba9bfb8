"""Figures of the searches as tables in Markdown, and the tests between them."""

import math
import statistics

from tables import table

ALPHA = 0.05


def signed_rank(differences):
    """Wilcoxon's test, exact: the probabilities of at least, and of at most, so large a sum of
    the ranks of positive differences, if either sign is as likely. Differences of 0 are left out.
    """
    kept = sorted((d for d in differences if d), key=abs)
    if not kept:
        return 1.0, 1.0
    ranks = []  # twice the rank, so that those of equal differences are whole
    for difference in kept:
        equal = [i + 1 for i, other in enumerate(kept) if abs(other) == abs(difference)]
        ranks.append(equal[0] + equal[-1])
    ways = [1] + [0] * sum(ranks)
    for rank in ranks:
        for total in range(len(ways) - 1, rank - 1, -1):
            ways[total] += ways[total - rank]
    positive = sum(rank for rank, difference in zip(ranks, kept) if difference > 0)
    all_ways = 2 ** len(ranks)
    return sum(ways[positive:]) / all_ways, sum(ways[: positive + 1]) / all_ways


def t_quantile(freedom):
    """Of Student's distribution at 0.975, by halving; its density is summed by Simpson's rule."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(
        freedom * math.pi)

    def above_zero(x, parts=400):
        values = [(1 + (x * i / parts) ** 2 / freedom) ** (-(freedom + 1) / 2)
                  for i in range(parts + 1)]
        weights = [1] + [4, 2] * (parts // 2 - 1) + [4, 1]
        return scale * x / parts / 3 * sum(w * v for w, v in zip(weights, values))

    low, high = 1.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if above_zero(middle) < 0.475 else (low, middle)
    return low


def compared(ours, theirs, sign):
    """Mean difference with its 95% interval, and p of Wilcoxon's test that ours is worse."""
    differences = [a - b for a, b in zip(ours, theirs)]
    mean = statistics.fmean(differences)
    half = t_quantile(len(differences) - 1) * statistics.stdev(differences) / math.sqrt(
        len(differences))
    greater, less = signed_rank([sign * d for d in differences])
    return {"mean": mean, "low": mean - half, "high": mean + half, "worse": greater,
            "better": less}


def holm(probabilities):
    """The probabilities, adjusted for their number (Holm, 1979)."""
    order = sorted(range(len(probabilities)), key=lambda i: probabilities[i])
    adjusted, least = [0.0] * len(order), 0.0
    for place, i in enumerate(order):
        least = max(least, min(1.0, (len(order) - place) * probabilities[i]))
        adjusted[i] = least
    return adjusted


def figure(value):
    return f"{value:.4g}"


def value_table(results):
    """Rows: function and mode; results: a list of dicts with name, mode, sign, and best values."""
    comparisons = [compared(r["tonewheel"], r["optuna"], r["sign"]) for r in results]
    adjusted = holm([c["worse"] for c in comparisons])
    rows = []
    for result, comparison, worse in zip(results, comparisons, adjusted):
        verdict = "**worse**" if worse < ALPHA else "not worse"
        if comparison["worse"] < ALPHA <= worse:
            verdict = "worse, were it the only test"
        rows.append([
            result["name"], result["mode"],
            *(figure(statistics.fmean(result[side])) for side in ("random", "optuna", "tonewheel")),
            f"{figure(comparison['mean'])} "
            f"[{figure(comparison['low'])}, {figure(comparison['high'])}]",
            f"{comparison['worse']:.2f}", f"{comparison['better']:.2f}", verdict,
        ])
    header = ["function", "TPE", "random search", "Optuna", "Tonewheel", "difference [95%]",
              "p, worse", "p, better", "verdict"]
    title = ("Mean best value; the difference is Tonewheel's minus Optuna's, in pairs by seed, with "
             "Student's interval; p by Wilcoxon's signed-rank test, one-sided; a verdict of worse "
             f"needs p below {ALPHA} after Holm's adjustment for {len(rows)} tests")
    return f"{title}\n\n{table(header, rows)}"


def cost_table(results):
    rows = []
    for result in results:
        ours, theirs = result["cpu"]["tonewheel"], result["cpu"]["optuna"]
        ratio = statistics.fmean(ours) / statistics.fmean(theirs)
        rows.append([result["name"], result["mode"],
                     *(f"{1000 * statistics.fmean(side):.3g} ({1000 * statistics.median(side):.3g})"
                       for side in (theirs, ours)),
                     f"{ratio:.2f} {'(below 1)' if ratio < 1 else '(**not below 1**)'}"])
    header = ["function", "TPE", "Optuna ms", "Tonewheel ms", "ratio of the means"]
    return f"CPU of the process a suggestion, mean (median) over seeds\n\n{table(header, rows)}"
