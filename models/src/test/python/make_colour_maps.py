"""Writes the colours of matplotlib's perceptual colour maps as a resource of org.tonewheel.pictures.

Run by hand; the build needs only its output. The five maps' data are in the public domain (CC0):

    python3 -m pip install matplotlib==3.11.2
    python3 models/src/test/python/make_colour_maps.py

One line a map: its name, a space, 256 colours of six hexadecimal digits from lowest to highest.
"""

import pathlib

import matplotlib
import numpy as np

OUT = pathlib.Path(__file__).parents[2] / "main/resources/org/tonewheel/pictures/colour-maps.txt"
NAMES = ["magma", "viridis", "inferno", "plasma", "cividis"]


def colours(name):
    rgba = matplotlib.colormaps[name](np.arange(256))
    # rounded: matplotlib's own conversion to bytes cuts off
    return np.rint(255 * rgba[:, :3]).astype(np.uint8).tobytes().hex()


OUT.parent.mkdir(parents=True, exist_ok=True)
OUT.write_text("".join(f"{name} {colours(name)}\n" for name in NAMES), encoding="ascii")
