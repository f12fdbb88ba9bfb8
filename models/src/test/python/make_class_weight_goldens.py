"""Writes ClassWeightsTest/goldens.json: balanced class weights and weighted cross-entropy.

Needs (versions of the file in the repository):

    python3 -m venv venv && venv/bin/pip install torch==2.7.1 scikit-learn==1.9.1
    venv/bin/python make_class_weight_goldens.py ../resources/ClassWeightsTest/goldens.json
"""

import json
import sys

import numpy as np
import sklearn
import torch
from sklearn.utils.class_weight import compute_class_weight

CLASSES = 4


def main(path):
    random = np.random.default_rng(20261122)
    labels = random.permutation(np.repeat(np.arange(CLASSES), [3, 9, 1, 5]))
    weights = compute_class_weight("balanced", classes=np.arange(CLASSES), y=labels)
    values = np.round(random.normal(size=(len(labels), CLASSES)) * 2, 4)
    logits = torch.tensor(values, dtype=torch.float32, requires_grad=True)
    criterion = torch.nn.CrossEntropyLoss(weight=torch.tensor(weights, dtype=torch.float32))
    loss = criterion(logits, torch.tensor(labels))
    loss.backward()
    golden = {
        "torch": torch.__version__,
        "scikit-learn": sklearn.__version__,
        "labels": labels.tolist(),
        "weights": weights.tolist(),
        "logits": values.tolist(),
        "loss": loss.item(),
        "gradient": logits.grad.tolist(),
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(golden, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
