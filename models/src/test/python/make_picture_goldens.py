"""Makes the golden files of the tests of org.tonewheel.pictures with NumPy and Pillow.

Run by hand where a definition changes; the tests need only its output:

    python3 -m pip install numpy pillow==13.0.0
    python3 models/src/test/python/make_picture_goldens.py

PictureDecoderTest: picture files of every kind, and beside each NAME.rgb.gz, what it shows.
PictureResizeTest: source.rgb.gz and its resized versions WIDTHxHEIGHT.rgb.gz.
MelPictureTest: decibels.f32.gz and its drawings MAP-WIDTHxHEIGHT.rgb.gz.
An .rgb.gz holds two little-endian int32 (width, height), then bytes, row by row, 3 a pixel; an
.f32.gz two int32 (frames, bands), then float32 values, frame-major.
"""

import gzip
import io
import pathlib
import struct
import zlib

import numpy as np
from PIL import Image

MODELS = pathlib.Path(__file__).parents[2]
RESOURCES = MODELS / "test/resources"
COLOUR_MAPS = MODELS / "main/resources/org/tonewheel/pictures/colour-maps.txt"

GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def write(folder, name, data):
    path = RESOURCES / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def zipped(header, values):
    return gzip.compress(struct.pack("<ii", *header) + values.tobytes(), 9, mtime=0)


def write_rgb(folder, name, rgb):
    height, width, _ = rgb.shape
    write(folder, name + ".rgb.gz", zipped((width, height), rgb.astype(np.uint8)))


# --- files to decode ---------------------------------------------------------------------------


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def rows(samples, depth):
    """Rows of a picture (height, width, channels), each behind filter byte 0."""
    if depth == 16:
        packed = samples.astype(">u2").reshape(len(samples), -1).view(np.uint8)
    elif depth == 8:
        packed = samples.astype(np.uint8).reshape(len(samples), -1)
    else:
        bits = (samples.astype(np.uint8)[..., None] >> np.arange(depth - 1, -1, -1)) & 1
        packed = np.packbits(bits.reshape(len(samples), -1), axis=1)
    return np.pad(packed, ((0, 0), (1, 0))).tobytes()


def png(samples, colour_type, depth, extra=b"", interlaced=False):
    """A PNG file; Pillow writes neither 16 bits of colour nor interlacing."""
    samples = samples.reshape(*samples.shape[:2], CHANNELS[colour_type])
    height, width = samples.shape[:2]
    parts = [samples[y::dy, x::dx] for x, y, dx, dy in PASSES] if interlaced else [samples]
    data = b"".join(rows(part, depth) for part in parts if part.size)
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, int(interlaced))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", zlib.compress(data, 9))
        + chunk(b"IEND", b"")
    )


def over_white(samples, alpha, full):
    """Samples in 0 to full with alpha in 0 to full, as 8 bits over white."""
    mixed = (samples * alpha + full * (full - alpha)) / full
    return np.floor(mixed * 255 / full + 0.5)


def grey_to_rgb(grey):
    return np.repeat(grey[..., None], 3, axis=2)


def decoder_files():
    width, height = 21, 13
    y, x = np.mgrid[:height, :width].astype(np.int64)
    colour = np.stack([x * 12, y * 19, (x * y * 7) % 256], axis=2)
    alpha = ((x + y) * 8) % 256
    grey = (x * 11 + y * 3) % 256
    wide = colour * 257 - (x * 5)[..., None] * (colour > 30)
    wide_grey = (x * 3001 + y * 77) % 65536
    wide_alpha = ((x + y) * 2001) % 65536
    index = (x + 3 * y) % 16
    colours = np.stack([np.arange(16) * 16, 255 - np.arange(16) * 9, np.arange(16) * 5], axis=1)
    clear = np.minimum(np.arange(16) * 20, 255)
    palette = chunk(b"PLTE", colours.astype(np.uint8).tobytes())

    def key(*samples):
        return chunk(b"tRNS", struct.pack(f">{len(samples)}H", *samples))

    yield "rgb", png(colour, RGB, 8), colour
    yield "rgb-interlaced", png(colour, RGB, 8, interlaced=True), colour
    yield "rgba", png(np.dstack([colour, alpha]), RGBA, 8), over_white(
        colour, alpha[..., None], 255
    )
    yield "rgb16", png(wide, RGB, 16), over_white(wide, np.array(65535), 65535)
    yield "rgba16", png(np.dstack([wide, wide_alpha]), RGBA, 16), over_white(
        wide, wide_alpha[..., None], 65535
    )
    for depth in (1, 2, 4, 8):
        samples = grey >> (8 - depth)
        yield f"grey{depth}", png(samples, GREY, depth), grey_to_rgb(
            over_white(samples, 2**depth - 1, 2**depth - 1)
        )
    yield "grey16", png(wide_grey, GREY, 16), grey_to_rgb(over_white(wide_grey, 65535, 65535))
    yield "grey-alpha", png(np.dstack([grey, alpha]), GREY_ALPHA, 8), grey_to_rgb(
        over_white(grey, alpha, 255)
    )
    yield "grey-alpha16", png(np.dstack([wide_grey, wide_alpha]), GREY_ALPHA, 16), grey_to_rgb(
        over_white(wide_grey, wide_alpha, 65535)
    )
    for depth, name in ((4, "palette4"), (8, "palette8")):
        yield name, png(index, PALETTE, depth, palette), colours[index]
    transparent = palette + chunk(b"tRNS", clear.astype(np.uint8).tobytes())
    yield "palette-alpha", png(index, PALETTE, 8, transparent), over_white(
        colours[index], clear[index][..., None], 255
    )
    keyed = np.where((colour == colour[5, 7]).all(axis=2)[..., None], 255, colour)
    yield "rgb-key", png(colour, RGB, 8, key(*colour[5, 7])), keyed
    keyed = np.where(grey >> 4 == 9, 255, (grey >> 4) * 17)
    yield "grey4-key", png(grey >> 4, GREY, 4, key(9)), grey_to_rgb(keyed)
    keyed = np.where(wide_grey == wide_grey[5, 7], 65535, wide_grey)
    yield "grey16-key", png(wide_grey, GREY, 16, key(wide_grey[5, 7])), grey_to_rgb(
        over_white(keyed, 65535, 65535)
    )


