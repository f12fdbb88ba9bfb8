package org.tonewheel.nets;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import org.tonewheel.nets.engine.TorchEngine;

/** A trained net and its scaler, ready to classify. Not thread-safe. */
public final class TrainedNet implements AutoCloseable {
  private final NDManager manager;
  private final Net net;
  private final Scaler scaler;
  private final ModelFiles.Description description;

  private TrainedNet(
      NDManager manager, Net net, Scaler scaler, ModelFiles.Description description) {
    this.manager = manager;
    this.net = net;
    this.scaler = scaler;
    this.description = description;
  }

  /**
   * Loads what a training left in its directory.
   *
   * @throws IOException if a file is missing or does not fit the others
   */
  public static TrainedNet load(Path directory) throws IOException {
    ModelFiles.Description description = ModelFiles.description(directory);
    Scaler scaler = ModelFiles.scaler(directory);
    NDManager manager = TorchEngine.newManager();
    try {
      Net net =
          new Net(
              manager, description.row().shape(), description.classes(), description.settings());
      ModelFiles.readParameters(directory, description, net.parameters());
      return new TrainedNet(manager, net, scaler, description);
    } catch (IOException | RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  /** What it was built and trained with. */
  public NetSettings settings() {
    return description.settings();
  }

  /** The epoch whose weights these are: the one with the lowest validation loss. */
  public int epoch() {
    return description.epoch();
  }

  /** The number of classes. */
  public int classes() {
    return description.classes();
  }

  /**
   * Class probabilities, one row for each of {@code rows}, in their order.
   *
   * @param set unscaled rows of the same frames and features as those trained on
   * @throws IllegalArgumentException if the set's rows have another length
   */
  public float[][] probabilities(MappedSet set, int[] rows) {
    int rowFloats = description.row().floats();
    if (set.rowFloats() != rowFloats) {
      throw new IllegalArgumentException(
          "the net was trained on rows of " + rowFloats + " floats, not " + set.rowFloats());
    }
    int size = Math.min(Evaluation.BATCH, rows.length);
    Batches batches = new Batches(set, scaler, description.row(), description.classes(), size);
    return Evaluation.probabilities(manager, net, batches, rows);
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
