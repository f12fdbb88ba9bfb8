package org.tonewheel.audio.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A way in which a file is damaged or forged, drawn from a stream of random numbers. */
enum Mutation {
  /** A few bits anywhere. */
  BITS {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      byte[] changed = file.clone();
      for (int i = 1 + random.nextInt(20); i > 0; i--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return changed;
    }
  },
  /** Bytes of the header, or of the end, where M4A has its own. */
  HEADER {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      byte[] changed = file.clone();
      for (int i = 1 + random.nextInt(8); i > 0; i--) {
        changed[inHeader(changed, random)] = (byte) random.nextInt();
      }
      return changed;
    }
  },
  /** A field of 16, 32 or 64 bits in the header: a size, a length, a rate, a count. */
  FIELD {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      byte[] changed = file.clone();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        putField(changed, inHeader(changed, random), random);
      }
      return changed;
    }
  },
  /** Such a field anywhere, and aligned as containers have it. */
  BODY_FIELD {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      byte[] changed = file.clone();
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        putField(changed, random.nextInt(changed.length) & ~1, random);
      }
      return changed;
    }
  },
  /** Cut off. */
  TRUNCATION {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      int most = random.nextBoolean() ? file.length : Math.min(file.length, HEADER_BYTES);
      return Arrays.copyOf(file, random.nextInt(most));
    }
  },
  /** The beginning of one file and the end of another, of whatever format. */
  SPLICE {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      int end = random.nextInt(file.length);
      int from = random.nextInt(other.length);
      byte[] spliced = Arrays.copyOf(file, end + other.length - from);
      System.arraycopy(other, from, spliced, end, other.length - from);
      return spliced;
    }
  },
  /** A piece many times over. */
  REPEAT {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      int from = random.nextInt(file.length);
      int length = 1 + random.nextInt(Math.min(file.length - from, 4_096));
      int times = 1 + random.nextInt(50);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(file, 0, from);
      for (int i = 0; i < times; i++) {
        out.write(file, from, length);
      }
      out.write(file, from, file.length - from);
      return out.toByteArray();
    }
  },
  /** A piece left out. */
  GAP {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      int from = random.nextInt(file.length);
      int to = Math.min(file.length, from + 1 + random.nextInt(2_000));
      byte[] rest = Arrays.copyOf(file, file.length - (to - from));
      System.arraycopy(file, to, rest, from, file.length - to);
      return rest;
    }
  },
  /** A piece overwritten by noise, zeros or ones. */
  PATCH {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      byte[] changed = file.clone();
      int from = random.nextInt(file.length);
      int to = Math.min(file.length, from + 1 + random.nextInt(1_500));
      int kind = random.nextInt(3);
      for (int i = from; i < to; i++) {
        changed[i] = (byte) (kind == 0 ? random.nextInt() : kind == 1 ? 0 : 0xff);
      }
      return changed;
    }
  },
  /** Two pieces in each other's place. */
  EXCHANGE {
    @Override
    byte[] apply(byte[] file, byte[] other, SplittableRandom random) {
      byte[] changed = file.clone();
      int length = 1 + random.nextInt(Math.min(512, file.length / 2));
      int a = random.nextInt(file.length - length + 1);
      int b = random.nextInt(file.length - length + 1);
      System.arraycopy(file, a, changed, b, length);
      System.arraycopy(file, b, changed, a, length);
      return changed;
    }
  };

  private static final int HEADER_BYTES = 512;
  private static final int TRAILER_BYTES = 1_500;

  /** Numbers that sizes and counts go wrong at. */
  private static final long[] EDGES = {
    0,
    1,
    2,
    3,
    7,
    8,
    255,
    256,
    0x7f,
    0x80,
    0x7fff,
    0x8000,
    0xffff,
    0x10000,
    0xff_ffff,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_fff0L,
    0xffff_ffffL,
    -1,
    Long.MIN_VALUE,
    Long.MAX_VALUE
  };

  /** A changed file; neither of the two given ones, which are not empty, is touched. */
  abstract byte[] apply(byte[] file, byte[] other, SplittableRandom random);

  private static int inHeader(byte[] file, SplittableRandom random) {
    if (random.nextBoolean()) {
      return random.nextInt(Math.min(HEADER_BYTES, file.length));
    }
    return file.length - 1 - random.nextInt(Math.min(TRAILER_BYTES, file.length));
  }

  private static void putField(byte[] file, int at, SplittableRandom random) {
    ByteBuffer buffer =
        ByteBuffer.wrap(file)
            .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long value = random.nextInt(4) == 0 ? random.nextLong() : EDGES[random.nextInt(EDGES.length)];
    int bytes = 2 << random.nextInt(3);
    if (at + bytes > file.length) {
      return;
    }
    switch (bytes) {
      case 2 -> buffer.putShort(at, (short) value);
      case 4 -> buffer.putInt(at, (int) value);
      default -> buffer.putLong(at, value);
    }
  }
}
