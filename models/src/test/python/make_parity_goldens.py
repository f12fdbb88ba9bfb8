"""Makes the golden files of FeatureParityTest with librosa. The tests need only its output:

    python3 -m pip install librosa==0.11.0 numpy==2.4.6 scipy==1.17.1
    python3 models/src/test/python/make_parity_goldens.py

A file a signal, little-endian: int32 rate, int32 samples, the samples in 16 bit; then for each of
the two settings int32 frames, int32 rows, float32 values frame by frame, and a float32 a row: how
far librosa in single precision lies from librosa in double, over the row's range.
"""

import gzip
import pathlib
import warnings

import numpy as np

from librosa_features import in_both_precisions, settings
from parity_signals import CLASSES, pcm

OUT = pathlib.Path(__file__).parents[1] / "resources" / "FeatureParityTest"


def golden(rate, samples):
    parts = [np.array([rate, len(samples)], "<i4"), samples]
    for chosen in settings(rate):
        single, apart = in_both_precisions(samples.astype(np.float32) / 32_768, chosen)
        parts += [np.array(single.shape, "<i4"), single.astype("<f4"), apart.astype("<f4")]
    return b"".join(part.tobytes() for part in parts)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")  # about short and silent input, which is meant
    for signals in CLASSES.values():
        for name, (rate, values) in signals.items():
            (OUT / f"{name}.gz").write_bytes(gzip.compress(golden(rate, pcm(values)), 9, mtime=0))


if __name__ == "__main__":
    main()
