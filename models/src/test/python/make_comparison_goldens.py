"""Writes CalibrationTest/, PrecisionRecallCurveTest/ and McNemarTest/goldens.json.

Run with scikit-learn and statsmodels installed (the files in the repository were made by 1.9.1
and 0.15.0):

    python3 make_comparison_goldens.py ../resources
"""

import json
import os
import sys

import numpy as np
import statsmodels
from golden_scores import draw, write
from make_metric_goldens import cases
from sklearn.calibration import calibration_curve
from sklearn.metrics import average_precision_score, precision_recall_curve
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

BINS = 15


def calibration(truth, probabilities):
    predicted = probabilities.argmax(axis=1)
    confidence = probabilities.max(axis=1)
    right = (predicted == truth).astype(int)
    accuracy, mean = calibration_curve(right, confidence, n_bins=BINS, strategy="uniform")
    bins = np.searchsorted(np.linspace(0, 1, BINS + 1)[1:-1], confidence)
    examples = [int(count) for count in np.bincount(bins, minlength=BINS) if count]
    distance = np.abs(accuracy - mean)
    return {
        "examples": examples,
        "accuracy": accuracy.tolist(),
        "confidence": mean.tolist(),
        "expectedError": float(np.average(distance, weights=examples)),
        "largestError": float(distance.max()),
    }


def curves(truth, probabilities):
    made = []
    for label in range(probabilities.shape[1]):
        of_class = truth == label
        if not of_class.any():
            made.append(None)
            continue
        scores = probabilities[:, label]
        precision, recall, threshold = precision_recall_curve(of_class, scores)
        made.append(
            {
                "precision": precision[:-1][::-1].tolist(),
                "recall": recall[:-1][::-1].tolist(),
                "threshold": threshold[::-1].tolist(),
                "average": float(average_precision_score(of_class, scores)),
            }
        )
    return made


def pairs():
    counts = [(0, 0), (0, 1), (5, 5), (3, 9), (40, 22), (0, 30), (700, 640), (20000, 20400)]
    return [
        {
            "onlyFirst": first,
            "onlySecond": second,
            "p": float(mcnemar([[10, first], [second, 10]], exact=True).pvalue),
        }
        for first, second in counts
    ]


def corrections():
    random = np.random.default_rng(3)
    given = [[0.2], [0.01, 0.01, 0.04], [1.0, 0.5, 0.0], (random.random(20) ** 3).tolist()]
    return [
        {"given": p, "holm": multipletests(p, method="holm")[1].tolist()} for p in given
    ]


def main(folder):
    made = list(cases())
    made.append(("many", *draw(np.random.default_rng(8), 120, 6, 2.0, digits=3)))
    for name, key, of in [
        ("CalibrationTest", "calibration", calibration),
        ("PrecisionRecallCurveTest", "curves", curves),
    ]:
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        write(os.path.join(folder, name, "goldens.json"), made, **{key: of})
    os.makedirs(os.path.join(folder, "McNemarTest"), exist_ok=True)
    with open(os.path.join(folder, "McNemarTest", "goldens.json"), "w", encoding="utf-8") as file:
        json.dump(
            {
                "statsmodels": statsmodels.__version__,
                "pairs": pairs(),
                "corrections": corrections(),
            },
            file,
        )
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
