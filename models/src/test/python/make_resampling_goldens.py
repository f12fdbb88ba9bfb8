"""Makes the golden files of ResamplingParityTest with soxr. The tests need only its output:

    python3 -m pip install soxr==1.1.0 numpy==2.4.6
    python3 models/src/test/python/make_resampling_goldens.py

A file a rate, little-endian, with the signals one after another: int32 checksum (CRC-32) of the
samples put in, which the test makes by itself, int32 samples that came out, these in 16 bit.
"""

import gzip
import pathlib
import zlib

import numpy as np
import soxr

TARGET = 22050
RATES = [8_000, 11_025, 12_345, 16_000, 32_000, 44_100, 48_000, 88_200, 96_000]
OUT = pathlib.Path(__file__).parents[1] / "resources" / "ResamplingParityTest"


def noise(samples):
    """Uniform in [-0.5, 0.5), by whole numbers that any language gives alike."""
    values = np.empty(samples)
    state = 1
    for i in range(samples):
        state = (1_103_515_245 * state + 12_345) % 2**31
        values[i] = state / 2**31 - 0.5
    return values


def signals(rate):
    """A fifth of a second each; the chirp runs up to 0.49 of the rate."""
    samples = rate // 5
    t = np.arange(samples) / rate
    seconds = samples / rate
    yield 0.5 * np.sin(2 * np.pi * 997 * t)
    yield 0.5 * np.sin(2 * np.pi * (50 * t + (0.49 * rate - 50) * t * t / 2 / seconds))
    yield noise(samples)


def pcm(values):
    return np.clip(np.rint(values * 32_768), -32_768, 32_767).astype("<i2")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    for rate in RATES:
        data = b""
        for values in signals(rate):
            source = pcm(values)
            given = soxr.resample(source.astype(np.float32) / 32_768, rate, TARGET, quality="HQ")
            header = np.array([zlib.crc32(source.tobytes()), len(given)], "<u4")
            data += header.tobytes() + pcm(given).tobytes()
        (OUT / f"{rate}.gz").write_bytes(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main()
