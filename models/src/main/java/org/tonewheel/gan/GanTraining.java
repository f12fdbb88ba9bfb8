package org.tonewheel.gan;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.TrainingStoppedException;
import org.tonewheel.nets.checkpoint.CheckpointStore;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.ParameterCopy;

/** One training under way: its tensors and its place in the data. */
final class GanTraining implements AutoCloseable {
  private final NDManager manager;
  private final GanData data;
  private final GanSettings settings;
  private final TrainingOptions options;
  private final CheckpointStore<GanProgress> checkpoints;
  private final Path directory;
  private final Optional<Scaler> scaler;
  private final GanTensors tensors;
  private final AdversarialStep step;
  private final GanBatches batches;
  private final GeneratorInputs real;
  private final GeneratorInputs generated;
  private final int size;
  private final int batchesPerEpoch;
  private GanProgress progress = GanProgress.START;

  GanTraining(
      NDManager manager,
      GanData data,
      GanSettings settings,
      TrainingOptions options,
      CheckpointStore<GanProgress> checkpoints,
      Path directory) {
    this.manager = manager;
    this.data = data;
    this.settings = settings;
    this.options = options;
    this.checkpoints = checkpoints;
    this.directory = directory;
    scaler = data.scaler();
    tensors = GanTensors.first(manager, data.shape(), data.classes(), settings);
    step = new AdversarialStep(settings, tensors);
    int rows = data.trainRows().length;
    size = Math.min(settings.batchSize(), rows);
    // a last row that would be alone is left out: another permutation leaves out another
    batchesPerEpoch = rows / size + (rows % size > 1 ? 1 : 0);
    batches = new GanBatches(data.rows(), data.shape(), scaler, size);
    real = new GeneratorInputs(size, settings.noise(), data.classes());
    generated = new GeneratorInputs(size, settings.noise(), data.classes());
  }

  /** Goes on from the checkpoint, if there is one, to the end. */
  void run(GanListener listener, BooleanSupplier stop) throws IOException {
    progress = checkpoints.restore(tensors).orElse(GanProgress.START);
    GanFiles.writeHistory(directory, progress.history());
    Optional<Ended> ended = ended();
    while (ended.isEmpty()) {
      epoch(listener, stop);
      ended = ended();
    }
    tensors.average().ifPresent(ParameterCopy::giveBack);
    GanFiles.save(
        directory, data, settings, progress, ended.get(), tensors.generator().parameters(), scaler);
  }

  private Optional<Ended> ended() {
    return progress.ended(settings, options);
  }

  private void epoch(GanListener listener, BooleanSupplier stop) throws IOException {
    double secondsBefore = progress.seconds();
    long start = System.nanoTime();
    int epoch = progress.epoch();
    int[] order = CounterRandom.of(settings.seed(), "shuffle", epoch).permuted(data.trainRows());
    while (progress.batch() < batchesPerEpoch) {
      if (stop.getAsBoolean()) {
        progress = progress.withSeconds(secondsBefore + secondsSince(start));
        checkpoints.save(progress, tensors);
        throw new TrainingStoppedException(
            "stopped in epoch " + epoch + " after batch " + progress.batch());
      }
      batch(order);
    }
    double seconds = secondsBefore + secondsSince(start);
    GanReport report = progress.sums().report(epoch, settings.epochs(), seconds);
    progress = progress.afterEpoch(report);
    if (epoch % options.checkpointEpochs() == 0 || ended().isPresent()) {
      checkpoints.save(progress, tensors);
    }
    GanFiles.writeHistory(directory, progress.history());
    listener.onEpoch(report);
  }

  private void batch(int[] order) {
    int from = progress.batch() * size;
    int[] numbers = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
    long steps = tensors.generatorOptimizer().steps();
    String where = "epoch " + progress.epoch() + ", batch " + (progress.batch() + 1);
    try (GradientScope scope = GradientScope.recording(manager)) {
      StepFigures figures = step.take(scope, batch(scope.manager(), numbers, steps), where);
      progress = progress.afterBatch(figures);
    }
    double past = Math.min(settings.averaging(), (1.0 + steps) / (10.0 + steps));
    tensors.average().ifPresent(average -> average.average(past));
  }

  /** Noise and generated classes of a step, which counts over resumptions too. */
  private AdversarialStep.Batch batch(NDManager stepManager, int[] numbers, long steps) {
    int rows = numbers.length;
    CounterRandom noise = CounterRandom.of(settings.seed(), "noise", steps);
    CounterRandom classes = CounterRandom.of(settings.seed(), "generated classes", steps);
    int[] realLabels = Arrays.stream(numbers).map(row -> data.labels()[row]).toArray();
    int[] labels = new int[rows];
    // in the shares of the training rows, else the class alone would tell generated rows apart
    Arrays.setAll(
        labels, i -> data.labels()[data.trainRows()[classes.below(i, data.trainRows().length)]]);
    return new AdversarialStep.Batch(
        batches.real(stepManager, numbers),
        real.classes(stepManager, realLabels),
        generated.noise(
            stepManager, rows, (row, place) -> noise.normal((long) row * settings.noise() + place)),
        generated.classes(stepManager, labels));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    tensors.close();
  }
}
