"""Rows for the benchmark: of music_genre.csv, or made in its shape."""

import array
import csv
import random
import statistics
import sys

NUMERIC = (
    "popularity", "acousticness", "danceability", "duration_ms", "energy", "instrumentalness",
    "liveness", "loudness", "speechiness", "tempo", "valence",
)
NOMINAL = ("key", "mode")
GENRES = 10
OF_GENRE = 5000
MISSING = ("", "?", "-1.0", "empty_field")


class Table:
    """Standardised numeric columns, then nominal ones, numbered; and a genre for each row."""

    def __init__(self, rows, labels):
        self.rows = rows
        self.labels = labels

    @property
    def nominal(self):
        return "0" * len(NUMERIC) + "1" * len(NOMINAL)

    def as_numbers(self):
        """Nominal columns as standardised numbers too."""
        columns = [[float(row[i]) for row in self.rows] for i in range(len(self.nominal))]
        return Table(list(zip(*standardised(columns))), self.labels)

    def chosen(self, numbers):
        return Table([self.rows[i] for i in numbers], [self.labels[i] for i in numbers])

    def write(self, rows, labels):
        with open(rows, "wb") as file:
            little(array.array("f", (value for row in self.rows for value in row))).tofile(file)
        with open(labels, "wb") as file:
            little(array.array("i", self.labels)).tofile(file)


def little(values):
    if sys.byteorder == "big":
        values.byteswap()
    return values


def standardised(columns):
    result = []
    for column in columns:
        known = [value for value in column if value is not None]
        median = statistics.median(known)
        filled = [median if value is None else value for value in column]
        mean = statistics.fmean(filled)
        deviation = statistics.pstdev(filled, mean)
        result.append([(value - mean) / deviation for value in filled])
    return result


def numbered(column):
    codes = {value: code for code, value in enumerate(sorted(set(column)))}
    return [codes[value] for value in column]


def of_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["music_genre"]]
    columns = [
        [None if row[name] in MISSING else float(row[name]) for row in rows] for name in NUMERIC
    ]
    nominal = [numbered([row[name] for row in rows]) for name in NOMINAL]
    labels = numbered([row["music_genre"] for row in rows])
    return Table(list(zip(*standardised(columns), *nominal)), labels)


def made():
    """Ten overlapping groups; columns hang together, as those of music do."""
    draw = random.Random(20261122)
    centres = [[draw.gauss(0, 1) for _ in NUMERIC] for _ in range(GENRES)]
    rows, labels = [], []
    for genre in range(GENRES):
        for _ in range(OF_GENRE):
            shared = draw.gauss(0, 1)
            numbers = [centre + shared + draw.gauss(0, 1) for centre in centres[genre]]
            rows.append((*numbers, draw.randrange(12), draw.randrange(2)))
            labels.append(genre)
    numeric = standardised([[row[i] for row in rows] for i in range(len(NUMERIC))])
    nominal = [[row[len(NUMERIC) + i] for row in rows] for i in range(len(NOMINAL))]
    return Table(list(zip(*numeric, *nominal)), labels)


def by_genre(table, draw):
    """Numbers of the rows, genre by genre, each in random order."""
    numbers = [[] for _ in range(max(table.labels) + 1)]
    for number, label in enumerate(table.labels):
        numbers[label].append(number)
    for own in numbers:
        draw.shuffle(own)
    return numbers


def split(table, seed):
    """Four fifths, drawn at random: genres are nearly as large as each other."""
    draw = random.Random(seed)
    numbers = draw.sample(range(len(table.rows)), len(table.rows) * 4 // 5)
    return table.chosen(numbers)


def uneven(table, seed):
    """As many rows, genres of 100% to 60% of theirs."""
    draw = random.Random(seed)
    genres = by_genre(table, draw)
    numbers = []
    for place, own in enumerate(genres):
        share = 1 - 0.4 * place / (len(genres) - 1)
        numbers += own[: round(share * len(own))]
    draw.shuffle(numbers)
    return table.chosen(numbers)


def stratified(table, count, seed):
    """As many of each genre, to be laid out."""
    draw = random.Random(seed)
    genres = by_genre(table, draw)
    numbers = [number for own in genres for number in own[: count // len(genres)]]
    draw.shuffle(numbers)
    return table.chosen(numbers).as_numbers()