def jpeg_files():
    y, x = np.mgrid[:40, :56]
    colour = np.stack([x * 4, y * 6, 128 + 90 * np.sin(x / 5) * np.cos(y / 7)], axis=2)
    image = Image.fromarray(colour.astype(np.uint8))
    kinds = {
        "jpeg-444": (image, dict(quality=90, subsampling=0)),
        "jpeg-420": (image, dict(quality=90, subsampling=2)),
        "jpeg-progressive": (image, dict(quality=90, progressive=True)),
        "jpeg-grey": (image.convert("L"), dict(quality=90)),
    }
    for name, (picture, options) in kinds.items():
        file = io.BytesIO()
        picture.save(file, "JPEG", **options)
        yield name, file.getvalue(), np.array(Image.open(file).convert("RGB"))


def make_decoder_goldens():
    folder = "PictureDecoderTest"
    for name, file, shown in decoder_files():
        write(folder, name + ".png", file)
        write_rgb(folder, name, shown)
        image = Image.open(io.BytesIO(file))
        if image.mode in ("RGB", "L", "P", "1") and "transparency" not in image.info:
            seen = np.array(image.convert("RGB"), dtype=int)
            # of 16 bits Pillow takes the upper 8, which is up to 1 less
            assert np.abs(seen - shown).max() <= (1 if "16" in name else 0), name
    for name, file, shown in jpeg_files():
        write(folder, name + ".jpg", file)
        write_rgb(folder, name, shown)


# --- resizing and drawing ----------------------------------------------------------------------


def make_resize_goldens():
    y, x = np.mgrid[:64, :96]
    noise = np.random.default_rng(7).integers(0, 256, (64, 96))
    source = np.stack([255 * ((x // 9 + y // 7) % 2), noise, x * 2 + y], axis=2).astype(np.uint8)
    write_rgb("PictureResizeTest", "source", source)
    for size in ((40, 40), (96, 21), (31, 64), (120, 90), (7, 150), (1, 1)):
        resized = Image.fromarray(source).resize(size, Image.LANCZOS)
        write_rgb("PictureResizeTest", f"{size[0]}x{size[1]}", np.array(resized))


def colour_map(name):
    if name == "grey":
        return np.repeat(np.arange(256)[:, None], 3, axis=1).astype(float)
    lines = dict(line.split(" ") for line in COLOUR_MAPS.read_text().splitlines())
    return np.frombuffer(bytes.fromhex(lines[name]), np.uint8).reshape(256, 3).astype(float)


def draw(decibels, name, size):
    shares = np.clip(1 - (decibels.max() - decibels.astype(float)) / 60, 0, 1)
    plane = Image.fromarray(np.flipud(shares.T).astype(np.float32))
    place = np.clip(np.array(plane.resize(size, Image.LANCZOS)), 0, 1).astype(float) * 255
    colours = colour_map(name)
    channels = [np.interp(place, np.arange(256), colours[:, c]) for c in range(3)]
    return np.rint(np.stack(channels, axis=2))


def make_mel_goldens():
    t, band = np.mgrid[:70, :24]
    decibels = -20 - band * 2 + 15 * np.sin(t / 6 + band / 3) - 40 * (t % 16 > 12)
    decibels = decibels.astype("<f4")
    write("MelPictureTest", "decibels.f32.gz", zipped((70, 24), decibels))
    for name, size in (("magma", (30, 30)), ("viridis", (25, 40)), ("grey", (90, 12))):
        write_rgb("MelPictureTest", f"{name}-{size[0]}x{size[1]}", draw(decibels, name, size))


if __name__ == "__main__":
    make_decoder_goldens()
    make_resize_goldens()
    make_mel_goldens()
