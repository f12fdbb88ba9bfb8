"""librosa's features of recordings, for RecordingParityTest, which starts this: recording_parity.py FOLDER

Each FOLDER/<name>.pcm (little-endian int32 rate, then samples of 16 bit) gives FOLDER/<name>.gz in
the form of make_parity_goldens.py.
"""

import gzip
import pathlib
import sys
import warnings

import numpy as np

sys.dont_write_bytecode = True

from make_parity_goldens import golden


def main():
    warnings.simplefilter("ignore")
    for file in sorted(pathlib.Path(sys.argv[1]).glob("*.pcm")):
        data = file.read_bytes()
        rate = int(np.frombuffer(data, "<i4", 1)[0])
        samples = np.frombuffer(data, "<i2", offset=4)
        file.with_suffix(".gz").write_bytes(gzip.compress(golden(rate, samples), 1))


if __name__ == "__main__":
    main()
