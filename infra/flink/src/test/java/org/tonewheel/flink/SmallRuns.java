package org.tonewheel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tonewheel.pipelines.demo.DemoAudio;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.Table;

/** A little synthetic music, experiments on it, and the program as it is packaged. */
final class SmallRuns {
  private static final int TRACKS_A_GENRE = 4;
  private static final double SECONDS = 6.2; // two whole segments

  /** Where runs, logs and inputs lie. */
  final Path folder;

  private final Path input;

  private SmallRuns(Path folder, Path input) {
    this.folder = folder;
    this.input = input;
  }

  static SmallRuns in(Path folder) throws IOException {
    Path input = folder.resolve("some music"); // a space, as people have
    DemoAudio.write(input, 7, TRACKS_A_GENRE, SECONDS);
    return new SmallRuns(folder, input);
  }

  /** Writes an experiment of the tracks of some genres; empty for all. */
  Path experiment(String name, List<String> genres, String... more) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(List.of("name: " + name, "seed: 7"));
    lines.add("sources: [{folder: ., metadata: tracks.csv}]");
    if (!genres.isEmpty()) {
      lines.add("genres: " + genres);
    }
    lines.add("featureSets: {frames33: {}}");
    lines.add("splits: {track: {fractions: {train: 0.5, validation: 0.25, test: 0.25}}}");
    lines.addAll(List.of(more));
    return Files.write(folder.resolve(name + ".yaml"), lines);
  }

  String[] run(Path experiment, Path run, String... more) {
    return Stream.concat(
            Stream.of("run", "--experiment=" + experiment, "--input=" + input, "--run=" + run),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** The same without training: the first stage makes the run. */
  String[] ingest(Path experiment, Path run, String... more) {
    String[] all = run(experiment, run, more);
    all[0] = "ingest";
    return all;
  }

  Outcome tonewheel(String... args) throws Exception {
    return start(args).await();
  }

  /** Starts the jar of this build, as the launcher would; code compiled quickly does here. */
  Outcome.Running start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dai.djl.offline=true",
            "-Djava.awt.headless=true"));
    command.addAll(List.of("-jar", jar().toString()));
    command.addAll(Arrays.asList(args));
    return Outcome.start(folder.resolve(args[0] + "-" + System.nanoTime()), command);
  }

  private static Path jar() throws IOException {
    Path target = Path.of("../../pipelines/target").toAbsolutePath().normalize();
    try (Stream<Path> files = Files.list(target)) {
      List<Path> jars =
          files
              .filter(file -> file.getFileName().toString().matches("tonewheel-pipelines-.*\\.jar"))
              .toList();
      assertThat(jars).as("packaged before integration tests: %s", target).hasSize(1);
      return jars.get(0);
    }
  }

  /** Every prediction, by branch. */
  static Map<String, List<PredictionRow>> predictions(Path run) throws IOException {
    Map<String, List<PredictionRow>> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(run.resolve("predictions"))) {
      for (Path file : all.toList()) {
        List<PredictionRow> rows = new ArrayList<>();
        try (Table<PredictionRow>.Reader reader = PredictionRow.TABLE.read(file)) {
          for (PredictionRow row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
          }
        }
        files.put(file.getFileName().toString(), rows);
      }
    }
    return files;
  }

  /** The figures of metrics.json, without what differs from run to run by its nature. */
  static String figures(Path run) throws IOException {
    return Files.readString(run.resolve("report/metrics.json"))
        .replaceAll("\"(run|seconds)\" : [^,\n]*", "\"$1\" : -");
  }

  /** Hash and number of rows of each committed part: equal for equal values. */
  static List<String> committed(Path folder) throws IOException {
    List<String> parts = new ArrayList<>();
    for (Part part : Commit.read(RunDirectory.commit(folder)).orElseThrow().parts()) {
      parts.add(part.rows() + " " + part.content());
    }
    parts.sort(null);
    return parts;
  }

  /** The state files of all branches of a run that have one. */
  static Map<String, StageState> states(Path run, List<String> branches) throws IOException {
    Map<String, StageState> states = new HashMap<>();
    for (String branch : branches) {
      StageState.read(RunDirectory.at(run).state(branch))
          .ifPresent(state -> states.put(branch, state));
    }
    return states;
  }

  /** The process that holds the lease of a branch; null if none does. */
  static Long holder(Path run, String branch) throws IOException {
    Path lease = RunDirectory.at(run).lease(branch);
    try {
      String pid = Files.readString(lease).replaceAll("(?s).*\"pid\" : (\\d+).*", "$1");
      return Long.valueOf(pid);
    } catch (java.nio.file.NoSuchFileException e) {
      return null;
    }
  }

  /** That a run on Flink came to what a run on the direct runner came to. */
  static void assertSame(Path actual, Path expected) throws IOException {
    for (String set : List.of("tracks", "audio", "segments/frames33")) {
      assertThat(committed(actual.resolve(set)))
          .as(set)
          .isEqualTo(committed(expected.resolve(set)));
    }
    assertThat(Rejects.read(RunDirectory.at(actual)))
        .as("through Beam's error handler on both")
        .extracting(row -> row.stage() + " " + row.reason())
        .containsExactlyInAnyOrder("ingest not-audio", "ingest truncated");
    assertThat(Rejects.read(RunDirectory.at(actual)))
        .isEqualTo(Rejects.read(RunDirectory.at(expected)));
    assertThat(predictions(actual)).usingRecursiveComparison().isEqualTo(predictions(expected));
    assertThat(figures(actual)).isEqualTo(figures(expected));
  }
}
