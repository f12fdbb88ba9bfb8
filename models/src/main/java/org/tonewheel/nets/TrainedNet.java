package org.tonewheel.nets;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import org.tonewheel.nets.engine.ComputeDevice;
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

  /** {@link #load(Path, ComputeDevice)} to compute on the CPU. */
  public static TrainedNet load(Path directory) throws IOException {
    return load(directory, ComputeDevice.CPU);
  }

  /**
   * Loads what a training left in its directory.
   *
   * @param device where to compute; any one can load what another trained
   * @throws IOException if a file is missing or does not fit the others
   */
  public static TrainedNet load(Path directory, ComputeDevice device) throws IOException {
    ModelFiles.Description description = ModelFiles.description(directory);
    Scaler scaler = ModelFiles.scaler(directory);
    NDManager manager = TorchEngine.newManager(device);
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

  /** The epoch whose weights these are, as {@link NetSettings#keep} says. */
  public int epoch() {
    return description.epoch();
  }

  /** Epochs that were trained. */
  public int epochs() {
    return description.epochs();
  }

  /** Why the training ended after these. */
  public Ended ended() {
    return description.ended();
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
  public float[][] probabilities(Rows set, int[] rows) {
    int rowFloats = description.row().floats();
    if (set.rowFloats() != rowFloats) {
      throw new IllegalArgumentException(
          "the net was trained on rows of " + rowFloats + " floats, not " + set.rowFloats());
    }
    int size = Math.min(Evaluation.batchSize(description.row()), rows.length);
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
