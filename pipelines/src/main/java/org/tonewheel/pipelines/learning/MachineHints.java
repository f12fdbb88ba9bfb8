package org.tonewheel.pipelines.learning;

import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.tonewheel.nets.engine.DeviceChoice;
import org.tonewheel.pipelines.runner.StageOptions;

/** What a runner that looks for machines should look for. */
public final class MachineHints {
  /** Any one will do. */
  private static final String ACCELERATOR = "type:nvidia;count:1;install-nvidia-driver";

  private MachineHints() {}

  /**
   * Memory for the most demanding branch, and a GPU if one was asked for. Here is where the direct
   * runner trains, so that a GPU that is to be used but is not there is found out before any work.
   *
   * @param nets whether nets are to be trained
   * @param bytes that the most demanding branch needs; 0 for no demand
   * @throws org.tonewheel.pipelines.run.StageException (78) if a GPU was asked for and is not there
   */
  public static ResourceHints of(PipelineOptions options, boolean nets, long bytes) {
    TrainingLimits limits = TrainingLimits.of(options);
    boolean gpu =
        nets
            && (StageOptions.isDirect(options)
                ? BranchSlots.OF_THIS_PROCESS.device(limits.device()).isGpu()
                : limits.device().mode() == DeviceChoice.Mode.GPU);
    ResourceHints hints = ResourceHints.create();
    // as text, since Beam takes a number under 2 GiB for a slip and warns
    hints = bytes > 0 ? hints.withMinRam(bytes + " B") : hints;
    return gpu ? hints.withAccelerator(ACCELERATOR) : hints;
  }
}
