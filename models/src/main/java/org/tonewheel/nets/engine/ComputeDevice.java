package org.tonewheel.nets.engine;

import ai.djl.Device;

/**
 * Where tensors live and are computed with.
 *
 * @param gpu number of the GPU, from 0; -1 for the CPU
 */
public record ComputeDevice(int gpu) {
  public static final ComputeDevice CPU = new ComputeDevice(-1);

  /** Whether it is a GPU. */
  public boolean isGpu() {
    return gpu >= 0;
  }

  /** In DJL's words. */
  public Device device() {
    return isGpu() ? Device.gpu(gpu) : Device.cpu();
  }

  /** {@code cpu}, {@code gpu:0}. */
  @Override
  public String toString() {
    return isGpu() ? "gpu:" + gpu : "cpu";
  }
}
