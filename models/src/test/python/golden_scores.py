"""Made predictions for goldens of what is computed of them, and the file that these lie in."""

import json

import numpy as np
import sklearn


def draw(random, size, classes, skill, digits=6):
    truth = random.integers(0, classes, size)
    logits = random.normal(size=(size, classes)) + skill * np.eye(classes)[truth]
    probabilities = np.exp(logits)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    return truth, np.round(probabilities, digits)


def write(path, cases, **figures):
    """Writes each case: name, truth, probabilities, and figures of these by name."""
    made = [
        {
            "name": name,
            "truth": truth.tolist(),
            "probabilities": probabilities.tolist(),
            **{key: of(truth, probabilities) for key, of in figures.items()},
        }
        for name, truth, probabilities in cases
    ]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"scikit-learn": sklearn.__version__, "cases": made}, file)
        file.write("\n")
