"""Prints what pandas and scikit-learn say of music_genre.csv: the figures of MusicGenreTableTest.

Run with pandas and scikit-learn installed (the test's figures: pandas 3.1.1, scikit-learn 1.9.1):

    python3 music_genre_figures.py music_genre.csv
"""

import sys

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import StandardScaler

REPEATS = [
    "acousticness", "danceability", "energy", "instrumentalness", "key",
    "liveness", "loudness", "mode", "speechiness", "valence",
]
INPUTS = [
    "popularity", "acousticness", "danceability", "duration_ms", "energy", "instrumentalness",
    "key", "liveness", "loudness", "mode", "speechiness", "tempo", "valence",
]
KEYS = ["A", "A#", "B", "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#"]
LOGS = ["instrumentalness", "liveness", "speechiness"]


def main(path):
    table = pd.read_csv(path, na_values=["?"], keep_default_na=True)
    print("rows", len(table), "blank", table.isna().all(axis=1).sum())
    table = table.dropna(how="all")
    by_key = table.groupby(REPEATS, dropna=False)["music_genre"]
    size, genres = by_key.transform("size"), by_key.transform("nunique")
    print("repeated", (size > 1).sum(), "contradictory", (genres > 1).sum())
    print("keys by size", by_key.size().value_counts().to_dict())
    most = table.groupby(REPEATS + ["music_genre"], dropna=False).size()
    print("agreeing", most.groupby(level=list(range(len(REPEATS)))).max().sum())
    print("artists unknown", (table["artist_name"] == "empty_field").sum())
    table["duration_ms"] = table["duration_ms"].where(table["duration_ms"] != -1)
    print("missing", table[INPUTS].isna().sum().loc[lambda n: n > 0].to_dict())
    table["key"] = table["key"].map(KEYS.index)
    table["mode"] = table["mode"].map(["Major", "Minor"].index)
    values = table[INPUTS].astype(np.float32).astype(float)
    values = SimpleImputer(strategy="median").fit_transform(values)
    for name, logs in {"standardised": [], "logarithms, standardised": LOGS}.items():
        some = values.copy()
        for log in logs:
            some[:, INPUTS.index(log)] = np.log1p(some[:, INPUTS.index(log)])
        ratios = PCA().fit(StandardScaler().fit_transform(some)).explained_variance_ratio_
        print(name, "first two", float(ratios[:2].sum()), ratios.round(6).tolist())


if __name__ == "__main__":
    main(sys.argv[1])
