package org.tonewheel.pipelines.learning;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.nets.TrainingOptions;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.nets.engine.DeviceChoice;

/**
 * What branches may take of a machine. None of it changes what a branch is; a time limit can end it
 * early.
 *
 * @param device where deep nets are trained
 * @param branches at once in one process
 * @param memoryBytes that these may need together
 * @param time after which a branch's training ends with what it has, counted over all resumptions;
 *     null: none
 * @param checkpointEpochs epochs between two checkpoints
 * @param checkpoints kept, the newest
 */
public record TrainingLimits(
    DeviceChoice device,
    int branches,
    long memoryBytes,
    Duration time,
    int checkpointEpochs,
    int checkpoints) {
  /** What remains is for the heap, the page cache that training sets are read through, others. */
  private static final double DEFAULT_MEMORY_SHARE = 0.75;

  /** Everything that the machine has, and no time limit. */
  public static final TrainingLimits NONE =
      new TrainingLimits(DeviceChoice.AUTO, Integer.MAX_VALUE, Long.MAX_VALUE, null, 1, 2);

  /** As the options say, and the machine where they say nothing. */
  public static TrainingLimits of(PipelineOptions options) {
    TrainingRunOptions own = options.as(TrainingRunOptions.class);
    return new TrainingLimits(
        DeviceChoice.parse(own.getTrainingDevice()),
        own.getBranchesAtOnce() == null ? Integer.MAX_VALUE : own.getBranchesAtOnce(),
        own.getTrainingMemory() == null ? defaultMemory() : own.getTrainingMemory(),
        own.getBranchMinutes() == null ? null : Duration.ofMinutes(own.getBranchMinutes()),
        own.getCheckpointEpochs(),
        own.getCheckpoints());
  }

  /** Three quarters of the memory of the machine or container. */
  private static long defaultMemory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return (long) (DEFAULT_MEMORY_SHARE * system.getTotalMemorySize());
  }

  /** The same on a device, for one training. */
  public TrainingOptions on(ComputeDevice taken) {
    return new TrainingOptions(taken, checkpointEpochs, checkpoints, time);
  }

  /** Whether a training that such a limit ended may go on. */
  public boolean allowMoreThan(Duration limit) {
    return time == null || time.compareTo(limit) > 0;
  }

  /** The same with another time limit; null for none. */
  public TrainingLimits within(Duration limit) {
    return new TrainingLimits(device, branches, memoryBytes, limit, checkpointEpochs, checkpoints);
  }
}
