"""Writes PreparationGoldenTest/goldens.json: rows of a table and what scikit-learn makes of them.

Run with scikit-learn installed (the file in the repository was made by 1.9.1, NumPy 2.4.6):

    python3 make_preparation_goldens.py ../resources/PreparationGoldenTest/goldens.json

All rows are random; none is of a published table.
"""

import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import (
    OneHotEncoder,
    OrdinalEncoder,
    QuantileTransformer,
    StandardScaler,
)

COLUMNS = [
    {"name": "loudness"},
    {"name": "speechiness", "min": 0},
    {"name": "constant"},
    {"name": "unknown"},
    {"name": "popularity"},
    {"name": "key", "categories": ["A", "A#", "B", "C"]},
    {"name": "instrumentalness", "min": 0},
    {"name": "mode", "categories": ["Major", "Minor"]},
    {"name": "meter", "categories": ["3/4", "4/4"]},
]


def rows_of(random, count, spread):
    """Rows as a reader gives them: category numbers, NaN where a value is missing."""
    rows = np.column_stack(
        [
            spread * random.normal(-9, 5, count),
            spread * random.lognormal(-2.5, 1, count),
            np.full(count, 0.1),
            np.full(count, np.nan),
            random.integers(0, 7, count) * 5 * spread,
            random.choice(4, count, p=[0.45, 0.3, 0.15, 0.1]),
            np.where(random.random(count) < 0.4, 0, random.random(count) * spread),
            random.integers(0, 2, count),
            np.ones(count),
        ]
    )
    lost = random.random(rows.shape) < 0.1
    lost[:, [2, 8]] = False
    return np.where(lost, np.nan, np.round(rows, 3))


def many(random):
    """More rows than quantiles: one column with ties, one far from zero."""
    count = 1237
    return np.column_stack(
        [
            np.round(random.normal(size=count), 1),
            np.round(200_000 + 90_000 * random.random(count)),
        ]
    )


def prepare(columns, fitted, others, settings):
    # Tonewheel holds rows as floats of 32 bits.
    fitted = fitted.astype(np.float32).astype(np.float64)
    rows = np.vstack([fitted, others.astype(np.float32).astype(np.float64)])
    prepared = []
    for i, column in enumerate(columns):
        train, every = fitted[:, [i]], rows[:, [i]]
        if "categories" in column:
            prepared.append(categorical(column, train, every, settings))
        else:
            prepared.append(numeric(column, train, every, settings))
    return np.hstack(prepared)


def numeric(column, train, every, settings):
    imputer = SimpleImputer(strategy=settings["impute"], keep_empty_features=True).fit(train)
    train, every = imputer.transform(train), imputer.transform(every)
    if settings["outliers"] == "clip":
        first, third = np.percentile(train, [25, 75])
        low = first - settings["iqrFactor"] * (third - first)
        high = third + settings["iqrFactor"] * (third - first)
        train, every = np.clip(train, low, high), np.clip(every, low, high)
    if column["name"] in settings["log"]:
        train, every = np.log1p(train), np.log1p(every)
    if settings["scale"] == "standard":
        return StandardScaler().fit(train).transform(every)
    if settings["scale"] == "normal-quantiles":
        scaler = QuantileTransformer(
            n_quantiles=1000, output_distribution="normal", subsample=None
        )
        return scaler.fit(train).transform(every.copy())
    return every


def categorical(column, train, every, settings):
    def names(numbers):
        return np.array(
            [[None if np.isnan(n) else column["categories"][int(n)]] for n in numbers[:, 0]],
            dtype=object,
        )

    # The most frequent number, so that of equally frequent ones it is the first declared.
    ordinal = OrdinalEncoder(
        categories=[column["categories"]], handle_unknown="use_encoded_value", unknown_value=np.nan
    ).fit(names(train))
    imputer = SimpleImputer(strategy="most_frequent").fit(ordinal.transform(names(train)))
    train = imputer.transform(ordinal.transform(names(train)))
    every = imputer.transform(ordinal.transform(names(every)))
    if settings["encode"] == "one-hot":
        encoder = OneHotEncoder(categories=[column["categories"]], sparse_output=False)
        return encoder.fit(names(train)).transform(names(every))
    if settings["scale"] == "none":
        return every
    return StandardScaler().fit(train).transform(every)


def settings(impute, outliers, log, encode, scale, factor=1.5):
    return {
        "impute": impute,
        "outliers": outliers,
        "iqrFactor": factor,
        "log": log,
        "encode": encode,
        "scale": scale,
    }


def case(columns, fitted, others, chosen):
    prepared = prepare(columns, fitted, others, chosen)
    return {
        "columns": columns,
        "settings": chosen,
        "fitted": nulls(fitted),
        "others": nulls(others),
        "prepared": np.round(prepared, 8).tolist(),
    }


def nulls(rows):
    return [[None if np.isnan(value) else value for value in row] for row in rows.tolist()]


def main(path):
    warnings.filterwarnings("ignore", message="n_quantiles .* is greater")
    random = np.random.default_rng(20261122)
    fitted = rows_of(random, 60, 1)
    others = rows_of(random, 20, 3)
    others[0, 3] = 4.5
    logs = ["instrumentalness", "speechiness"]
    numbers = [{"name": "ties"}, {"name": "far"}]
    chosen = {
        "imputed by medians": settings("median", "none", [], "number", "none"),
        "the paper's": settings("median", "clip", logs, "number", "standard"),
        "means, narrow fences, one-hot": settings("mean", "clip", [], "one-hot", "standard", 0.5),
        "quantiles, one-hot": settings("median", "none", logs, "one-hot", "normal-quantiles"),
        "quantiles of clipped": settings("mean", "clip", logs, "number", "normal-quantiles", 1),
    }
    cases = {name: case(COLUMNS, fitted, others, each) for name, each in chosen.items()}
    large = many(random)
    cases["more rows than quantiles"] = case(
        numbers, large, large[:5] + 0.03, settings("median", "none", [], "number", "normal-quantiles")
    )
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"scikit-learn": sklearn.__version__, "cases": cases}, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
