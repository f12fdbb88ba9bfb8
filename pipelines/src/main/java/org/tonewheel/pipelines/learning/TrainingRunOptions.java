package org.tonewheel.pipelines.learning;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What the training stage is told of the machine and by its operator. It travels with Beam's own
 * options, so that workers on other machines have it too, and is no part of what a run is.
 */
public interface TrainingRunOptions extends PipelineOptions {
  @Description("Where deep nets are trained: auto, cpu, gpu or gpu:n.")
  @Default.String("auto")
  String getTrainingDevice();

  void setTrainingDevice(String device);

  @Description("Branches that one process trains at once; by default as many as the runner gives.")
  Integer getBranchesAtOnce();

  void setBranchesAtOnce(Integer branches);

  @Description("Bytes that the branches of one process may need together.")
  Long getTrainingMemory();

  void setTrainingMemory(Long bytes);

  @Description("Minutes after which a deep net's training ends with what it has.")
  Integer getBranchMinutes();

  void setBranchMinutes(Integer minutes);

  @Description("Epochs between two checkpoints.")
  @Default.Integer(1)
  int getCheckpointEpochs();

  void setCheckpointEpochs(int epochs);

  @Description("Checkpoints kept, the newest.")
  @Default.Integer(2)
  int getCheckpoints();

  void setCheckpoints(int checkpoints);
}
