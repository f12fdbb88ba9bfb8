"""Writes PairedDifferenceTest/golden.json: predictions of two arms under three seeds, and how much
better the first arm is, worked out with numpy. What is resampled is not in it: another generator
draws other clusters.

Run with numpy installed (the file in the repository was made by 2.4.6):

    python3 make_paired_difference_golden.py ../resources/PairedDifferenceTest/golden.json
"""

import json
import sys

import numpy as np

CLASSES = 5
SEEDS = 3
CLUSTERS = 24
SEGMENTS = 6


def draw(random, truth, skill):
    logits = random.normal(size=(len(truth), CLASSES)) + skill * np.eye(CLASSES)[truth]
    probabilities = np.exp(logits)
    return np.round(probabilities / probabilities.sum(axis=1, keepdims=True), 6)


def accuracy(truth, probabilities):
    return (probabilities.argmax(axis=1) == truth).mean()


def macro_accuracy(truth, probabilities):
    right = probabilities.argmax(axis=1) == truth
    return np.mean([right[truth == label].mean() for label in np.unique(truth)])


def main(path):
    random = np.random.default_rng(20261122)
    # the last class has no example, and the others differ in how many they have
    shares = np.array([0.4, 0.3, 0.2, 0.1, 0])
    clusters = np.repeat(np.arange(CLUSTERS), SEGMENTS)
    truth = np.repeat(random.choice(CLASSES, size=CLUSTERS, p=shares), SEGMENTS)
    arm = [draw(random, truth, 1.4) for _ in range(SEEDS)]
    against = [draw(random, truth, 1.0) for _ in range(SEEDS)]
    pairs = list(zip(arm, against))
    by_seed = {
        name: [float(figure(truth, one) - figure(truth, other)) for one, other in pairs]
        for name, figure in (("accuracy", accuracy), ("macroAccuracy", macro_accuracy))
    }
    golden = {
        "numpy": np.__version__,
        "truth": truth.tolist(),
        "clusters": clusters.tolist(),
        "arm": [one.tolist() for one in arm],
        "against": [one.tolist() for one in against],
        "expected": {
            name: {"mean": float(np.mean(values)), "bySeed": values}
            for name, values in by_seed.items()
        },
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(golden, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
