package org.tonewheel.gan;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.checkpoint.CheckpointStore;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * Trains a GAN in a directory of its own: {@code checkpoint/}, {@code history.csv}, and the
 * generator's files at the end.
 *
 * <p>A training that was stopped or killed goes on from its checkpoint when called again with the
 * same data and settings, and ends with the same bits as an undisturbed one; one with more epochs
 * goes on where one with fewer ended. Trainings on several threads do not influence each other.
 */
public final class GanTrainer {

  /**
   * Trains, or goes on training, and leaves the generator in the directory; returns at once if the
   * training had ended.
   *
   * @param directory made if need be; no other training may use it meanwhile
   * @param stop asked before each batch; once true, a checkpoint is written and training ends
   * @return the generator of the last epoch, or its moving average; to be closed by the caller
   * @throws org.tonewheel.nets.TrainingStoppedException after {@code stop}
   * @throws org.tonewheel.nets.TrainingFailedException if a loss is not finite; the last checkpoint
   *     is kept
   * @throws org.tonewheel.nets.TrainingDataException if a value is not finite
   */
  public TrainedGenerator train(
      GanData data,
      GanSettings settings,
      TrainingOptions options,
      Path directory,
      GanListener listener,
      BooleanSupplier stop)
      throws IOException {
    Files.createDirectories(directory);
    String fingerprint = CheckpointStore.fingerprint(settings.course(), data.fingerprint());
    CheckpointStore<GanProgress> checkpoints =
        new CheckpointStore<>(
            GanProgress.class,
            directory.resolve("checkpoint"),
            fingerprint,
            settings.epochs(),
            options.checkpoints());
    try (NDManager manager = TorchEngine.newManager(options.device());
        GanTraining training =
            new GanTraining(manager, data, settings, options, checkpoints, directory)) {
      training.run(listener, stop);
    }
    return TrainedGenerator.load(directory, options.device());
  }
}
