package org.tonewheel.pipelines.training;

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
 * @param minutes after which a branch's training ends with what it has, counted over all
 *     resumptions; null: none
 * @param checkpointEpochs epochs between two checkpoints
 * @param checkpoints kept, the newest
 */
record TrainingLimits(
    DeviceChoice device,
    int branches,
    long memoryBytes,
    Integer minutes,
    int checkpointEpochs,
    int checkpoints) {
  /** What remains is for the heap, the page cache that training sets are read through, others. */
  private static final double DEFAULT_MEMORY_SHARE = 0.75;

  /** Everything that the machine has, and no time limit. */
  static final TrainingLimits NONE =
      new TrainingLimits(DeviceChoice.AUTO, Integer.MAX_VALUE, Long.MAX_VALUE, null, 1, 2);

  /** As the options say, and the machine where they say nothing. */
  static TrainingLimits of(PipelineOptions options) {
    TrainingRunOptions own = options.as(TrainingRunOptions.class);
    return new TrainingLimits(
        DeviceChoice.parse(own.getTrainingDevice()),
        own.getBranchesAtOnce() == null ? Integer.MAX_VALUE : own.getBranchesAtOnce(),
        own.getTrainingMemory() == null ? defaultMemory() : own.getTrainingMemory(),
        own.getBranchMinutes(),
        own.getCheckpointEpochs(),
        own.getCheckpoints());
  }

  /** Three quarters of the memory of the machine or container. */
  private static long defaultMemory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return (long) (DEFAULT_MEMORY_SHARE * system.getTotalMemorySize());
  }

  /** The same on a device, for one training. */
  TrainingOptions on(ComputeDevice taken) {
    Duration limit = minutes == null ? null : Duration.ofMinutes(minutes);
    return new TrainingOptions(taken, checkpointEpochs, checkpoints, limit);
  }

  /** Whether a training that ended after so many minutes may go on. */
  boolean allowMoreThan(int spent) {
    return minutes == null || minutes > spent;
  }
}
