package org.tonewheel.pipelines.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.nets.engine.DeviceChoice;
import org.tonewheel.pipelines.learning.TrainingRunOptions;
import org.tonewheel.pipelines.runner.StageOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** What training may take of the machine; no part of what a run is. */
final class TrainingMachineOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu[:N]",
      defaultValue = "auto",
      converter = Device.class,
      description =
          "Where deep nets are trained: a GPU if there is one, the CPU, the first GPU or GPU N (from"
              + " 0). A GPU trains one branch at a time (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description =
          "Branches, trials, or parts of the data, worked on at once (default: all cores).")
  private Integer cores;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = Size.class,
      description =
          "What the branches trained at once may need together, by estimate, such as 8g; others"
              + " wait. One that needs more is trained alone (default: three quarters of the"
              + " machine's).")
  private Long memory;

  @Option(
      names = "--branch-minutes",
      paramLabel = "N",
      description =
          "End a deep net's training with what it has before it takes longer, all calls counted. A"
              + " call with a larger limit, or none, goes on from there (default: none).")
  private Integer minutes;

  @Option(
      names = "--checkpoint-epochs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Epochs between two checkpoints of a deep net (default: ${DEFAULT-VALUE}).")
  private int checkpointEpochs;

  @Option(
      names = "--checkpoints",
      paramLabel = "N",
      defaultValue = "2",
      description = "Checkpoints kept of a deep net, the newest (default: ${DEFAULT-VALUE}).")
  private int checkpoints;

  /**
   * Beam's options with these among them.
   *
   * @throws ParameterException if a number is below 1
   */
  PipelineOptions parse(List<String> beamOptions) {
    requirePositive("--cores", cores);
    requirePositive("--branch-minutes", minutes);
    requirePositive("--checkpoint-epochs", checkpointEpochs);
    requirePositive("--checkpoints", checkpoints);
    PipelineOptions options = StageOptions.parse(beamOptions, cores);
    TrainingRunOptions training = options.as(TrainingRunOptions.class);
    training.setTrainingDevice(device);
    training.setBranchesAtOnce(cores);
    training.setTrainingMemory(memory);
    training.setBranchMinutes(minutes);
    training.setCheckpointEpochs(checkpointEpochs);
    training.setCheckpoints(checkpoints);
    return options;
  }

  private void requirePositive(String option, Integer value) {
    if (value != null && value < 1) {
      throw new ParameterException(
          command.commandLine(), "%s is %d, but must be at least 1".formatted(option, value));
    }
  }

  /** A device's name, as it was written. */
  private static final class Device implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      try {
        DeviceChoice.parse(text);
        return text;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** A number of bytes. */
  private static final class Size implements ITypeConverter<Long> {
    private static final Pattern PATTERN = Pattern.compile("([1-9]\\d{0,8})([kmgt]?)b?");

    @Override
    public Long convert(String text) {
      Matcher matcher = PATTERN.matcher(text.toLowerCase(Locale.ROOT));
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'%s' is no size; give a whole number above 0 and k, m, g or t, such as 8g"
                .formatted(text));
      }
      int unit = matcher.group(2).isEmpty() ? 0 : 1 + "kmgt".indexOf(matcher.group(2));
      return Long.parseLong(matcher.group(1)) << (10 * unit);
    }
  }
}
