package org.tonewheel.pictures;

import com.google.common.primitives.ImmutableIntArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * From a number to a colour: matplotlib's maps of these names, grey being its {@code gray}. The
 * lightness of the first five and of grey grows evenly with the number. One whose name ends in
 * {@code _R} is another backwards.
 */
public enum ColourMap {
  /** Black, purple, orange, pale yellow. */
  MAGMA,
  /** Dark purple, blue, green, yellow. */
  VIRIDIS,
  /** Black, purple, red, yellow, pale yellow. */
  INFERNO,
  /** Dark blue, purple, orange, yellow. */
  PLASMA,
  /** Dark blue, grey, yellow: the same to those who see no red. */
  CIVIDIS,
  /** Black to white. */
  GREY,
  /** Black, red, yellow, white. */
  HOT,
  /** Dark blue, cyan, yellow, dark red: it shows edges that are not there. */
  JET,
  MAGMA_R,
  VIRIDIS_R,
  INFERNO_R,
  PLASMA_R,
  CIVIDIS_R,
  /** White to black, as printed spectrograms are. */
  GREY_R,
  HOT_R,
  JET_R;

  private static final String RESOURCE = "colour-maps.txt";
  private static final String REVERSED = "_r";
  private static final int STEPS = 255;

  /** 256 colours, red in the third byte from below. */
  private final ImmutableIntArray colours = colours(name().toLowerCase(Locale.ROOT));

  /**
   * Writes the colour of a number; between two of the map's 256 colours it is mixed from both.
   *
   * @param value 0 (the map's first colour) to 1 (its last)
   * @param rgb where red, green and blue go, at {@code offset} and the two places after it
   */
  void write(double value, byte[] rgb, int offset) {
    double place = value * STEPS;
    int lower = Math.min(STEPS - 1, (int) place);
    double share = place - lower;
    for (int channel = 0; channel < 3; channel++) {
      int shift = 16 - 8 * channel;
      int from = colours.get(lower) >> shift & 0xff;
      int to = colours.get(lower + 1) >> shift & 0xff;
      rgb[offset + channel] = (byte) Math.rint(from + share * (to - from));
    }
  }

  private static ImmutableIntArray colours(String name) {
    if (name.endsWith(REVERSED)) {
      ImmutableIntArray forwards = colours(name.substring(0, name.length() - REVERSED.length()));
      return ImmutableIntArray.copyOf(
          IntStream.rangeClosed(0, STEPS).map(i -> forwards.get(STEPS - i)));
    }
    if (name.equals("grey")) {
      return ImmutableIntArray.copyOf(IntStream.rangeClosed(0, STEPS).map(i -> 0x010101 * i));
    }
    try (InputStream in = ColourMap.class.getResourceAsStream(RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      String line = text.lines().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
      int start = name.length() + 1;
      return ImmutableIntArray.copyOf(
          IntStream.rangeClosed(0, STEPS)
              .map(i -> HexFormat.fromHexDigits(line, start + 6 * i, start + 6 * i + 6)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the colours of " + name, e);
    }
  }
}
