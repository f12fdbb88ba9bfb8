"""Writes SmoteTest/goldens.json: rows, their neighbours and points between them.

Neighbours are scikit-learn's, points are made by imbalanced-learn's own interpolation, both on
standardised rows, brought back afterwards. Needs (versions of the file in the repository):

    python3 -m venv venv && venv/bin/pip install imbalanced-learn==0.14.2 scikit-learn==1.9.1
    venv/bin/python make_smote_goldens.py ../resources/SmoteTest/goldens.json
"""

import json
import sys

import imblearn
import numpy as np
import sklearn
from imblearn.over_sampling import SMOTE
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler


def case(random, frames, features, rows, neighbours, picks=24):
    """`rows` is how many of each genre; scales of features differ, so standardising matters."""
    labels = random.permutation(np.repeat(np.arange(len(rows)), rows))
    scale = 10.0 ** random.integers(-2, 3, features)
    values = random.normal(size=(len(labels), frames, features)) + labels[:, None, None]
    values = (values * scale + 3 * scale).astype(np.float32)
    scaler = StandardScaler().fit(values.reshape(-1, features).astype(float))
    standard = scaler.transform(values.reshape(-1, features).astype(float)).reshape(len(labels), -1)
    genres = []
    for genre in range(len(rows)):
        numbers = np.flatnonzero(labels == genre)
        own = standard[numbers]
        k = min(neighbours, len(numbers) - 1)
        # the first hit of a self query is the row itself, for no two are equal here
        nearest = NearestNeighbors(n_neighbors=k + 1).fit(own).kneighbors(own, return_distance=False)[:, 1:]
        row = random.integers(0, len(numbers), picks)
        col = random.integers(0, k, picks)
        step = np.round(random.uniform(size=picks), 6)
        made = SMOTE()._generate_samples(own, own, nearest, row, col, step[:, None])
        made = scaler.inverse_transform(made.reshape(-1, features)).reshape(picks, -1)
        genres.append(
            {
                "numbers": numbers.tolist(),
                "neighbours": nearest.tolist(),
                "picks": [
                    {"row": int(r), "neighbour": int(nearest[r, c]), "step": float(s), "made": m.tolist()}
                    for r, c, s, m in zip(row, col, step, made)
                ],
            }
        )
    return {
        "frames": frames,
        "features": features,
        "neighbours": neighbours,
        "labels": labels.tolist(),
        "rows": [[float(v) for v in row] for row in values.reshape(len(labels), -1)],
        "genres": genres,
    }


def main(path):
    random = np.random.default_rng(20261122)
    cases = {
        "frames of features": case(random, 4, 3, [14, 9, 20], 5),
        "plain columns": case(random, 1, 6, [12, 30], 5),
        "fewer rows than neighbours": case(random, 2, 3, [4, 2, 6], 5),
    }
    versions = {"imbalanced-learn": imblearn.__version__, "scikit-learn": sklearn.__version__}
    with open(path, "w", encoding="utf-8") as file:
        json.dump({**versions, "cases": cases}, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
