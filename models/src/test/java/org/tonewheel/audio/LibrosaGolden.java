package org.tonewheel.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recording and librosa's features of it, as {@code make_parity_goldens.py} writes them.
 *
 * @param samples in [-1, 1)
 * @param matrices one for each of the settings
 */
record LibrosaGolden(float[] samples, List<Matrix> matrices) {
  private static final int MFCC = 13;
  private static final int CHROMA = 12;
  private static final int[] MEL = {40, 64};
  private static final int MOST_CONTRAST_BANDS = 6;

  /**
   * Features under one kind of settings.
   *
   * @param name of the settings
   * @param values frame by frame
   * @param own a value a row: how far librosa in single precision lies from librosa in double, over
   *     the row's range
   */
  record Matrix(
      String name, FrameFeatureSettings settings, int frames, float[] values, float[] own) {}

  static LibrosaGolden read(InputStream zipped) throws IOException {
    ByteBuffer data;
    try (InputStream in = new GZIPInputStream(zipped)) {
      data = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
    int rate = data.getInt();
    short[] pcm = new short[data.getInt()];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = data.getShort();
    }
    List<Matrix> matrices = new ArrayList<>();
    matrices.add(matrix("1024/4084, not centred", paper(rate), data));
    matrices.add(matrix("2048/512, centred", defaults(rate), data));
    return new LibrosaGolden(Pcm.values(pcm), matrices);
  }

  private static FrameFeatureSettings paper(int rate) {
    return new FrameFeatureSettings(
        rate, 1_024, 4_084, false, MFCC, contrastBands(rate), true, CHROMA, MEL[0]);
  }

  private static FrameFeatureSettings defaults(int rate) {
    return new FrameFeatureSettings(
        rate, 2_048, 512, true, MFCC, contrastBands(rate), true, CHROMA, MEL[1]);
  }

  private static int contrastBands(int rate) {
    int bands = 0;
    while (bands < MOST_CONTRAST_BANDS && 200 << bands < rate / 2) {
      bands++;
    }
    return bands;
  }

  private static Matrix matrix(String name, FrameFeatureSettings settings, ByteBuffer data) {
    int frames = data.getInt();
    int rows = data.getInt();
    float[] values = floats(data, frames * rows);
    return new Matrix(name, settings, frames, values, floats(data, rows));
  }

  private static float[] floats(ByteBuffer data, int count) {
    float[] values = new float[count];
    data.asFloatBuffer().get(values);
    data.position(data.position() + Float.BYTES * count);
    return values;
  }
}
