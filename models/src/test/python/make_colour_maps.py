"""Writes the colours of some of matplotlib's colour maps as a resource of org.tonewheel.pictures.

Run by hand; the build needs only its output. The data of the first five are in the public domain
(CC0); hot and jet are a few straight lines, which are computed here:

    python3 -m pip install matplotlib==3.11.2
    python3 models/src/test/python/make_colour_maps.py

One line a map: its name, a space, 256 colours of six hexadecimal digits from lowest to highest.
"""

import pathlib

import matplotlib
import numpy as np

OUT = pathlib.Path(__file__).parents[2] / "main/resources/org/tonewheel/pictures/colour-maps.txt"
NAMES = ["magma", "viridis", "inferno", "plasma", "cividis"]

# where the lines of red, green and blue bend: place in the map, share of the channel
LINES = {
    "hot": (
        [(0, 0.0416), (0.365079, 1), (1, 1)],
        [(0, 0), (0.365079, 0), (0.746032, 1), (1, 1)],
        [(0, 0), (0.746032, 0), (1, 1)],
    ),
    "jet": (
        [(0, 0), (0.35, 0), (0.66, 1), (0.89, 1), (1, 0.5)],
        [(0, 0), (0.125, 0), (0.375, 1), (0.64, 1), (0.91, 0), (1, 0)],
        [(0, 0.5), (0.11, 1), (0.34, 1), (0.65, 0), (1, 0)],
    ),
}


def colours(name):
    rgba = matplotlib.colormaps[name](np.arange(256))
    # rounded: matplotlib's own conversion to bytes cuts off
    return np.rint(255 * rgba[:, :3]).astype(np.uint8).tobytes().hex()


def of_lines(name):
    places = np.linspace(0, 1, 256)
    channels = [np.interp(places, *zip(*line)) for line in LINES[name]]
    rgb = np.rint(255 * np.stack(channels, axis=1)).astype(np.uint8)
    shown = np.frombuffer(bytes.fromhex(colours(name)), np.uint8).reshape(256, 3)
    assert np.abs(rgb.astype(int) - shown).max() <= 1, name
    return rgb.tobytes().hex()


OUT.parent.mkdir(parents=True, exist_ok=True)
maps = {name: colours(name) for name in NAMES} | {name: of_lines(name) for name in LINES}
OUT.write_text("".join(f"{name} {hexa}\n" for name, hexa in maps.items()), encoding="ascii")
