package org.tonewheel.pipelines.prune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.StageState.State;

/** A folder of runs of one experiment with two branches, in states and of ages as wanted. */
public final class RunsFolder {
  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final Path folder;
  private final Experiment experiment;
  private final List<String> branches;

  private RunsFolder(Path folder) {
    this.folder = folder;
    this.experiment =
        SoundFolder.experiment(
            "featureSets: {f: {}}",
            "splits: {whole: {fractions: {train: 0.6, validation: 0.2, test: 0.2}}}",
            "branches: [{net: logistic, seeds: [1, 2]}]");
    this.branches = Grid.expand(experiment).stream().map(Branch::id).toList();
  }

  public static RunsFolder in(Path folder) throws IOException {
    return new RunsFolder(Files.createDirectories(folder));
  }

  public Path path() {
    return folder;
  }

  public List<String> branches() {
    return branches;
  }

  /** A run that is done, whose last state changed so many days before {@link #NOW}. */
  public RunDirectory done(String name, int days) throws IOException {
    RunDirectory run = SoundFolder.in(folder).run(name, experiment).directory();
    Files.deleteIfExists(folder.resolve("input")); // of the sounds that are not needed here
    List<String> owners = new ArrayList<>(List.of("ingest", "splits", "features", "report"));
    owners.addAll(branches);
    for (String owner : owners) {
      state(run, owner, State.DONE);
    }
    data(run.tracks());
    data(run.audio());
    age(run, days);
    return run;
  }

  /** One of which a branch is in another state. */
  public RunDirectory with(State state, String name, int days) throws IOException {
    RunDirectory run = done(name, days);
    state(run, branches.get(0), state);
    age(run, days);
    return run;
  }

  /** A part that is committed and one that is not. */
  private static void data(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path part = Files.write(folder.resolve("part-00000-of-00001-aaaaaaaa.parquet"), new byte[1000]);
    Json.write(RunDirectory.commit(folder), Commit.of("f", List.of(Part.of(part, 1, "f"))));
    Files.write(folder.resolve("part-00000-of-00001-bbbbbbbb.parquet"), new byte[500]);
  }

  public static void state(RunDirectory run, String owner, State state) throws IOException {
    Json.write(
        run.state(owner),
        new StageState(
            1, owner, state, "f", 1, "2026-11-22T00:00:00Z", 1, Map.of(), null, null, null));
  }

  /** Makes every file of it so old. */
  public static void age(RunDirectory run, int days) throws IOException {
    FileTime time = FileTime.from(NOW.minus(Duration.ofDays(days)));
    try (Stream<Path> files = Files.walk(run.root())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, time);
      }
    }
  }

  /** Names of what is there. */
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
