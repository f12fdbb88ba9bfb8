package org.tonewheel.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.tonewheel.nets.Ended;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.nets.engine.GradientScope;
import org.tonewheel.nets.engine.TensorMemory;
import org.tonewheel.nets.engine.TorchEngine;

/** A trained generator, ready to make rows. Not thread-safe. */
public final class TrainedGenerator implements AutoCloseable {
  /** Rows that are made at a time: always the same, as the last bits of a row depend on it. */
  private static final int BLOCK = 32;

  private final NDManager manager;
  private final ConditionalNet net;
  private final Optional<Scaler> scaler;
  private final GanFiles.Description description;
  private final GeneratorInputs inputs;

  private TrainedGenerator(
      NDManager manager,
      ConditionalNet net,
      Optional<Scaler> scaler,
      GanFiles.Description description) {
    this.manager = manager;
    this.net = net;
    this.scaler = scaler;
    this.description = description;
    inputs = new GeneratorInputs(BLOCK, settings().noise(), classes());
  }

  /**
   * Loads what a training left in its directory.
   *
   * @param device where to compute; any one can load what another trained
   * @throws IOException if a file is missing or does not fit the others
   */
  public static TrainedGenerator load(Path directory, ComputeDevice device) throws IOException {
    GanFiles.Description description = GanFiles.description(directory);
    Optional<Scaler> scaler = GanFiles.scaler(directory, description);
    NDManager manager = TorchEngine.newManager(device);
    try {
      ConditionalNet net =
          GanTensors.generator(
              manager, description.shape(), description.classes(), description.settings());
      GanFiles.readParameters(directory, description, net.parameters());
      return new TrainedGenerator(manager, net, scaler, description);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** What it was built and trained with. */
  public GanSettings settings() {
    return description.settings();
  }

  /** What a row is. */
  public RowShape shape() {
    return description.shape();
  }

  /** The number of classes. */
  public int classes() {
    return description.classes();
  }

  /** Epochs that were trained. */
  public int epochs() {
    return description.epochs();
  }

  /** Why the training ended after these. */
  public Ended ended() {
    return description.ended();
  }

  /** Each epoch's figures. */
  public List<GanReport> history() {
    return description.history();
  }

  /**
   * Makes rows of a class, unscaled: sample number {@code i} of a genre is a function of the
   * weights, the seed, the genre and {@code i} alone.
   *
   * @param genre class, from 0
   * @param from number of the first, from 0
   * @param count how many
   * @param to is given each in turn, as an array of its own
   * @throws IllegalArgumentException if there is no such class or number
   */
  public void sample(int genre, long from, int count, Consumer<float[]> to) {
    if (genre < 0 || genre >= classes()) {
      throw new IllegalArgumentException(
          "there is no class " + genre + "; the generator knows " + classes() + ", from 0");
    }
    if (from < 0 || count < 0) {
      throw new IllegalArgumentException("samples " + from + " to " + count + " more do not exist");
    }
    long end = from + count;
    for (long block = from / BLOCK; block * BLOCK < end; block++) {
      float[] rows = block(genre, block);
      int floats = shape().floats();
      long first = Math.max(from, block * BLOCK);
      for (long i = first; i < Math.min(end, (block + 1) * BLOCK); i++) {
        int place = (int) (i - block * BLOCK) * floats;
        float[] row = Arrays.copyOfRange(rows, place, place + floats);
        scaler.ifPresent(fitted -> fitted.restore(row, shape()));
        to.accept(row);
      }
    }
  }

  private float[] block(int genre, long block) {
    int[] labels = new int[BLOCK];
    Arrays.fill(labels, genre);
    CounterRandom noise = CounterRandom.of(settings().seed(), "sample", genre, block);
    try (GradientScope scope = GradientScope.inference(manager)) {
      NDArray rows =
          net.forward(
              inputs.noise(
                  scope.manager(),
                  BLOCK,
                  (row, place) -> noise.normal((long) row * settings().noise() + place)),
              inputs.classes(scope.manager(), labels),
              false);
      return TensorMemory.read(rows);
    }
  }

  /** All parameters, tensor after tensor. */
  float[] values() {
    return net.parameters().values();
  }

  @Override
  public void close() {
    manager.close();
  }
}
