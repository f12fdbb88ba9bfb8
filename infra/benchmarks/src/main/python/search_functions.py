"""The functions of search-problems.json, to be minimised; TestFunctions.java has the same."""

import math

HARTMANN_WEIGHTS = (1.0, 1.2, 3.0, 3.2)
HARTMANN_SCALES = (
    (10, 3, 17, 3.5, 1.7, 8),
    (0.05, 10, 17, 0.1, 8, 14),
    (3, 3.5, 1.7, 10, 17, 8),
    (17, 8, 0.05, 10, 0.1, 14),
)
HARTMANN_CENTRES = (
    (0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886),
    (0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991),
    (0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650),
    (0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381),
)


def branin(point):
    x, y = point.values()
    bent = y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6
    return bent * bent + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann6(point):
    x = list(point.values())
    return -sum(
        weight * math.exp(-sum(s * (v - c) ** 2 for s, v, c in zip(scales, x, centres)))
        for weight, scales, centres in zip(HARTMANN_WEIGHTS, HARTMANN_SCALES, HARTMANN_CENTRES)
    )


def rosenbrock4(point):
    x = list(point.values())
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def ackley5(point):
    x = list(point.values())
    squares = sum(v * v for v in x) / len(x)
    waves = sum(math.cos(2 * math.pi * v) for v in x) / len(x)
    return 20 + math.e - 20 * math.exp(-0.2 * math.sqrt(squares)) - math.exp(waves)


def mixed(point):
    rate = math.log10(point["rate"])
    units = point["units"]
    optimizer = ("adam", "rmsprop", "sgd").index(point["optimizer"])
    activation = ("relu", "tanh", "elu").index(point["activation"])
    best_rate = (-3, -3.5, -1.5)[optimizer]
    return (
        0.5 * (rate - best_rate) ** 2
        + 4 * (point["dropout"] - 0.3 * units / 512) ** 2
        + 0.1 * (math.log2(point["batch"]) - 5 - 0.5 * (rate - best_rate)) ** 2
        + 0.3 * ((units - 320) / 160) ** 2
        + (0, 0.05, 0.3)[optimizer]
        + (0, 0.2, 0.1)[activation]
    )


def categorical(point):
    places = [ord(choice) - ord("a") for choice in point.values()]
    alone = sum((place * 7 + i * 3) % 5 / 4 for i, place in enumerate(places))
    return alone + sum((a + 2 * b) % 3 / 4 for a, b in zip(places, places[1:]))


def layers(point):
    hidden = point["hidden"]
    return (
        0.4 * (math.log10(point["rate"]) + 3.2) ** 2
        + 0.15 * (len(hidden) - 3) ** 2
        + 2 * (point["dropout"] - 0.1 * len(hidden)) ** 2
        + sum(0.1 * (math.log2(units) - (9 - layer)) ** 2 for layer, units in enumerate(hidden))
    )


FUNCTIONS = {
    "branin": branin,
    "noisy-branin": branin,
    "hartmann6": hartmann6,
    "rosenbrock4": rosenbrock4,
    "ackley5": ackley5,
    "mixed": mixed,
    "categorical": categorical,
    "layers": layers,
}
