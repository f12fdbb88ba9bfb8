package org.tonewheel.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.checkpoint.AtomicFile;
import org.tonewheel.nets.checkpoint.CheckpointStore;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.Optimizer;
import org.tonewheel.nets.engine.OptimizerRule;
import org.tonewheel.nets.engine.ParameterCopy;
import org.tonewheel.nets.engine.TensorMemory;

/** One training under way: its tensors and its place in the data. */
final class Training implements AutoCloseable {
  private final NDManager manager;
  private final LabelledRows data;
  private final NetSettings settings;
  private final TrainingOptions options;
  private final CheckpointStore<Progress> checkpoints;
  private final Path directory;
  private final Net net;
  private final Optimizer optimizer;
  private final TrainingTensors tensors;
  private final Scaler scaler;
  private final Batches trainBatches;
  private final Batches validationBatches;
  private final int batchesPerEpoch;
  private Progress progress = Progress.START;

  Training(
      NDManager manager,
      LabelledRows data,
      NetSettings settings,
      TrainingOptions options,
      CheckpointStore<Progress> checkpoints,
      Path directory) {
    this.manager = manager;
    this.data = data;
    this.settings = settings;
    this.options = options;
    this.checkpoints = checkpoints;
    this.directory = directory;
    RowShape row = data.shape();
    settings.augmentation().requireFits(row);
    net = new Net(manager, row.shape(), data.classes(), settings);
    optimizer = OptimizerRule.named(settings.optimizer()).over(net.parameters());
    tensors = TrainingTensors.of(net.parameters(), optimizer, settings.keep());
    scaler = Scaler.fit(data.set(), data.scalerRows(), row);
    int size = Math.min(settings.batchSize(), data.trainRows().length);
    trainBatches = new Batches(data.set(), scaler, row, data.classes(), size);
    int validationSize = Math.min(Evaluation.batchSize(row), data.validationRows().length);
    validationBatches = new Batches(data.set(), scaler, row, data.classes(), validationSize);
    batchesPerEpoch = (data.trainRows().length + size - 1) / size;
  }

  /** Goes on from the checkpoint, if there is one, to the end. */
  void run(TrainingListener listener, BooleanSupplier stop) throws IOException {
    progress = checkpoints.restore(tensors).orElse(Progress.START);
    writeHistory();
    Optional<Ended> ended = ended();
    while (ended.isEmpty()) {
      epoch(listener, stop);
      ended = ended();
    }
    tensors.best().ifPresent(ParameterCopy::giveBack);
    ModelFiles.save(directory, data, settings, progress, ended.get(), net.parameters(), scaler);
  }

  private Optional<Ended> ended() {
    return progress.ended(settings, options);
  }

  private void epoch(TrainingListener listener, BooleanSupplier stop) throws IOException {
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
    Evaluation validation =
        Evaluation.of(manager, net, validationBatches, data, data.validationRows());
    requireFinite(validation.loss(), "the validation of epoch " + epoch);
    EpochReport report =
        new EpochReport(
            epoch,
            settings.epochs(),
            progress.lossSum() / data.weight(order, 0, order.length),
            (double) progress.correct() / order.length,
            validation.loss(),
            validation.accuracy(),
            secondsBefore + secondsSince(start));
    progress = progress.afterEpoch(report);
    if (progress.lastWasBest()) {
      tensors.best().ifPresent(ParameterCopy::take);
    }
    if (epoch % options.checkpointEpochs() == 0 || ended().isPresent()) {
      checkpoints.save(progress, tensors);
    }
    writeHistory();
    listener.onEpoch(report);
  }

  private void batch(int[] order) {
    int from = progress.batch() * Math.min(settings.batchSize(), order.length);
    int to = Math.min(order.length, from + settings.batchSize());
    // steps() counts over resumptions too, and so keys augmentation and dropout masks
    try (GradientScope step = GradientScope.recording(manager)) {
      NDArray inputs =
          trainBatches.inputs(step.manager(), order, from, to, augmentation(optimizer.steps()));
      NDArray targets = trainBatches.targets(step.manager(), data, order, from, to);
      NDArray logits = net.forwardTraining(inputs, optimizer.steps());
      NDArray loss = CrossEntropy.mean(logits, targets);
      double value = TensorMemory.read(loss)[0];
      requireFinite(value, "epoch " + progress.epoch() + ", batch " + (progress.batch() + 1));
      step.backward(loss);
      double rate =
          settings
              .schedule()
              .rate(
                  settings.rate(),
                  optimizer.steps(),
                  batchesPerEpoch,
                  settings.epochs(),
                  progress.history());
      optimizer.step(rate, settings.clipNorm());
      int correct = Evaluation.correct(TensorMemory.read(logits), data.labels(), order, from, to);
      progress = progress.afterBatch(value * data.weight(order, from, to), correct);
    }
  }

  private Batches.Change augmentation(long step) {
    Augmentation augmentation = settings.augmentation();
    if (augmentation.equals(Augmentation.NONE)) {
      return Batches.Change.NONE;
    }
    return (place, row) ->
        augmentation.apply(
            row, data.shape(), CounterRandom.of(settings.seed(), "augment", step, place));
  }

  private void requireFinite(double loss, String where) {
    if (!Double.isFinite(loss)) {
      throw new TrainingFailedException(
          "the loss is "
              + loss
              + " in "
              + where
              + "; lower the rate ("
              + settings.rate()
              + ") or clip the gradient's norm");
    }
  }

  private void writeHistory() throws IOException {
    StringBuilder text =
        new StringBuilder(
            "epoch,trainLoss,trainAccuracy,validationLoss,validationAccuracy,seconds\n");
    List<EpochReport> history = progress.history();
    for (EpochReport report : history) {
      text.append(report.epoch()).append(',');
      text.append(report.trainLoss()).append(',').append(report.trainAccuracy()).append(',');
      text.append(report.validationLoss()).append(',').append(report.validationAccuracy());
      text.append(',').append(report.seconds()).append('\n');
    }
    AtomicFile.replace(
        directory.resolve("history.csv"),
        out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    tensors.close();
    net.close();
  }
}
