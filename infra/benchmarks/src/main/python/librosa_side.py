"""The other side of the benchmark: the work of FeatureSpeed.java by librosa.

Speaks on standard input and output as that does. Arguments: HOW RESULT NFFT HOP CENTRED PIECE
FILES...; HOW is `calls`, four calls of librosa.feature on the samples as its documentation shows
them, or `shared`, one spectrum for all four. Needs librosa.
"""

import sys

import librosa
import numpy as np

RATE = 22_050


def calls(samples, n_fft, hop, centred):
    frames = {"n_fft": n_fft, "hop_length": hop, "center": centred}
    return np.vstack([
        librosa.feature.mfcc(y=samples, sr=RATE, n_mfcc=13, **frames),
        librosa.feature.spectral_contrast(y=samples, sr=RATE, **frames),
        librosa.feature.spectral_centroid(y=samples, sr=RATE, **frames),
        librosa.feature.chroma_stft(y=samples, sr=RATE, **frames),
    ])


def shared(samples, n_fft, hop, centred):
    magnitude = np.abs(librosa.stft(samples, n_fft=n_fft, hop_length=hop, center=centred))
    power = magnitude * magnitude
    mel = librosa.feature.melspectrogram(S=power, sr=RATE, n_fft=n_fft)
    return np.vstack([
        librosa.feature.mfcc(S=librosa.power_to_db(mel), sr=RATE, n_mfcc=13),
        librosa.feature.spectral_contrast(S=magnitude, sr=RATE, n_fft=n_fft),
        librosa.feature.spectral_centroid(S=magnitude, sr=RATE, n_fft=n_fft),
        librosa.feature.chroma_stft(S=power, sr=RATE, n_fft=n_fft),
    ])


def pieces(files, length):
    for file in files:
        samples = np.fromfile(file, "<i2").astype(np.float32) / 32_768
        each = length or len(samples)
        for start in range(0, len(samples) - each + 1, each):
            yield samples[start:start + each]


def main(how, result, n_fft, hop, centred, length, *files):
    print("idle", flush=True)
    if not sys.stdin.readline():
        return
    extract = {"calls": calls, "shared": shared}[how]
    settings = int(n_fft), int(hop), centred == "true"
    audio = list(pieces(files, int(length)))
    done = 0
    print("waiting 0", flush=True)
    while line := sys.stdin.readline().strip():
        if line == "save":
            values = [piece.T.astype("<f4").ravel() for piece in made]
            np.concatenate(values).tofile(result)
        else:
            for _ in range(int(line)):
                made = [extract(piece, *settings) for piece in audio]
                done += 1
        print(f"waiting {done}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
