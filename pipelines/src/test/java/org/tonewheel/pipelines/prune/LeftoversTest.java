package org.tonewheel.pipelines.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.prune.RunsFolder.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.prune.Pruned.End;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState.State;

/** What of a run nobody needs. */
class LeftoversTest {
  private static final PruneRules NONE = new PruneRules(null, null, Set.of());
  private static final String UUID = "0b1c2d3e-0000-4000-8000-0123456789ab";

  @TempDir Path folder;
  private RunsFolder runs;

  @BeforeEach
  void makeFolder() throws IOException {
    runs = RunsFolder.in(folder.resolve("runs"));
  }

  private List<Pruned> remove(boolean audio) throws IOException {
    return new Pruner(NONE, false, NOW).removeLeftovers(runs.path(), audio);
  }

  private static Set<String> files(RunDirectory run) throws IOException {
    try (Stream<Path> files = Files.walk(run.root())) {
      Set<String> names = new TreeSet<>();
      files
          .filter(
              file ->
                  !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                      && !file.toString().endsWith(".gate"))
          .forEach(file -> names.add(run.root().relativize(file).toString()));
      return names;
    }
  }

  private static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[100]);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(7200)));
  }

  @Test
  void uncommittedParts_go_andNothingThatACommitLists() throws Exception {
    RunDirectory run = runs.done("a", 1);
    Set<String> expected = files(run);
    expected.removeIf(file -> file.contains("bbbbbbbb"));
    assertThat(remove(false))
        .containsExactly(new Pruned("a", End.GONE, 1000, "2 uncommitted parts"));
    assertThat(files(run)).isEqualTo(expected);
    assertThat(remove(false)).as("nothing is left to go").isEmpty();
  }

  @Test
  void temporaryFiles_go_unlessTheyAreNew_andLinksAreNotFollowed() throws Exception {
    RunDirectory run = runs.done("a", 1);
    RunDirectory target = runs.with(State.RUNNING, ".elsewhere", 1);
    remove(false);
    Set<String> expected = files(run);
    write(run.root().resolve("state/.ingest.json." + UUID));
    write(run.model("b").resolve(".checkpoint." + UUID).resolve("net.f32"));
    Files.setLastModifiedTime(
        run.model("b").resolve(".checkpoint." + UUID), FileTime.from(NOW.minusSeconds(7200)));
    write(target.root().resolve("segments/f/part-00000-of-00001-cccccccc.parquet"));
    Files.createSymbolicLink(run.root().resolve("segments"), target.root().resolve("segments"));
    expected.add("segments");
    Path fresh = run.root().resolve("state/.report.json." + UUID);
    write(fresh);
    Files.setLastModifiedTime(fresh, FileTime.from(NOW.minusSeconds(10)));
    expected.add("state/.report.json." + UUID);
    assertThat(remove(false)).containsExactly(new Pruned("a", End.GONE, 200, "2 temporary files"));
    assertThat(files(run)).isEqualTo(expected);
    assertThat(target.segments("f").resolve("part-00000-of-00001-cccccccc.parquet")).exists();
  }

  @Test
  void checkpointsOfBranchesThatAreDone_go_andThoseToGoOnFrom_stay() throws Exception {
    RunDirectory run = runs.with(State.STOPPED, "a", 1);
    remove(false);
    for (String branch : runs.branches()) {
      write(run.model(branch).resolve("checkpoint/7/net.f32"));
    }
    assertThat(remove(false)).containsExactly(new Pruned("a", End.GONE, 100, "1 checkpoints"));
    assertThat(run.model(runs.branches().get(0)).resolve("checkpoint/7/net.f32")).exists();
    assertThat(run.model(runs.branches().get(1)).resolve("checkpoint")).doesNotExist();
  }

  @Test
  void audio_goesIfAsked_ofRunsThatAreDone() throws Exception {
    RunDirectory done = runs.done("a", 1);
    RunDirectory failed = runs.with(State.FAILED, "b", 1);
    remove(false);
    assertThat(remove(true)).containsExactly(new Pruned("a", End.GONE, 1000, "1 audio parts"));
    assertThat(files(done)).contains("audio/COMMIT.json").noneMatch(f -> f.contains("audio/part"));
    assertThat(files(failed)).anyMatch(file -> file.contains("audio/part"));
  }

  @Test
  void runThatALiveProcessWritesIn_isLeftAlone() throws Exception {
    RunDirectory run = runs.done("a", 1);
    Set<String> before = files(run);
    try (Lease lease = Lease.take(run.lease("features"))) {
      assertThat(remove(true)).extracting(Pruned::end).containsExactly(End.KEPT);
      lease.check();
    }
    assertThat(files(run)).isEqualTo(before);
  }

  @Test
  void dry_removesNothing() throws Exception {
    RunDirectory run = runs.done("a", 1);
    Set<String> before = files(run);
    assertThat(new Pruner(NONE, true, NOW).removeLeftovers(runs.path(), true))
        .containsExactly(new Pruned("a", End.WOULD_GO, 2000, "2 uncommitted parts, 1 audio parts"));
    assertThat(files(run)).isEqualTo(before);
  }
}
