"""Writes MetricGoldenTest/goldens.json: predictions and what scikit-learn says about them.

Run with scikit-learn installed (the file in the repository was made by 1.9.1):

    python3 make_metric_goldens.py ../resources/MetricGoldenTest/goldens.json
"""

import sys

import numpy as np
from golden_scores import draw, write
from sklearn import metrics


def expected(truth, probabilities):
    classes = probabilities.shape[1]
    labels = list(range(classes))
    predicted = probabilities.argmax(axis=1)
    areas = []
    for label in labels:
        of_class = truth == label
        both = of_class.any() and not of_class.all()
        area = metrics.roc_auc_score(of_class, probabilities[:, label]) if both else None
        areas.append(None if area is None else float(area))
    known = [area for area in areas if area is not None]
    precision, recall, f1, support = metrics.precision_recall_fscore_support(
        truth, predicted, labels=labels, zero_division=0
    )
    macro = metrics.precision_recall_fscore_support(
        truth, predicted, average="macro", zero_division=0
    )
    return {
        "accuracy": float(metrics.accuracy_score(truth, predicted)),
        "precision": float(macro[0]),
        "recall": float(macro[1]),
        "f1": float(macro[2]),
        "auc": float(np.mean(known)) if known else None,
        "logLoss": float(metrics.log_loss(truth, probabilities, labels=labels)),
        "absent": [label for label, area in enumerate(areas) if area is None],
        "perClass": [
            {
                "precision": float(precision[label]),
                "recall": float(recall[label]),
                "f1": float(f1[label]),
                "support": int(support[label]),
                "auc": areas[label],
            }
            for label in labels
        ],
        "confusion": metrics.confusion_matrix(truth, predicted, labels=labels).tolist(),
    }


def cases():
    random = np.random.default_rng(20240607)
    yield "ten classes", *draw(random, 80, 10, 1.5)
    yield "two classes", *draw(random, 30, 2, 0.7)

    truth, probabilities = draw(random, 60, 4, 1.0, digits=1)
    yield "ties", truth, probabilities

    truth, probabilities = draw(random, 40, 5, 1.0)
    truth[truth == 3] = 1
    yield "absent from the truth", truth, probabilities

    truth, probabilities = draw(random, 40, 5, 1.0)
    truth[truth == 3] = 1
    probabilities[:, 3] = 0.0
    yield "absent from truth and predictions", truth, probabilities

    truth, probabilities = draw(random, 40, 4, 1.0)
    probabilities[:, 2] = 0.0
    yield "never predicted", truth, probabilities

    truth, probabilities = draw(random, 20, 3, 1.0)
    yield "single class", np.full_like(truth, 1), probabilities

    truth, probabilities = draw(random, 12, 3, 1.0)
    one_hot = np.eye(3)[probabilities.argmax(axis=1)]
    yield "certain, and sometimes wrong", truth, one_hot

    truth = np.array([0, 1, 2, 2])
    yield "all alike", truth, np.full((4, 3), 1 / 3)

    yield "one example", np.array([1]), np.array([[0.25, 0.5, 0.25]])


if __name__ == "__main__":
    write(sys.argv[1], cases(), expected=expected)
