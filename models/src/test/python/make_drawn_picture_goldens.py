"""Makes the golden files of PicturesIT (of pipelines) with librosa.

Run by hand where a definition changes; the tests need only its output:

    python3 -m pip install librosa==0.11.0
    python3 models/src/test/python/make_drawn_picture_goldens.py

sound.wav is a track of three segments. whole.f32.gz and segments.f32.gz hold its mel spectrograms in
dB, of all of it and of each segment: two little-endian int32 (frames, bands), then float32 values,
frame-major, segment by segment.
"""

import gzip
import pathlib
import wave

import librosa
import numpy as np

RATE = 22050
SEGMENT = 4000
SEGMENTS = 3
OUT = pathlib.Path(__file__).parents[4] / "pipelines/src/test/resources/PicturesIT"


def sound():
    n = SEGMENT * SEGMENTS
    t = np.arange(n) / RATE
    sweep = np.sin(2 * np.pi * (300 * t + 5_000 * t * t))
    beat = (np.arange(n) % 2_500 < 1_200) * np.random.default_rng(1).standard_normal(n)
    fade = np.linspace(1, 0.01, n)  # so that segments differ in their maximum
    return fade * (0.4 * sweep + 0.05 * beat)


def mel(samples):
    power = librosa.feature.melspectrogram(
        y=samples,
        sr=RATE,
        n_fft=1024,
        hop_length=256,
        center=False,
        n_mels=16,
        fmin=200,
        fmax=8000,
    )
    return librosa.power_to_db(power, ref=1.0, top_db=60).T.astype("<f4")


def write(name, matrices):
    header = np.array(matrices[0].shape, "<i4").tobytes()
    data = header + b"".join(matrix.tobytes() for matrix in matrices)
    (OUT / name).write_bytes(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    pcm = np.rint(sound() * 32_767).astype("<i2")
    with wave.open(str(OUT / "sound.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm.tobytes())
    samples = pcm.astype(np.float32) / 32_768
    write("whole.f32.gz", [mel(samples)])
    write("segments.f32.gz", [mel(samples[k * SEGMENT :][:SEGMENT]) for k in range(SEGMENTS)])
