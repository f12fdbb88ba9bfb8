package org.tonewheel.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;

/**
 * Sound of other rates brought to 22,050 Hz, against soxr's "HQ", which librosa loads with; prints
 * the table in {@code models/docs/features.md}. The golden files come from {@code
 * src/test/python/make_resampling_goldens.py}.
 */
class ResamplingParityTest {
  private static final int RATE = 22_050;
  private static final double COMPARED_TO_HZ = 9_000;
  private static final double LEAST_DECIBELS = 60;

  private static final StringBuilder TABLE =
      new StringBuilder("\n| from, Hz | tone | chirp | noise |\n|---|---|---|---|\n");

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 12_345, 16_000, 32_000, 44_100, 48_000, 88_200, 96_000})
  void soundOfAnotherRate_equalsSoxrs(int rate) throws Exception {
    ByteBuffer golden = golden(rate);
    TABLE.append(String.format(Locale.ROOT, "| %,d", rate));
    for (double[] signal : new double[][] {tone(rate), chirp(rate), noise(rate)}) {
      short[] source = pcm(signal);
      assertThat((int) crc(source)).as("the same signal as soxr got").isEqualTo(golden.getInt());
      double[] expected = new double[golden.getInt()];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = golden.getShort();
      }

      byte[] file = new AudioEncoder().encode(source, rate, AudioFormat.WAV);
      short[] resampled = new InProcessDecoder(RATE, DecodeLimits.DEFAULT).decode(file).pcm();

      assertThat(resampled).hasSize((int) Math.ceil((double) source.length * RATE / rate));
      double decibels = signalToError(expected, resampled);
      TABLE.append(String.format(Locale.ROOT, " | %.0f dB", decibels));
      assertThat(decibels).isGreaterThan(LEAST_DECIBELS);
    }
    TABLE.append(" |\n");
  }

  @AfterAll
  static void printTheTable() {
    System.out.println(TABLE);
  }

  /** Power of what soxr gives below 9 kHz over that of the difference there, ends included. */
  private static double signalToError(double[] expected, short[] resampled) {
    // the last sample is there in one of the two where the ratio is not whole
    int count = Math.min(expected.length, resampled.length);
    assertThat(resampled.length - expected.length).isBetween(0, 1);
    double[] difference = new double[count];
    for (int i = 0; i < count; i++) {
      difference[i] = resampled[i] - expected[i];
    }
    return 10 * Math.log10(powerBelow(Arrays.copyOf(expected, count)) / powerBelow(difference));
  }

  private static double powerBelow(double[] values) {
    // an even length has the simpler layout
    double[] bins = Arrays.copyOf(values, values.length + values.length % 2);
    new DoubleFFT_1D(bins.length).realForward(bins);
    double power = bins[0] * bins[0];
    int end = (int) (COMPARED_TO_HZ * bins.length / RATE);
    for (int bin = 1; bin < end; bin++) {
      power += bins[2 * bin] * bins[2 * bin] + bins[2 * bin + 1] * bins[2 * bin + 1];
    }
    return power;
  }

  private static double[] tone(int rate) {
    double[] values = new double[rate / 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = 0.5 * StrictMath.sin(2 * Math.PI * 997 * ((double) i / rate));
    }
    return values;
  }

  private static double[] chirp(int rate) {
    double[] values = new double[rate / 5];
    double seconds = (double) values.length / rate;
    for (int i = 0; i < values.length; i++) {
      double t = (double) i / rate;
      double cycles = 50 * t + (0.49 * rate - 50) * t * t / 2 / seconds;
      values[i] = 0.5 * StrictMath.sin(2 * Math.PI * cycles);
    }
    return values;
  }

  private static double[] noise(int rate) {
    double[] values = new double[rate / 5];
    long state = 1;
    for (int i = 0; i < values.length; i++) {
      state = (1_103_515_245L * state + 12_345) % (1L << 31);
      values[i] = (double) state / (1L << 31) - 0.5;
    }
    return values;
  }

  private static short[] pcm(double[] values) {
    short[] samples = new short[values.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.max(-32_768, Math.min(32_767, Math.rint(values[i] * 32_768)));
    }
    return samples;
  }

  private static long crc(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    return crc.getValue();
  }

  private static ByteBuffer golden(int rate) throws IOException {
    String name = "/ResamplingParityTest/" + rate + ".gz";
    try (InputStream in =
        new GZIPInputStream(ResamplingParityTest.class.getResourceAsStream(name))) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
