"""Tracks in any number from a few: Ogg Vorbis files of half a minute whose pages are drawn at random
from real ones, so that no two have the same samples, without an encoder.

The real ones must be encoded alike: the three header packets of all are those of the first.
"""

import random
import struct
import zlib
from pathlib import Path

SECONDS = 30
CONTINUED, FIRST, LAST = 1, 2, 4
REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class Page:
    """A page of an Ogg file (RFC 3533, section 6)."""

    def __init__(self, flags, granule, head, body):
        self.flags = flags
        self.granule = granule  # samples of the stream up to the end of this page
        self.head = head  # lengths of its segments
        self.body = body

    def written(self, flags, granule, number):
        page = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 1, number, 0, len(self.head))
        page += self.head + self.body
        return page[:22] + struct.pack("<I", checksum(page)) + page[26:]


def checksum(page):
    """Ogg's polynomial is zlib's with all bits the other way round, without its inversions."""
    value = zlib.crc32(page.translate(REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{value:032b}"[::-1], 2)


def pages(file):
    data = file.read_bytes()
    at = 0
    while at < len(data):
        magic, _, flags, granule, _, _, _, segments = struct.unpack_from("<4sBBqIIIB", data, at)
        if magic != b"OggS":
            raise ValueError(f"{file}: no page of Ogg begins at byte {at}")
        head = data[at + 27:at + 27 + segments]
        body = at + 27 + segments
        at = body + sum(head)
        yield Page(flags, granule, head, data[body:at])


class Pool:
    """Pages of sound that hold whole packets, each with its number of samples."""

    def __init__(self, files):
        self.header = None
        self.sound = []
        for file in files:
            all_pages = list(pages(file))
            header = [page for page in all_pages if page.granule == 0]
            if self.header is None:
                self.header = header
                self.rate = struct.unpack_from("<I", header[0].body, 12)[0]
            elif header[-1].body[-2000:] != self.header[-1].body[-2000:]:
                raise ValueError(f"{file} is encoded otherwise than the first file")
            sound = all_pages[len(header):]
            for before, page in zip(sound, sound[1:-1]):
                whole = not page.flags & CONTINUED and page.head[-1] < 255
                if whole and page.granule > before.granule >= 0:
                    self.sound.append((page, page.granule - before.granule))

    def write(self, file, draw):
        """One track, of pages that `draw`, a generator of random numbers, picks."""
        parts = [page.written(page.flags, 0, i) for i, page in enumerate(self.header)]
        granule = 0
        while granule < SECONDS * self.rate:
            page, samples = draw.choice(self.sound)
            granule += samples
            last = LAST if granule >= SECONDS * self.rate else 0
            parts.append(page.written(last, granule, len(parts)))
        file.write_bytes(b"".join(parts))


def write_tracks(source, folder, count, seed=1):
    """Writes FOLDER/<genre>/<number>.ogg; the genres are the folders of the source."""
    genres = sorted(path for path in Path(source).iterdir() if path.is_dir())
    pools = [Pool(sorted(genre.glob("*.ogg"))) for genre in genres]
    for number in range(count):
        genre, pool = genres[number % len(genres)], pools[number % len(genres)]
        target = Path(folder) / genre.name
        target.mkdir(parents=True, exist_ok=True)
        pool.write(target / f"{number:06}.ogg", random.Random(f"{seed}/{number}"))
