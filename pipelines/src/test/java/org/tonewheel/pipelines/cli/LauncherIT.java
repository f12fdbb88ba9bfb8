package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;

/**
 * The launcher once the program is built, called through a link and from another folder, all with
 * spaces in their names.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  @TempDir static Path shared;
  @TempDir Path folder;
  private Checkout checkout;

  @BeforeAll
  static void build() throws Exception {
    Checkout built = Checkout.in(shared);
    built.playMaven("");
    Outcome outcome = built.run("--version");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
  }

  @BeforeEach
  void findCheckout() throws IOException {
    checkout = Checkout.at(shared, folder);
  }

  @Test
  void unknownOptionOrCommand_isWrongUsage() throws Exception {
    assertThat(checkout.run("--no-such-option").exit()).isEqualTo(64);
    assertThat(checkout.run("dance").exit()).isEqualTo(64);
    assertThat(checkout.run().exit()).isEqualTo(64);
    Outcome demo = checkout.run("demo", "--noSuchOption=1");
    assertThat(demo.exit()).isEqualTo(64);
    assertThat(demo.err()).contains("noSuchOption");
    assertThat(checkout.elsewhere).as("nothing was begun").isEmptyDirectory();
  }

  @Test
  void arguments_arriveWhole_andPathsAreThoseOfTheCaller() throws Exception {
    Files.writeString(checkout.elsewhere.resolve("my * $HOME file.yaml"), "nam: x\n");
    Outcome outcome = checkout.run("run", "--experiment=my * $HOME file.yaml", "--input=.");
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(78);
    assertThat(outcome.err()).contains("my * $HOME file.yaml:1");
  }

  @Test
  void optionsForJava_reachIt() throws Exception {
    checkout.with("TONEWHEEL_JAVA_OPTS", "-XshowSettings:vm -Dx=*").with("TONEWHEEL_HEAP", "321m");
    Outcome outcome = checkout.run("--version");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).contains("Max. Heap Size: 321.00M");
  }

  @Test
  void fileSystemOfAFurtherJar_isFoundByBeam() throws Exception {
    Files.writeString(checkout.elsewhere.resolve("e.yaml"), "name: x\n");
    String[] command = {"ingest", "--experiment=e.yaml", "--input=mem://bucket/none", "--run=run"};
    assertThat(checkout.run(command).err()).contains("no file system for 'mem'");
    Path ofTests =
        Path.of(LauncherIT.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Outcome outcome = checkout.with("TONEWHEEL_CLASSPATH", ofTests.toString()).run(command);
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(78);
    assertThat(outcome.err()).contains("folder mem://bucket/none is not there");
  }

  @Test
  void namesInAnyScript_areRead_whateverTheLocale() throws Exception {
    checkout.with("LC_ALL", "C").with("LANG", "C");
    Path genre = Files.createDirectories(checkout.elsewhere.resolve("müsic/Čeština"));
    Files.writeString(genre.resolve("Dvořák – さくら.wav"), "no audio");
    Files.writeString(checkout.elsewhere.resolve("é.yaml"), "name: x\n");
    Outcome outcome = checkout.run("ingest", "--experiment=é.yaml", "--input=müsic", "--run=rün");
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(65);
    assertThat(outcome.err()).contains("no track of [Čeština] could be decoded");
    assertThat(checkout.elsewhere.resolve("rün/run.json")).exists();
    List<String> rejected = new ArrayList<>();
    try (Stream<Path> files = Files.list(checkout.elsewhere.resolve("rün/rejected"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        rejected.addAll(Files.readAllLines(file));
      }
    }
    assertThat(rejected).singleElement().asString().contains("Dvořák – さくら").contains("not-audio");
  }

  @Test
  void termination_reachesTheProgram_whichEndsWith143() throws Exception {
    Process process = checkout.start("demo", "demo", "--output=my runs");
    try {
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      Path begun = checkout.elsewhere.resolve("my runs");
      while (!Files.exists(begun)) {
        assertThat(process.isAlive() && System.nanoTime() < end)
            .as("the demo was to begin: %s", checkout.output("demo.err"))
            .isTrue();
        Thread.sleep(20);
      }
      assertThat(process.info().command().orElse(""))
          .as("the launcher is Java now")
          .endsWith("java");
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
