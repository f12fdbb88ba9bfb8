package org.tonewheel.nets.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which device an operator asked for.
 *
 * @param gpu number of the GPU asked for, empty for whichever suits
 * @param mode whether the choice is free
 */
public record DeviceChoice(Mode mode, Optional<Integer> gpu) {
  /** The first GPU if there is one, else the CPU. */
  public static final DeviceChoice AUTO = new DeviceChoice(Mode.AUTO, Optional.empty());

  private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,4}))?");

  /** How much is left to the machine. */
  public enum Mode {
    AUTO,
    CPU,
    GPU
  }

  /**
   * A device to compute with.
   *
   * @param why what was found, in a few words for a log, such as {@code gpu:0: one CUDA device}
   */
  public record Resolved(ComputeDevice device, String why) {}

  /**
   * Reads {@code auto}, {@code cpu}, {@code gpu} (the first) or {@code gpu:n}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static DeviceChoice parse(String text) {
    if (text.equals("auto")) {
      return AUTO;
    }
    if (text.equals("cpu")) {
      return new DeviceChoice(Mode.CPU, Optional.empty());
    }
    Matcher matcher = GPU.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' names no device; there are auto, cpu, gpu and gpu:n, n from 0");
    }
    return new DeviceChoice(Mode.GPU, Optional.ofNullable(matcher.group(1)).map(Integer::valueOf));
  }

  /**
   * The device, after a look at the engine's natives and the machine; loads the engine unless the
   * CPU was asked for.
   *
   * @throws EngineUnusableException if a GPU was asked for that is not there, saying what to do
   */
  public Resolved resolve() {
    return mode == Mode.CPU
        ? new Resolved(ComputeDevice.CPU, "cpu: asked for")
        : resolve(TorchEngine.gpus());
  }

  /** With what was found, so that machines other than this one can be tested. */
  Resolved resolve(TorchEngine.Gpus found) {
    int number = gpu.orElse(0);
    if (number < found.count()) {
      ComputeDevice device = new ComputeDevice(number);
      return new Resolved(device, device + ": " + describe(found));
    }
    if (mode == Mode.AUTO) {
      return new Resolved(ComputeDevice.CPU, "cpu: " + describe(found));
    }
    throw new EngineUnusableException(
        new ComputeDevice(number)
            + " was asked for, but found: "
            + describe(found)
            + ". Ask for cpu or auto, or provide what is missing as the documentation of devices"
            + " says.");
  }

  private static String describe(TorchEngine.Gpus found) {
    if (found.count() == 0) {
      return found.cudaNatives()
          ? "no CUDA device; the PyTorch natives are a CUDA build, so look at the driver"
          : "no CUDA device; the PyTorch natives are the CPU build";
    }
    return found.count() == 1 ? "one CUDA device" : found.count() + " CUDA devices";
  }
}
