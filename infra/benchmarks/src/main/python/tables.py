"""Figures as tables in Markdown, with the limits they are to keep."""

import statistics

from bench import FUSED, GROWTH_NET, TONEWHEEL, TORCH

SPEED_LIMITS = {TORCH: 1.0, FUSED: 1.15}
GAN_SPEED_LIMITS = {TORCH: 1.0, FUSED: 1.2}
MEMORY_LIMIT = 1.2
GROWTH_LIMIT = 1.0  # MB a 1,000 steps


def slope(values):
    """Of the line of least squares through values at 0, 1, 2, ..."""
    middle = (len(values) - 1) / 2
    mean = statistics.fmean(values)
    above = sum((i - middle) * (value - mean) for i, value in enumerate(values))
    return above / sum((i - middle) ** 2 for i in range(len(values)))


def quartiles(values):
    if len(values) < 2:
        return values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def milliseconds(values):
    low, high = (1000 * quartile for quartile in quartiles(values))
    return f"{1000 * statistics.median(values):.4g} [{low:.4g}, {high:.4g}]"


def ratio(ours, theirs, limit):
    """Of the medians, with the quartiles of the rounds' own ratios."""
    value = statistics.median(ours) / statistics.median(theirs)
    low, high = quartiles([a / b for a, b in zip(ours, theirs)])
    return f"{value:.2f} [{low:.2f}, {high:.2f}] {judged(value, limit)}"


def judged(value, limit):
    return f"(at most {limit:g})" if value <= limit else f"(**above {limit:g}**)"


def table(header, rows):
    lines = ["| " + " | ".join(row) + " |" for row in [header, ["---"] * len(header), *rows]]
    return "\n".join(lines)


def torch_sides(sides):
    """What Tonewheel's figures are put in relation to."""
    return [side for side in sides if side in SPEED_LIMITS] if TONEWHEEL in sides else []


def speed_table(speed, sides):
    compared = torch_sides(sides)
    rows = []
    for net, seconds in speed.items():
        row = [net] + [milliseconds(seconds[side]) for side in sides]
        limits = GAN_SPEED_LIMITS if net == "waveform-gan" else SPEED_LIMITS
        row += [ratio(seconds[TONEWHEEL], seconds[o], limits[o]) for o in compared]
        rows.append(row)
    header = ["net", *(f"{side} ms" for side in sides), *(f"to {other}" for other in compared)]
    return "CPU milliseconds a step, median [quartiles]\n\n" + table(header, rows)


def memory_table(memory, sides):
    compared = torch_sides(sides)
    rows = []
    for net, by_side in memory.items():
        row = [net]
        for side in sides:
            row.append(f"{by_side[side]['peak']:.0f} ({by_side[side]['end']:.0f})")
        for other in compared:
            value = by_side[TONEWHEEL]["peak"] / by_side[other]["peak"]
            row.append(f"{value:.2f} {judged(value, MEMORY_LIMIT)}")
        rows.append(row)
    header = ["net", *(f"{side} MB" for side in sides), *(f"to {other}" for other in compared)]
    title = "Growth of resident memory over the idle process: peak (after the last step)"
    return title + "\n\n" + table(header, rows)


def growth_table(growth):
    rows = []
    for side, sizes in growth.items():
        value = slope(sizes)
        verdict = judged(value, GROWTH_LIMIT) if side == TONEWHEEL else ""
        rows.append([side, f"{sizes[0]:.1f}", f"{sizes[-1]:.1f}", f"{value:.2f} {verdict}".strip()])
    header = ["side", "settled MB", f"after {len(sizes) - 1},000 steps MB", "MB a 1,000 steps"]
    return f"Growth of {GROWTH_NET} once settled\n\n" + table(header, rows)
