package org.tonewheel.nets.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Checks what this package relies on in the engine's internals, so that another version of DJL
 * fails at start and by name rather than by wrong numbers.
 */
public final class EngineSelfTest {
  private EngineSelfTest() {}

  /**
   * Runs all checks; takes a few milliseconds.
   *
   * @throws EngineUnusableException naming the check that failed
   */
  static void run(Engine engine) {
    // the engine's own default is a GPU where there is one, whose tensors have no view
    try (NDManager manager = engine.newBaseManager(Device.cpu())) {
      gradients(manager);
      tensorsShareMemory(manager);
      gradModeNests(manager);
    } catch (EngineUnusableException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw failure(engine.getVersion() + " threw " + e, e);
    }
  }

  /** The gradient of the sum of squares is twice the values, and adds up until dropped. */
  private static void gradients(NDManager manager) {
    NDArray x = manager.create(new float[] {1, -2, 3});
    x.setRequiresGradient(true);
    backwardOfSquares(manager, x);
    backwardOfSquares(manager, x);
    requireGradient(x, new float[] {4, -8, 12}, "gradients of two backward passes do not add up");
    Parameters.dropGradient(x);
    backwardOfSquares(manager, x);
    requireGradient(x, new float[] {2, -4, 6}, "a gradient cannot be dropped");
  }

  private static void backwardOfSquares(NDManager manager, NDArray x) {
    try (GradientScope step = GradientScope.recording(manager)) {
      NDArray loss = x.square().sum();
      loss.attach(step.manager());
      step.backward(loss);
    }
  }

  private static void requireGradient(NDArray x, float[] expected, String otherwise) {
    try (NDArray gradient = x.getGradient()) {
      require(Arrays.equals(gradient.toFloatArray(), expected), otherwise);
    }
  }

  private static void tensorsShareMemory(NDManager manager) {
    NDArray array = manager.zeros(new Shape(2, 2));
    TensorMemory.view(array).put(3, 5);
    require(array.getFloat(1, 1) == 5, "a tensor's memory cannot be written through its view");
    ByteBuffer buffer = TensorMemory.allocate(2);
    NDArray shared = manager.create(buffer, new Shape(2), DataType.FLOAT32);
    buffer.asFloatBuffer().put(1, 7);
    require(shared.getFloat(1) == 7, "a tensor over a direct buffer is a copy of it");
    TensorMemory.copyByOperations(shared.mul(2), shared);
    require(buffer.getFloat(Float.BYTES) == 14, "a copy in place replaces a tensor's memory");
  }

  @SuppressWarnings("try") // the scopes' work is their opening and closing
  private static void gradModeNests(NDManager manager) {
    try (GradientScope outer = GradientScope.inference(manager)) {
      try (GradientScope inner = GradientScope.recording(outer.manager())) {
        require(JniUtils.isGradMode(), "gradient recording cannot be switched on");
      }
      require(!JniUtils.isGradMode(), "gradient recording cannot be switched off");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw failure(otherwise, null);
    }
  }

  private static EngineUnusableException failure(String what, Throwable cause) {
    return new EngineUnusableException(
        "The PyTorch engine's self-test failed: "
            + what
            + ". Use the versions of DJL and pytorch-native that this project's POM names.",
        cause);
  }
}
