package org.tonewheel.benchmarks.features;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.Pcm;
import org.tonewheel.benchmarks.Rounds;

/**
 * One side of a benchmark: the 33 features of pieces of recordings, in {@link Rounds}. It measures
 * nothing: its processor time is read from outside, as that of the other side is.
 */
public final class FeatureSpeed implements Rounds.Work {
  private static final int RATE = 22_050;

  private final FrameFeatures features;
  private final List<float[]> pieces;
  private List<float[]> made = List.of();

  private FeatureSpeed(FrameFeatures features, List<float[]> pieces) {
    this.features = features;
    this.pieces = pieces;
  }

  /**
   * Arguments: {@code RESULT NFFT HOP CENTRED PIECE FILES...}: {@code true} or {@code false} for
   * the centring, samples of a piece or 0 for whole recordings, and files of 16 bit samples, little
   * endian, mono, at 22,050 Hz.
   */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    run(arguments, in, System.out);
  }

  static void run(String[] arguments, BufferedReader in, PrintStream out) throws IOException {
    Rounds.serve(() -> parse(arguments), Path.of(arguments[0]), in, out);
  }

  private static FeatureSpeed parse(String[] arguments) throws IOException {
    FrameFeatureSettings settings =
        new FrameFeatureSettings(
            RATE,
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Boolean.parseBoolean(arguments[3]),
            13,
            6,
            true,
            12,
            0);
    int length = Integer.parseInt(arguments[4]);
    List<float[]> pieces = new ArrayList<>();
    for (String file : Arrays.asList(arguments).subList(5, arguments.length)) {
      float[] samples = samples(Path.of(file));
      int each = length == 0 ? samples.length : length;
      for (int from = 0; from + each <= samples.length; from += each) {
        pieces.add(Arrays.copyOfRange(samples, from, from + each));
      }
    }
    return new FeatureSpeed(new FrameFeatures(settings), pieces);
  }

  private static float[] samples(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    short[] pcm = new short[bytes.remaining() / Short.BYTES];
    bytes.asShortBuffer().get(pcm);
    return Pcm.values(pcm);
  }

  @Override
  public void run() {
    made = pieces.stream().map(features::extract).toList();
  }

  /** All values as little-endian floats, frame by frame. */
  @Override
  public void save(Path file) throws IOException {
    int values = made.stream().mapToInt(piece -> piece.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] piece : made) {
      bytes.asFloatBuffer().put(piece);
      bytes.position(bytes.position() + Float.BYTES * piece.length);
    }
    Files.write(file, bytes.array());
  }
}
