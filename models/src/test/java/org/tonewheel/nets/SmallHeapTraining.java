package org.tonewheel.nets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The program that {@link LargerThanHeapIT} starts: stops a training in its first epoch, resumes it
 * to the end, and prints what the test checks.
 */
final class SmallHeapTraining {
  private SmallHeapTraining() {}

  public static void main(String[] arguments) throws IOException {
    RowShape shape =
        RowShape.frames(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    int hidden = Integer.parseInt(arguments[4]);
    NetSettings settings =
        new NetSettings(
            "net5", "adam", 1e-4, Schedule.CONSTANT, 16, 1, 0, Keep.LAST, hidden, 1, 0, 0, 1);
    TrainingOptions options = new TrainingOptions(TrainingOptions.DEFAULT.device(), 1, 1, null);
    List<EpochReport> reports = new ArrayList<>();
    try (MappedSet set = MappedSet.open(Path.of(arguments[0]), shape.floats())) {
      int rows = (int) set.rows();
      LabelledRows data =
          new LabelledRows(
              set,
              IntStream.range(0, rows).map(row -> row % 2).toArray(),
              IntStream.range(0, rows - rows / 4).toArray(),
              IntStream.range(rows - rows / 4, rows).toArray(),
              shape,
              2);
      Path directory = Path.of(arguments[1]);
      AtomicInteger batches = new AtomicInteger();
      try {
        new NetTrainer()
            .train(
                data,
                settings,
                options,
                directory,
                reports::add,
                () -> batches.incrementAndGet() > 5)
            .close();
      } catch (TrainingStoppedException stopped) {
        System.out.println("stopped after epochs " + reports.size());
      }
      try (TrainedNet net =
          new NetTrainer().train(data, settings, options, directory, reports::add, () -> false)) {
        System.out.println("epochs " + net.epochs() + " reported " + reports.size());
      }
      System.out.println("losses " + reports.stream().map(EpochReport::validationLoss).toList());
      System.out.println("heap " + Runtime.getRuntime().maxMemory());
    }
  }
}
