package org.tonewheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.demo.DemoAudio;

/** The image's files at work without Maven, compiler or git, none of them writable. */
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageLayoutIT {
  private static final String EXPERIMENT =
      """
      name: tiny
      sources:
        - folder: .
      featureSets:
        frames33: {}
      splits:
        track: {protocol: track}
      branches:
        - {net: net5, epochs: 1}
      """;

  private Path folder;
  private ImageLayout image;

  @BeforeAll
  void layOut(@TempDir Path folder) throws Exception {
    this.folder = folder;
    image = ImageLayout.of(folder);
  }

  @AfterAll
  void openAgain() throws Exception {
    try (var files = Files.walk(folder)) {
      files.filter(Files::isDirectory).forEach(file -> file.toFile().setWritable(true));
    }
  }

  @Test
  void experiment_isRunWithNothingWrittenBesideRunsAndScratch() throws Exception {
    Path input = folder.resolve("input");
    DemoAudio.write(input, 42, 3, 4);
    Path experiment = Files.writeString(folder.resolve("tiny.yaml"), EXPERIMENT);
    String before = image.state();
    Path run = image.runs.resolve("tiny");
    Process process =
        image.start("run", "run", "--run=" + run, "--experiment=" + experiment, "--input=" + input);
    assertThat(process.waitFor()).as(image.errors("run")).isZero();

    ObjectMapper json = new ObjectMapper();
    JsonNode last = json.readTree(image.output("run").lines().reduce((a, b) -> b).orElse(""));
    assertThat(last.path("state").asText()).isEqualTo("done");
    assertThat(last.at("/counts/trained").asInt()).isEqualTo(1);
    assertThat(run.resolve("report/index.html")).isNotEmptyFile();
    assertThat(json.readTree(run.resolve("run.json").toFile()).findValue("commit").asText())
        .as("what the image was built from, though it holds no git")
        .isEqualTo("0123abc");
    assertThat(image.state()).isEqualTo(before);
    assertThat(image.scratch.resolve("cache/tonewheel/javacpp")).isNotEmptyDirectory();
    assertThat(image.scratch.resolve("cache/tonewheel/djl"))
        .as("PyTorch's natives are those of the image")
        .doesNotExist();
  }

  @Test
  void process_isJavaItselfAndEndsBySigterm() throws Exception {
    Process process = image.start("demo", "demo", "--output=" + image.runs.resolve("demo"));
    while (process.isAlive() && !Files.exists(image.runs.resolve("demo"))) {
      assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(process.info().command().orElse("")).endsWith("/bin/java");
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }
}
