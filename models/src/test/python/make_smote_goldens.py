"""Writes SmoteTest/goldens.json: rows, their neighbours and points between them.

Neighbours are scikit-learn's, points are made by imbalanced-learn's own interpolation, both on
standardised rows, brought back afterwards. Tables go through SMOTE and SMOTENC whole, as they are:
what these found and made is overheard. Needs (versions of the file in the repository):

    python3 -m venv venv && venv/bin/pip install imbalanced-learn==0.14.2 scikit-learn==1.9.1
    venv/bin/python make_smote_goldens.py ../resources/SmoteTest/goldens.json
"""

import json
import sys

import imblearn
import numpy as np
import sklearn
from imblearn.over_sampling import SMOTE, SMOTENC
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


class Overheard:
    """What a sampler draws from: `heard` has the neighbours of each genre's rows and the steps."""

    def _generate_samples(self, X, nn_data, nn_num, rows, cols, steps, *rest):
        self.__dict__.setdefault("heard", []).append((nn_num, rows, cols, steps.ravel()))
        return super()._generate_samples(X, nn_data, nn_num, rows, cols, steps, *rest)


class Plain(Overheard, SMOTE):
    pass


class Mixed(Overheard, SMOTENC):
    pass


def table(random, rows, numeric, categories, made):
    """Numeric columns and then nominal ones, of so many categories; `made` samples a genre."""
    labels = random.permutation(np.repeat(np.arange(len(rows)), rows))
    values = np.round(random.normal(size=(len(labels), numeric)) + 0.5 * labels[:, None], 4)
    values = values * np.linspace(0.5, 3, numeric)
    # categories that depend on the numbers, so that neighbours often share them
    nominal = [
        (np.floor(values[:, 0] - values[:, 1] + random.normal(size=len(labels))) % count)
        for count in categories
    ]
    values = np.column_stack([values, *nominal]).astype(np.float32).astype(float)
    how = {"k_neighbors": 5, "random_state": 20261122}
    many = {genre: count + made for genre, count in enumerate(rows)}
    if categories:
        how["categorical_features"] = [numeric + i for i in range(len(categories))]
    sampler = (Mixed if categories else Plain)(sampling_strategy=many, **how)
    resampled, resampled_labels = sampler.fit_resample(values, labels)
    balanced = (SMOTENC if categories else SMOTE)(**how).fit_resample(values, labels)[1]
    genres = []
    for genre, (nearest, row, col, step) in enumerate(sampler.heard):
        samples = resampled[len(values):][resampled_labels[len(values):] == genre]
        frequencies = [
            [float(np.mean(samples[:, numeric + i] == category)) for category in range(count)]
            for i, count in enumerate(categories)
        ]
        genres.append(
            {
                "numbers": np.flatnonzero(labels == genre).tolist(),
                "neighbours": nearest.tolist(),
                "stepMean": float(step.mean()),
                "stepDeviation": float(step.std()),
                "means": samples[:, :numeric].mean(axis=0).tolist(),
                "deviations": samples[:, :numeric].std(axis=0).tolist(),
                "frequencies": frequencies,
            }
        )
    return {
        "labels": labels.tolist(),
        "rows": values.tolist(),
        "nominal": [False] * numeric + [True] * len(categories),
        "made": made,
        "balanced": np.bincount(balanced).tolist(),
        "genres": genres,
    }


def main(path):
    random = np.random.default_rng(20261122)
    cases = {
        "frames of features": case(random, 4, 3, [14, 9, 20], 5),
        "plain columns": case(random, 1, 6, [12, 30], 5),
        "fewer rows than neighbours": case(random, 2, 3, [4, 2, 6], 5),
    }
    tables = {
        "numbers": table(random, [40, 25, 60], 4, [], 4000),
        "numbers and categories": table(random, [40, 25, 60], 4, [5, 2], 4000),
    }
    versions = {"imbalanced-learn": imblearn.__version__, "scikit-learn": sklearn.__version__}
    with open(path, "w", encoding="utf-8") as file:
        json.dump({**versions, "cases": cases, "tables": tables}, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
