"""Writes the rows that both sides of the feed-forward benchmark train on. Needs numpy.

Of the second paper's table, prepared as it says: the median of the training rows for what is
missing, logarithm of three skewed columns, key and mode as numbers, standardised by the training
rows. A split is random by row, 80/10/10. Where the table is not there, rows are made: ten
overlapping genres in 13 columns, as many as the table has.
"""

import csv
import sys
from pathlib import Path

import numpy as np

COLUMNS = (
    "popularity", "acousticness", "danceability", "duration_ms", "energy", "instrumentalness",
    "key", "liveness", "loudness", "mode", "speechiness", "tempo", "valence",
)
KEYS = ("A", "A#", "B", "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#")
LOGARITHM = ("instrumentalness", "liveness", "speechiness")
GENRES = 10


def number(column, cell):
    if column == "key":
        return KEYS.index(cell)
    if column == "mode":
        return ("Minor", "Major").index(cell)
    if cell in ("", "?") or (column == "duration_ms" and float(cell) < 0):
        return np.nan
    return float(cell)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        cells = [row for row in csv.DictReader(file) if row["music_genre"]]
    genres = sorted({row["music_genre"] for row in cells})
    values = np.array([[number(c, row[c]) for c in COLUMNS] for row in cells])
    return values, np.array([genres.index(row["music_genre"]) for row in cells])


def made(count=50_000):
    random = np.random.default_rng(1)
    labels = np.arange(count) % GENRES
    centres = random.normal(size=(GENRES, len(COLUMNS)))
    values = 0.8 * centres[labels] + random.normal(size=(count, len(COLUMNS)))
    return np.tanh(values) + 0.3 * values**2, labels


def prepared(values, train):
    values = values.copy()
    for i in range(values.shape[1]):
        column = values[:, i]
        column[np.isnan(column)] = np.nanmedian(column[train])
    return (values - values[train].mean(0)) / values[train].std(0)


def write(folder, values, labels, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    tenth = len(labels) // 10
    sides = {
        "validation": order[:tenth],
        "test": order[tenth:2 * tenth],
        "train": order[2 * tenth:],
    }
    rows = prepared(values, sides["train"]).astype("<f4")
    folder.mkdir(parents=True)
    for side, numbers in sides.items():
        rows[numbers].tofile(folder / f"{side}.f32")
        labels[numbers].astype("<i4").tofile(folder / f"{side}.i32")


def load(folder, side):
    """Rows and labels of one side."""
    rows = np.fromfile(Path(folder) / f"{side}.f32", "<f4").reshape(-1, len(COLUMNS))
    return rows, np.fromfile(Path(folder) / f"{side}.i32", "<i4").astype(np.int64)


def main():
    folder, table, seeds = sys.argv[1:]
    if Path(table).exists():
        values, labels = read(table)
        for name in LOGARITHM:
            i = COLUMNS.index(name)
            values[:, i] = np.log1p(values[:, i])
        print("music_genre.csv")
    else:
        values, labels = made()
        print("made rows")
    for seed in range(int(seeds)):
        write(Path(folder) / str(seed), values, labels, seed)


if __name__ == "__main__":
    main()
