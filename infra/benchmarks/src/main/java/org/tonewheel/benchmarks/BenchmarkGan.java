package org.tonewheel.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.tonewheel.gan.GanData;
import org.tonewheel.gan.GanKind;
import org.tonewheel.gan.GanLoss;
import org.tonewheel.gan.GanOutput;
import org.tonewheel.gan.GanSettings;
import org.tonewheel.nets.MappedSamples;
import org.tonewheel.nets.RowShape;

/**
 * The first paper's waveform GAN, and rows of a file that a batch may meet more than once.
 *
 * @param samples rows of 16 bit samples, see {@link MappedSamples}
 * @param rowSamples samples a row; the paper's 66,000 but in tests
 * @param batchSize real rows a step
 * @param epochSteps steps an epoch
 * @param rate of Adam, of both nets
 */
record BenchmarkGan(Path samples, int rowSamples, int batchSize, int epochSteps, double rate) {
  /** Its name on the command line. */
  static final String NAME = "waveform-gan";

  /** The paper's rows, all else as another training says. */
  static BenchmarkGan of(BenchmarkTraining training) {
    return new BenchmarkGan(
        training.set(), 66_000, training.batchSize(), training.epochSteps(), training.rate());
  }

  /** It does not end by itself. */
  GanSettings settings() {
    return new GanSettings(
        GanKind.WAVEFORM,
        100,
        GanOutput.TANH,
        GanLoss.CROSS_ENTROPY,
        "adam",
        rate,
        rate,
        0.5,
        batchSize,
        Integer.MAX_VALUE,
        0,
        false,
        0,
        1);
  }

  /** The rows, again and again until there are enough; row i is of class i modulo the classes. */
  GanData data() throws IOException {
    MappedSamples rows = MappedSamples.open(samples, rowSamples);
    int count = Math.toIntExact(rows.rows());
    return new GanData(
        rows,
        IntStream.range(0, count).map(row -> row % BenchmarkTraining.CLASSES).toArray(),
        IntStream.range(0, Math.multiplyExact(epochSteps, batchSize)).map(i -> i % count).toArray(),
        RowShape.frames(rowSamples, 1),
        BenchmarkTraining.CLASSES,
        false);
  }
}
