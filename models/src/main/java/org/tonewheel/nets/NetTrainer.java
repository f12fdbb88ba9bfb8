package org.tonewheel.nets;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.tonewheel.nets.checkpoint.CheckpointStore;
import org.tonewheel.nets.engine.TorchEngine;

/**
 * Trains a net in a directory of its own: {@code checkpoint/}, {@code history.csv}, and the model's
 * files at the end.
 *
 * <p>A training that was stopped or killed goes on from its checkpoint when called again with the
 * same data and settings, and ends with the same bits as an undisturbed one. At a constant rate one
 * with more epochs goes on where one with fewer ended. Trainings on several threads do not
 * influence each other.
 */
public final class NetTrainer {

  /**
   * Trains, or goes on training, and leaves the model in the directory; returns at once if the
   * training had ended.
   *
   * @param directory made if need be; no other training may use it meanwhile
   * @param stop asked before each batch; once true, a checkpoint is written and training ends
   * @return the net of the epoch that the settings keep; to be closed by the caller
   * @throws TrainingStoppedException after {@code stop}
   * @throws TrainingFailedException if a loss is not finite; the last checkpoint is kept
   * @throws TrainingDataException if a value is not finite
   * @throws IllegalArgumentException if the settings do not fit the data's shape
   */
  public TrainedNet train(
      LabelledRows data,
      NetSettings settings,
      TrainingOptions options,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    Files.createDirectories(directory);
    String fingerprint = CheckpointStore.fingerprint(settings.course(), data.fingerprint());
    CheckpointStore<Progress> checkpoints =
        new CheckpointStore<>(
            Progress.class,
            directory.resolve("checkpoint"),
            fingerprint,
            settings.epochs(),
            options.checkpoints());
    try (NDManager manager = TorchEngine.newManager(options.device());
        Training training =
            new Training(manager, data, settings, options, checkpoints, directory)) {
      training.run(listener, stop);
    }
    return TrainedNet.load(directory, options.device());
  }
}
