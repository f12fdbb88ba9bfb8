package org.tonewheel.nets.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import com.google.common.base.Throwables;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where managers of tensors come from: the PyTorch engine, loaded from the class path without the
 * network, with one thread an operation, and checked once.
 */
public final class TorchEngine {
  private static final String OFFLINE = "ai.djl.offline";
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private TorchEngine() {}

  /**
   * A manager whose close frees all that was made through it. To be called on the thread that will
   * use it: torch keeps its thread count per thread.
   *
   * @throws EngineUnusableException if the engine cannot be loaded or fails its self-test
   */
  public static NDManager newManager() {
    return newManager(ComputeDevice.CPU);
  }

  /** {@link #newManager()} for tensors on that device. */
  public static NDManager newManager(ComputeDevice device) {
    Engine engine = engine();
    // One intra-op thread: branches run side by side, and sums do not depend on the core count.
    JniUtils.setNumThreads(Integer.getInteger(THREADS, 1));
    return engine.newBaseManager(device.device());
  }

  /** The engine's name and version, such as {@code PyTorch 2.7.1}. */
  public static String version() {
    return engine().getEngineName() + " " + engine().getVersion();
  }

  /**
   * What the engine could compute with besides the CPU.
   *
   * @param cudaNatives whether the natives it loaded are a CUDA build
   * @param count GPUs that can be used
   */
  record Gpus(boolean cudaNatives, int count) {}

  /**
   * Looks for GPUs.
   *
   * @throws EngineUnusableException if the engine cannot be loaded or fails its self-test
   */
  static Gpus gpus() {
    Engine engine = engine();
    boolean natives =
        Files.exists(Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cuda")));
    // torch says whether there is any; DJL counts with the CUDA runtime, if it finds that too
    int count =
        engine.hasCapability(StandardCapabilities.CUDA) ? Math.max(1, engine.getGpuCount()) : 0;
    return new Gpus(natives, count);
  }

  private static Engine load() {
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    try {
      Engine engine = Engine.getEngine("PyTorch");
      JniUtils.setNumThreads(Integer.getInteger(THREADS, 1));
      return engine;
    } catch (RuntimeException | LinkageError e) {
      throw new EngineUnusableException(
          "The PyTorch engine could not be loaded. It needs pytorch-native-cpu for this platform on"
              + " the class path (or PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR for"
              + " natives elsewhere) and a writable DJL_CACHE_DIR (default ~/.djl.ai): "
              + Throwables.getRootCause(e).getMessage(),
          e);
    }
  }

  private static Engine engine() {
    if (FirstUse.OUTCOME.failure() != null) {
      throw FirstUse.OUTCOME.failure();
    }
    return FirstUse.OUTCOME.engine();
  }

  private record Outcome(Engine engine, EngineUnusableException failure) {}

  /** Loaded and checked on first use; the virtual machine sees to it that this happens once. */
  private static final class FirstUse {
    static final Outcome OUTCOME = attempt();

    private static Outcome attempt() {
      try {
        Engine engine = load();
        EngineSelfTest.run(engine);
        return new Outcome(engine, null);
      } catch (EngineUnusableException e) {
        return new Outcome(null, e);
      }
    }
  }
}
