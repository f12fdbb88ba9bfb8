"""Writes RocCurveTest/goldens.json: predictions and the ROC curves scikit-learn draws of them.

Run with scikit-learn installed (the file in the repository was made by 1.9.1):

    python3 make_roc_goldens.py ../resources/RocCurveTest/goldens.json
"""

import sys

import numpy as np
from golden_scores import draw, write
from sklearn import metrics


def cases():
    random = np.random.default_rng(20261122)
    yield "three classes", *draw(random, 40, 3, 1.2)
    yield "ties", *draw(random, 50, 3, 1.0, digits=1)

    truth, probabilities = draw(random, 30, 4, 1.0)
    truth[truth == 2] = 1
    yield "absent class", truth, probabilities

    truth, probabilities = draw(random, 12, 2, 1.0)
    yield "one class", np.full_like(truth, 1), probabilities

    yield "all alike", np.array([0, 1, 1, 2]), np.full((4, 3), 1 / 3)

    truth = np.array([0, 0, 1, 1])
    yield "perfect", truth, np.eye(2)[truth]


def curve(truth, probabilities, label):
    of_class = truth == label
    if of_class.all() or not of_class.any():
        return None
    false, true, threshold = metrics.roc_curve(
        of_class, probabilities[:, label], drop_intermediate=False
    )
    return {
        "false": false.tolist(),
        "true": true.tolist(),
        "threshold": [None if np.isinf(value) else float(value) for value in threshold],
        "area": float(metrics.auc(false, true)),
    }


def curves(truth, probabilities):
    return [curve(truth, probabilities, label) for label in range(probabilities.shape[1])]


if __name__ == "__main__":
    write(sys.argv[1], cases(), curves=curves)
