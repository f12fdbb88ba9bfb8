package org.tonewheel.pipelines.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.nets.engine.DeviceChoice;
import org.tonewheel.nets.engine.EngineUnusableException;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StoppedException;

/**
 * The memory and the GPUs that the branches of one process share. Branches take turns in the order
 * they come; one that only waits for a GPU lets those pass that need none.
 */
public final class BranchSlots {
  /** Waiting branches look this often whether they were asked to stop. */
  private static final long POLL_MILLIS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(BranchSlots.class);

  /**
   * Those of this process. A runner makes several functions of a step in it, from what it
   * serialised, so that they can share nothing else; Flink even those of several jobs.
   */
  public static final BranchSlots OF_THIS_PROCESS = new BranchSlots();

  private final List<Need> waiting = new ArrayList<>();
  private final List<Need> running = new ArrayList<>();
  private final Map<DeviceChoice, ComputeDevice> devices = new HashMap<>();

  /**
   * What a branch needs while it is trained.
   *
   * @param branch id
   * @param bytes of the machine's memory, estimated
   * @param device a GPU is for one branch at a time
   */
  public record Need(String branch, long bytes, ComputeDevice device) {}

  /** To be closed when the branch is trained. */
  public interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * The device for a choice; the first time, it is said which and why.
   *
   * @throws StageException (78) if there is no such device
   */
  public ComputeDevice device(DeviceChoice choice) {
    try {
      return resolved(choice);
    } catch (EngineUnusableException e) {
      throw new StageException(Exit.CONFIGURATION, e.getMessage(), e);
    }
  }

  private synchronized ComputeDevice resolved(DeviceChoice choice) {
    return devices.computeIfAbsent(
        choice,
        asked -> {
          DeviceChoice.Resolved resolved = asked.resolve();
          LOG.info("deep nets are trained on {}", resolved.why());
          return resolved.device();
        });
  }

  /** The work on a branch. */
  public interface Work {
    BranchOutcome run() throws Exception;
  }

  /**
   * Does the work once there is room for it, as {@link #take} says, and makes room again.
   *
   * @throws StoppedException if asked to stop meanwhile
   */
  public BranchOutcome during(Need need, TrainingLimits limits, BooleanSupplier stop, Work work)
      throws Exception {
    try (Slot slot = take(need, limits, stop)) {
      Objects.requireNonNull(slot); // held until the work is done
      return work.run();
    }
  }

  /**
   * Waits until the need fits beside what runs. A branch that needs more than there may be in all
   * waits until it is alone.
   *
   * @throws StoppedException if asked to stop meanwhile
   */
  public synchronized Slot take(Need need, TrainingLimits limits, BooleanSupplier stop)
      throws InterruptedException {
    waiting.add(need);
    try {
      if (!turn(need, limits)) {
        LOG.info("{} waits until others are trained", need.branch());
      }
      while (!turn(need, limits)) {
        if (stop.getAsBoolean()) {
          throw new StoppedException(need.branch() + " was asked to stop before it began");
        }
        wait(POLL_MILLIS);
      }
      running.add(need);
    } finally {
      waiting.remove(need);
      notifyAll();
    }
    if (need.bytes() > limits.memoryBytes()) {
      LOG.warn(
          "{} needs about {} MB of memory, more than the {} MB allowed by --memory; it is trained"
              + " alone",
          need.branch(),
          need.bytes() >> 20,
          limits.memoryBytes() >> 20);
    }
    return () -> release(need);
  }

  private synchronized void release(Need need) {
    running.remove(need);
    notifyAll();
  }

  private boolean turn(Need need, TrainingLimits limits) {
    Set<ComputeDevice> busy = new HashSet<>();
    running.forEach(other -> busy.add(other.device()));
    for (Need earlier : waiting.subList(0, waiting.indexOf(need))) {
      if (!isBusy(busy, earlier)) {
        return false;
      }
      busy.add(earlier.device()); // is promised to it
    }
    return !isBusy(busy, need) && fits(need, limits);
  }

  private static boolean isBusy(Set<ComputeDevice> busy, Need need) {
    return need.device().isGpu() && busy.contains(need.device());
  }

  private boolean fits(Need need, TrainingLimits limits) {
    long used = running.stream().mapToLong(Need::bytes).sum();
    return running.isEmpty()
        || (running.size() < limits.branches() && need.bytes() <= limits.memoryBytes() - used);
  }
}
