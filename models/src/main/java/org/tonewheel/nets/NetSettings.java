package org.tonewheel.nets;

import org.tonewheel.nets.engine.OptimizerRule;

/**
 * How a net is built and trained.
 *
 * @param net a name of {@link NetCatalog}
 * @param optimizer {@code adam} or {@code rmsprop}
 * @param rate learning rate, which the schedule starts from
 * @param schedule how the rate moves
 * @param batchSize rows a step; the last batch of an epoch may be smaller
 * @param epochs at most
 * @param patience epochs without a lower validation loss after which training stops; 0: it does not
 * @param keep whose weights become the model
 * @param hidden units of a recurrent layer
 * @param layers recurrent layers
 * @param dropout probability in [0, 1) that an activation is dropped
 * @param clipNorm largest norm of the gradient; 0 for none
 * @param augmentation how rows are changed each time they are trained on
 * @param seed fixes initial weights, shuffles, augmentation and dropout
 */
public record NetSettings(
    String net,
    String optimizer,
    double rate,
    Schedule schedule,
    int batchSize,
    int epochs,
    int patience,
    Keep keep,
    int hidden,
    int layers,
    double dropout,
    double clipNorm,
    Augmentation augmentation,
    long seed) {

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public NetSettings {
    NetCatalog.require(net);
    OptimizerRule.named(optimizer);
    require(rate > 0 && Double.isFinite(rate), "rate", rate, "above 0");
    require(batchSize >= 1, "batchSize", batchSize, "at least 1");
    require(epochs >= 1, "epochs", epochs, "at least 1");
    require(patience >= 0, "patience", patience, "at least 0");
    require(hidden >= 1, "hidden", hidden, "at least 1");
    require(layers >= 1, "layers", layers, "at least 1");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "in [0, 1)");
    require(
        schedule.warmupEpochs() < epochs, "warmupEpochs", schedule.warmupEpochs(), "below epochs");
    require(clipNorm >= 0 && Double.isFinite(clipNorm), "clipNorm", clipNorm, "at least 0");
  }

  /** Without augmentation. */
  public NetSettings(
      String net,
      String optimizer,
      double rate,
      Schedule schedule,
      int batchSize,
      int epochs,
      int patience,
      Keep keep,
      int hidden,
      int layers,
      double dropout,
      double clipNorm,
      long seed) {
    this(
        net,
        optimizer,
        rate,
        schedule,
        batchSize,
        epochs,
        patience,
        keep,
        hidden,
        layers,
        dropout,
        clipNorm,
        Augmentation.NONE,
        seed);
  }

  /** With augmentation. */
  public NetSettings augmented(Augmentation other) {
    return new NetSettings(
        net, optimizer, rate, schedule, batchSize, epochs, patience, keep, hidden, layers, dropout,
        clipNorm, other, seed);
  }

  /**
   * Net5 as the paper has it, two layers of 128 and dropout 0.3, with a rate (Adam, 1e-3) and a
   * batch size (32) of ours, for it states neither for this net.
   */
  public static NetSettings net5(long seed) {
    return new NetSettings(
        "net5", "adam", 1e-3, Schedule.CONSTANT, 32, 100, 7, Keep.BEST, 128, 2, 0.3, 0, seed);
  }

  /**
   * What of these settings the course of a training depends on. At a constant rate, epochs only say
   * where it ends: a longer training comes through all that a shorter one did.
   */
  NetSettings course() {
    if (schedule.kind() != Schedule.Kind.CONSTANT) {
      return this;
    }
    return new NetSettings(
        net,
        optimizer,
        rate,
        schedule,
        batchSize,
        1,
        patience,
        keep,
        hidden,
        layers,
        dropout,
        clipNorm,
        augmentation,
        seed);
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be " + expected);
    }
  }
}
