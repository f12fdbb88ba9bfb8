package org.tonewheel.pipelines.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

class FlinkOptionsTest {
  @Test
  void cores_areSlots() {
    assertThat(parse(3).getParallelism()).isEqualTo(3);
    assertThat(parse(null).getParallelism()).as("to be asked of the cluster").isEqualTo(-1);
  }

  @Test
  void coresAndParallelism_sayTheSame() {
    assertThatThrownBy(() -> parse(3, "--parallelism=2"))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("--cores and --parallelism");
  }

  @Test
  void stagedJars_areTheProgramWithoutWhatLiesInTheClustersLib() {
    assertThat(parse(null).getFilesToStage())
        .anyMatch(file -> file.contains("beam-sdks-java-core"))
        .noneMatch(
            file -> file.matches(".*/(api-0|pytorch|gson|ffmpeg|javacpp|flink|slf4j)[^/]*jar"));
    assertThat(parse(null, "--filesToStage=a.jar").getFilesToStage()).containsExactly("a.jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--flinkMaster=[auto]", "--flinkMaster=here", "--flinkMaster=a:b:c"})
  void masterWithoutHostAndPort_isWrongUsage(String master) {
    assertThatThrownBy(() -> StageOptions.parallelism(parse(null, master)))
        .isInstanceOfSatisfying(
            StageException.class, e -> assertThat(e.exit()).isEqualTo(Exit.USAGE))
        .hasMessageContaining("localhost:8081");
  }

  private static FlinkPipelineOptions parse(Integer cores, String... args) {
    List<String> all =
        Stream.concat(Stream.of("--runner=FlinkRunner"), Arrays.stream(args)).toList();
    return StageOptions.parse(all, cores).as(FlinkPipelineOptions.class);
  }
}
