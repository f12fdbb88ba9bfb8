package org.tonewheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.deployment.Dockerfile.Stage;

class DockerfileTest {
  private static final Path FILE = Manifests.docker("Dockerfile");

  private Dockerfile dockerfile;

  @BeforeEach
  void read() throws IOException {
    dockerfile = Dockerfile.read(FILE);
  }

  @Test
  void hadolint_accepts() throws Exception {
    Validator.Verdict verdict = Validator.HADOLINT.run(FILE.toString());
    assertThat(verdict.said()).isEmpty();
    assertThat(verdict.accepted()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"ENTRYPOINT, ENTRYPIONT", "--from=build, --form=build"})
  void hadolint_refusesAMisspeltCopy(String right, String wrong, @TempDir Path folder)
      throws Exception {
    Path copy = folder.resolve("Dockerfile");
    String text = Files.readString(FILE);
    assertThat(text).contains(right);
    Files.writeString(copy, text.replaceFirst(right, wrong));
    Validator.Verdict verdict = Validator.HADOLINT.run(copy.toString());
    assertThat(verdict.accepted()).as(verdict.said()).isFalse();
  }

  @Test
  void withoutATarget_theProgramIsBuilt() {
    assertThat(List.copyOf(dockerfile.stages().keySet())).last().isEqualTo("tonewheel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tonewheel", "tonewheel-cuda", "flink"})
  void everyImage_runsAsTheSameNumberThatIsNotRoot(String target) {
    assertThat(dockerfile.stages().get(target).last("USER")).isEqualTo("9999:9999");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tonewheel", "tonewheel-cuda"})
  void launcher_isStartedWithoutAShellAndGetsTheSignals(String target) {
    assertThat(dockerfile.stages().get(target).last("ENTRYPOINT"))
        .isEqualTo("[\"/opt/tonewheel/tonewheel\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tonewheel", "tonewheel-cuda", "flink"})
  void everyImage_saysItsVersion(String target) {
    Stage stage = dockerfile.stages().get(target);
    assertThat(stage.all("ARG")).contains("VERSION=" + System.getProperty("version.project"));
    assertThat(stage.last("LABEL"))
        .contains("org.opencontainers.image.version=\"${VERSION}\"")
        .contains("org.opencontainers.image.revision=\"${REVISION}\"")
        .contains("org.opencontainers.image.licenses=\"Apache-2.0\"");
  }

  @Test
  void versions_areThoseOfThePom() {
    String java = System.getProperty("version.java");
    assertThat(dockerfile.image("build")).contains("eclipse-temurin-" + java + "-");
    assertThat(dockerfile.image("tonewheel")).startsWith("eclipse-temurin:" + java + "-jre-");
    assertThat(dockerfile.image("flink"))
        .isEqualTo("flink:%s-java%s".formatted(System.getProperty("version.flink"), java));
    String pytorch = System.getProperty("version.pytorch");
    assertThat(dockerfile.stages().get("cuda").last("RUN")).endsWith("torch==" + pytorch);
    assertThat(dockerfile.stages().get("tonewheel-cuda").environment())
        .containsEntry("PYTORCH_VERSION", pytorch);
  }

  @Test
  void flink_getsEachLibraryOnceThatLoadsNatives() {
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(jar -> Path.of(jar).getFileName().toString())
            .distinct()
            .toList();
    List<String> copied =
        dockerfile.libraries().sources().stream()
            .map(source -> source.substring(source.lastIndexOf('/') + 1).replace("*", ".*"))
            .flatMap(name -> jars.stream().filter(jar -> jar.matches(name)))
            .toList();
    assertThat(copied)
        .extracting(jar -> jar.replaceAll("-\\d.*?(-linux.*|-mac.*)?\\.jar", "$1"))
        .doesNotHaveDuplicates()
        .contains("api", "pytorch-engine", "pytorch-jni", "gson", "jna", "ffmpeg", "javacpp")
        .hasSize(10); // three with natives of a platform beside them, or apart
  }

  @Test
  void natives_areUnpackedAtBuildWhereEachImageLooksForThem() {
    for (String target : List.of("tonewheel", "flink")) {
      String natives = dockerfile.stages().get(target).environment().get("DJL_CACHE_DIR");
      assertThat(dockerfile.copies(target, "build"))
          .contains(new Dockerfile.Copy(List.of("/natives"), natives));
    }
    assertThat(dockerfile.stages().get("flink").environment())
        .containsEntry("ENGINE_CACHE_DIR", "/opt/tonewheel/natives");
  }

  @Test
  void flink_keepsTheAllocatorThatItsEnvironmentTunes() {
    assertThat(dockerfile.stages().get("flink").environment())
        .containsEntry("DISABLE_JEMALLOC", "true")
        .containsKey("MALLOC_TRIM_THRESHOLD_");
  }
}
