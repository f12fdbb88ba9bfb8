"""Makes the golden files of FrameFeaturesTest with librosa.

Run by hand where the features' definition changes; the tests need only its output:

    python3 -m pip install librosa==0.11.0
    python3 models/src/test/python/make_feature_goldens.py

Each signal is written as 16-bit PCM (<signal>.pcm.gz, little-endian) and each of its feature
matrices as <signal>-<settings>.f32.gz: two little-endian int32 (frames, features), then float32
values, frame-major. The files come out the same byte for byte from the same library versions.
"""

import gzip
import pathlib
import warnings

import librosa
import numpy as np

RATE = 22050
OUT = pathlib.Path(__file__).parents[1] / "resources" / "FrameFeaturesTest"

SETTINGS = {
    "paper": dict(n_fft=1024, hop_length=4084, center=False),
    "hop1024": dict(n_fft=1024, hop_length=1024, center=False),
    "centred": dict(n_fft=2048, hop_length=512, center=True),
}

MEL_SETTINGS = {
    "mel128": dict(n_mels=128, n_fft=2048, hop_length=2048, center=True),
    "mel40": dict(n_mels=40, n_fft=1024, hop_length=4084, center=False),
    "mel32of300": dict(
        n_mels=32, n_fft=1024, hop_length=1024, center=False, fmin=300, fmax=8000, top_db=45
    ),
}


def seconds(samples):
    return np.arange(samples) / RATE


def noise(samples, level, seed):
    return level * np.random.default_rng(seed).standard_normal(samples)


def tones(samples, frequencies, partials=4):
    t = seconds(samples)
    return sum(
        np.sin(2 * np.pi * f * k * t) / k**1.5 for f in frequencies for k in range(1, partials + 1)
    )


def chord():
    """One whole segment of the paper's length: C major, swelling, over faint noise."""
    n = 66_000
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 0.7 * seconds(n))
    return 0.1 * swell * tones(n, [261.626, 329.628, 391.995]) + noise(n, 0.002, 1)


def chirp():
    t = seconds(20_000)
    return 0.5 * np.sin(2 * np.pi * (100 * t + 4_500 * t * t))


def white_noise():
    return noise(20_000, 0.1, 2)


def silence():
    return np.zeros(9_000)


def clicks():
    signal = noise(20_000, 0.0005, 3)
    signal[::2_205] += 0.9
    return signal


def detuned():
    """A minor, every note 30 cents sharp, as a decaying pluck."""
    n = 24_000
    sharp = 2 ** (0.30 / 12)
    decay = np.exp(-2.0 * seconds(n))
    notes = [220.0 * sharp, 261.626 * sharp, 329.628 * sharp]
    return 0.12 * decay * tones(n, notes, partials=6) + noise(n, 0.001, 4)


def half_silent():
    """Sound that stops: the 80 dB limit decides what the silent frames hold."""
    signal = 0.2 * tones(20_000, [440.0, 554.365]) + noise(20_000, 0.01, 5)
    signal[9_000:] = 0
    return signal


def short():
    """Shorter than one window."""
    return 0.3 * tones(600, [523.251]) + noise(600, 0.01, 6)


SIGNALS = [chord, chirp, white_noise, silence, clicks, detuned, half_silent, short]


def filled(samples, n_fft, center):
    """librosa refuses less than a frame; Tonewheel's rule is one frame, filled up with zeros."""
    missing = 0 if center else max(0, n_fft - len(samples))
    return np.pad(samples, (0, missing))


def features(samples, n_fft, hop_length, center):
    samples = filled(samples, n_fft, center)
    frame = dict(y=samples, sr=RATE, n_fft=n_fft, hop_length=hop_length, center=center)
    rows = [
        librosa.feature.mfcc(n_mfcc=13, **frame),
        librosa.feature.spectral_contrast(n_bands=6, **frame),
        librosa.feature.spectral_centroid(**frame),
        librosa.feature.chroma_stft(n_chroma=12, **frame),
    ]
    return np.concatenate(rows).T.astype("<f4")


def mel(samples, n_mels, n_fft, hop_length, center, fmin=0.0, fmax=None, top_db=80):
    samples = filled(samples, n_fft, center)
    frame = dict(y=samples, sr=RATE, n_fft=n_fft, hop_length=hop_length, center=center)
    power = librosa.feature.melspectrogram(n_mels=n_mels, fmin=fmin, fmax=fmax, **frame)
    return librosa.power_to_db(power, ref=1.0, top_db=top_db).T.astype("<f4")


def write(name, data):
    (OUT / name).write_bytes(gzip.compress(data, 9, mtime=0))


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")  # about short and silent input, which is meant
    for make in SIGNALS:
        pcm = np.clip(np.rint(make() * 32_767), -32_768, 32_767).astype("<i2")
        write(f"{make.__name__}.pcm.gz", pcm.tobytes())
        samples = pcm.astype(np.float32) / 32_768
        matrices = {name: features(samples, **s) for name, s in SETTINGS.items()}
        matrices |= {name: mel(samples, **s) for name, s in MEL_SETTINGS.items()}
        for name, values in matrices.items():
            header = np.array(values.shape, "<i4").tobytes()
            write(f"{make.__name__}-{name}.f32.gz", header + values.tobytes())


if __name__ == "__main__":
    main()
