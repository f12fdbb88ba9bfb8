package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Trainings on the same rows, each in a directory of its own. */
record Trainings(Path folder, LabelledRows data) {

  /** Sixty training rows and thirty for validation. */
  static Trainings in(Path folder) throws IOException {
    return new Trainings(folder, SyntheticRows.write(folder.resolve("rows.f32"), 90, 1));
  }

  /** In batches of seven: nine batches an epoch, the last of four. */
  static NetSettings settings(String optimizer, double rate, int epochs, int patience) {
    return settings(optimizer, rate, epochs, patience, Schedule.CONSTANT, Keep.BEST, 3);
  }

  static NetSettings settings(
      String optimizer,
      double rate,
      int epochs,
      int patience,
      Schedule schedule,
      Keep keep,
      long seed) {
    return new NetSettings(
        "net5", optimizer, rate, schedule, 7, epochs, patience, keep, 8, 2, 0.3, 1, seed);
  }

  Path directory(String name) {
    return folder.resolve(name);
  }

  TrainedNet train(NetSettings settings, String name) throws IOException {
    return train(settings, name, new ArrayList<>());
  }

  TrainedNet train(NetSettings settings, String name, List<EpochReport> reports)
      throws IOException {
    return train(settings, TrainingOptions.DEFAULT, name, reports);
  }

  TrainedNet train(
      NetSettings settings, TrainingOptions options, String name, List<EpochReport> reports)
      throws IOException {
    return new NetTrainer()
        .train(data, settings, options, directory(name), reports::add, () -> false);
  }

  /** Trains until the given number of batches is done. */
  void stop(NetSettings settings, String name, int batches) {
    stop(settings, TrainingOptions.DEFAULT, name, batches);
  }

  void stop(NetSettings settings, TrainingOptions options, String name, int batches) {
    AtomicInteger left = new AtomicInteger(batches);
    BooleanSupplier stop = () -> left.getAndDecrement() <= 0;
    assertThatThrownBy(
            () ->
                new NetTrainer()
                    .train(data, settings, options, directory(name), report -> {}, stop))
        .isInstanceOf(TrainingStoppedException.class);
  }

  void assertEqual(TrainedNet one, TrainedNet two) {
    assertThat(two.epoch()).isEqualTo(one.epoch());
    assertThat(two.epochs()).isEqualTo(one.epochs());
    assertThat(two.ended()).isEqualTo(one.ended());
    assertThat(two.values()).isEqualTo(one.values());
    int[] rows = data.validationRows();
    assertThat(two.probabilities(data.set(), rows))
        .isDeepEqualTo(one.probabilities(data.set(), rows));
  }

  Path checkpoint(String name, String file) {
    return directory(name).resolve("checkpoint").resolve(file);
  }

  List<String> checkpoints(String name) throws IOException {
    try (var files = Files.list(directory(name).resolve("checkpoint"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** {@code history.csv} without the seconds. */
  List<String> history(String name) throws IOException {
    return Files.readAllLines(directory(name).resolve("history.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }
}
