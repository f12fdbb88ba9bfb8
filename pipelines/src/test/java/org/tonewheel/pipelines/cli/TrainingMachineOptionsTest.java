package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.common.ReflectHelpers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.pipelines.learning.TrainingRunOptions;
import org.tonewheel.pipelines.runner.StageOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** What training may take of the machine, from the command line to a worker. */
class TrainingMachineOptionsTest {

  @Command
  private static final class Line {
    @Mixin private TrainingMachineOptions machine;
    @Unmatched private List<String> rest = new ArrayList<>();
  }

  private static PipelineOptions parse(String... args) {
    Line line = new Line();
    new CommandLine(line).parseArgs(args);
    return line.machine.parse(line.rest);
  }

  /** As a runner hands options to its workers. */
  private static TrainingRunOptions onAWorker(PipelineOptions options) throws Exception {
    ObjectMapper mapper =
        new ObjectMapper()
            .registerModules(ObjectMapper.findModules(ReflectHelpers.findClassLoader()));
    String json = mapper.writeValueAsString(options);
    return mapper.readValue(json, PipelineOptions.class).as(TrainingRunOptions.class);
  }

  @Test
  void options_reachTheWorkers() throws Exception {
    TrainingRunOptions there =
        onAWorker(
            parse(
                "--device=gpu:1",
                "--cores=3",
                "--memory=8g",
                "--branch-minutes=20",
                "--checkpoint-epochs=5",
                "--checkpoints=1"));
    assertThat(there.getTrainingDevice()).isEqualTo("gpu:1");
    assertThat(there.getBranchesAtOnce()).isEqualTo(3);
    assertThat(there.getTrainingMemory()).isEqualTo(8L << 30);
    assertThat(there.getBranchMinutes()).isEqualTo(20);
    assertThat(there.getCheckpointEpochs()).isEqualTo(5);
    assertThat(there.getCheckpoints()).isEqualTo(1);
    assertThat(StageOptions.parallelism(there)).isEqualTo(3);
  }

  @Test
  void withoutAny_theMachineDecides() throws Exception {
    for (PipelineOptions options : List.of(parse(), PipelineOptionsFactory.create())) {
      TrainingRunOptions there = onAWorker(options);
      assertThat(there.getTrainingDevice()).isEqualTo("auto");
      assertThat(there.getBranchesAtOnce()).isNull();
      assertThat(there.getTrainingMemory()).isNull();
      assertThat(there.getBranchMinutes()).isNull();
      assertThat(there.getCheckpointEpochs()).isOne();
      assertThat(there.getCheckpoints()).isEqualTo(2);
    }
    assertThat(StageOptions.parallelism(parse()))
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(StageOptions.parallelism(parse("--targetParallelism=7"))).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"500, 500", "64k, 65536", "8G, 8589934592", "1t, 1099511627776", "2gb, 2147483648"})
  void sizes_areReadInPowersOf1024(String text, long bytes) {
    assertThat(parse("--memory=" + text).as(TrainingRunOptions.class).getTrainingMemory())
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--device=tpu",
        "--device=gpu:x",
        "--device=",
        "--memory=much",
        "--memory=0",
        "--memory=-1g",
        "--cores=0",
        "--cores=two",
        "--branch-minutes=0",
        "--checkpoint-epochs=0",
        "--checkpoints=0"
      })
  void wrongValue_endsWith64_andNamesItsOption(String option) {
    for (String command : List.of("train", "run")) {
      SmallMusic.Outcome outcome =
          command.equals("train")
              ? tonewheel("train", "--run=nowhere", option)
              : tonewheel("run", "--experiment=x.yaml", "--input=x", option);
      assertThat(outcome.exit()).as(outcome.err()).isEqualTo(64);
      assertThat(outcome.err()).contains(option.substring(0, option.indexOf('=')));
    }
  }

  @Test
  void coresGivenTwice_isWrongUsage() {
    SmallMusic.Outcome outcome =
        tonewheel("train", "--run=nowhere", "--cores=2", "--targetParallelism=3");
    assertThat(outcome.exit()).isEqualTo(64);
    assertThat(outcome.err()).contains("--cores").contains("--targetParallelism");
  }
}
