package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;

/**
 * When the launcher builds, and what it makes of a failure. Maven is played by a script that takes
 * what this build has packaged.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherBuildIT {
  /** Two seconds are promised on an idle machine; a busy one must not fail the build. */
  private static final Duration HELP = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Checkout checkout;

  @BeforeEach
  void copyCheckout() throws IOException {
    checkout = Checkout.in(folder).with("TONEWHEEL_CLASS_ARCHIVE", "no");
    checkout.playMaven("");
  }

  @Test
  void firstUse_builds_andTheNextAnswersAtOnce() throws Exception {
    Outcome first = checkout.run("--help");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out()).contains("Usage: tonewheel").contains("demo");
    assertThat(first.err()).contains("building: first use");
    assertThat(checkout.builds())
        .containsExactly(
            checkout.root.toRealPath().toString(),
            "-B -q -ntp -Dmaven.test.skip=true -pl models,pipelines -am package");

    long start = System.nanoTime();
    Outcome next = checkout.run("--help");
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("tonewheel --help took %.2f s once built%n", took.toMillis() / 1000.0);
    assertThat(next).isEqualTo(new Outcome(0, first.out(), ""));
    assertThat(took).isLessThan(HELP);
    assertThat(checkout.builds()).as("one build").hasSize(2);
  }

  @Test
  void classesOfAStage_areLaidOutOnce() throws Exception {
    Path archive = checkout.root.resolve("pipelines/target/tonewheel.jsa");
    Checkout archiving = checkout.with("TONEWHEEL_CLASS_ARCHIVE", "yes");
    assertThat(archiving.run("--version").exit()).isZero();
    assertThat(archive).isNotEmptyFile();
    String verbose = "-Xshare:on -Xlog:class+load=info:stdout";
    Outcome next = archiving.with("TONEWHEEL_JAVA_OPTS", verbose).run("--version");
    // "top": the archive over Java's own; of a path with a space it holds Java's classes alone
    assertThat(next.out()).contains("source: shared objects file (top)");
  }

  @Test
  void changedAddedOrRemovedSource_isBuiltAgain() throws Exception {
    checkout.run("--version");
    Path source = checkout.root.resolve("pipelines/src/main/java/More.java");
    Files.writeString(source, "class More {}\n");
    assertThat(checkout.run("--version").err()).contains("building: sources changed");
    assertThat(checkout.run("--version").err()).isEmpty();
    Files.writeString(source, " ", StandardOpenOption.APPEND);
    assertThat(checkout.run("--version").err()).contains("building: sources changed");
    Files.delete(source);
    assertThat(checkout.run("--version").err()).contains("building: sources changed");
    assertThat(checkout.run("--version").err()).isEmpty();
    assertThat(checkout.builds()).hasSize(2 * 4);
  }

  @Test
  void profiles_areBuiltWith_andStayUntilOthersAreNamed() throws Exception {
    checkout.run("--version");
    assertThat(checkout.with("TONEWHEEL_PROFILES", "s3").run("--version").err())
        .contains("building: sources changed");
    assertThat(checkout.builds())
        .last()
        .isEqualTo("-B -q -ntp -Dmaven.test.skip=true -pl models,pipelines -am -Ps3 package");
    assertThat(checkout.without("TONEWHEEL_PROFILES").run("--version").err()).isEmpty();
    assertThat(checkout.with("TONEWHEEL_PROFILES", "").run("--version").err())
        .contains("building: sources changed");
    assertThat(checkout.builds()).last().asString().endsWith("-am package");
  }

  @Test
  void failedBuild_endsWith70_shows_why_andIsTriedAgain() throws Exception {
    checkout.playMaven("echo 'no such library'; exit 1");
    Outcome failed = checkout.run("--help");
    assertThat(failed.exit()).isEqualTo(70);
    assertThat(failed.err()).contains("no such library").contains("the build failed");
    assertThat(failed.out()).isEmpty();
    checkout.playMaven("");
    Outcome again = checkout.run("--help");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err()).contains("the last build did not end");
  }

  @Test
  void twoFirstUsesAtOnce_buildOnce() throws Exception {
    checkout.playMaven("sleep 1");
    List<Process> both =
        List.of(checkout.start("a", "--version"), checkout.start("b", "--version"));
    for (Process process : both) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(checkout.builds()).hasSize(2);
    assertThat(checkout.output("a.out")).isEqualTo(checkout.output("b.out")).isNotEmpty();
  }

  @Test
  void withoutMaven_endsWith78_andSaysHowToGetIt() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("dirname", "readlink", "find", "cksum", "sort", "cat", "sed")) {
      Files.createSymbolicLink(tools.resolve(tool), which(tool));
    }
    Files.createSymbolicLink(tools.resolve("mkdir"), which("mkdir"));
    Files.createSymbolicLink(tools.resolve("rm"), which("rm"));
    Outcome outcome = checkout.with("PATH", tools.toString()).run("--help");
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(78);
    assertThat(outcome.err()).contains("Maven is missing").contains("apt install maven");
  }

  private static Path which(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutJava_endsWith78() throws Exception {
    Outcome outcome = checkout.with("JAVA_HOME", folder.resolve("no java").toString()).run();
    assertThat(outcome.exit()).isEqualTo(78);
    assertThat(outcome.err()).contains("JAVA_HOME is").contains("no java");
    assertThat(checkout.builds()).isEmpty();
  }

  @Test
  void withoutSources_startsWhatIsThereAndNeverBuilds() throws Exception {
    checkout.run("--version");
    Files.delete(checkout.root.resolve("pom.xml"));
    Files.delete(checkout.root.resolve("pipelines/target/.built"));
    Outcome outcome = checkout.run("--version");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(checkout.builds()).as("the first alone").hasSize(2);

    Files.delete(checkout.root.resolve("pipelines/target/lib"));
    outcome = checkout.run("--version");
    assertThat(outcome.exit()).isEqualTo(70);
    assertThat(outcome.err()).contains("neither sources nor a built program");
  }
}
