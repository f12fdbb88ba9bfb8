package org.tonewheel.pipelines.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.tonewheel.pipelines.prune.RunsFolder.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.prune.Pruned.End;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState.State;
import org.tonewheel.pipelines.storage.FileTree;

/** Which runs go, and what always stays. */
class PrunerTest {
  private static final PruneRules ANY = new PruneRules(Duration.ZERO, null, Set.of());

  @TempDir Path folder;
  private RunsFolder runs;

  @BeforeEach
  void makeFolder() throws IOException {
    runs = RunsFolder.in(folder.resolve("runs"));
  }

  private List<Pruned> remove(PruneRules rules) throws IOException {
    return new Pruner(rules, false, NOW).removeRuns(runs.path());
  }

  @Test
  void dry_removesNothing_andSaysWhatWouldGo() throws Exception {
    runs.done("old", 40);
    runs.done("young", 3);
    PruneRules rules = new PruneRules(Duration.ofDays(30), null, Set.of());
    List<Pruned> ends = new Pruner(rules, true, NOW).removeRuns(runs.path());
    assertThat(ends)
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.run()).isEqualTo("old");
              assertThat(end.end()).isEqualTo(End.WOULD_GO);
              assertThat(end.bytes()).isEqualTo(FolderTree.size(runs.path().resolve("old")));
              assertThat(end.why()).isEqualTo("done, changed 40 d ago");
            });
    assertThat(runs.names()).containsExactly("old", "young");
  }

  @Test
  void age_isThatOfTheLastChangeOfAState() throws Exception {
    runs.done("old", 31);
    RunDirectory touched = runs.done("touched", 31);
    Files.setLastModifiedTime(
        touched.state("report"), FileTime.from(NOW.minus(Duration.ofDays(29))));
    remove(new PruneRules(Duration.ofDays(30), null, Set.of()));
    assertThat(runs.names()).containsExactly("touched");
  }

  @Test
  void state_isTheWorstOfStagesAndBranches() throws Exception {
    runs.done("done", 1);
    runs.with(State.FAILED, "failed", 1);
    runs.with(State.STOPPED, "stopped", 1);
    runs.with(State.RUNNING, "killed", 1);
    Files.delete(runs.done("begun", 1).state("report"));
    remove(new PruneRules(null, null, Set.of(RunStatus.FAILED)));
    assertThat(runs.names()).containsExactly("begun", "done", "killed", "stopped");
    remove(new PruneRules(null, null, Set.of(RunStatus.STOPPED)));
    assertThat(runs.names()).containsExactly("done");
    remove(new PruneRules(null, null, Set.of(RunStatus.DONE)));
    assertThat(runs.names()).isEmpty();
  }

  @Test
  void newestOfAnExperiment_areKept_byWhenTheyWereMade() throws Exception {
    for (int i = 0; i < 4; i++) {
      RunDirectory run = runs.done("r" + i, 40);
      String text = Files.readString(run.runJson());
      Files.writeString(run.runJson(), text.replace("2026-01-01T", "2026-01-0" + (4 - i) + "T"));
      RunsFolder.age(run, 40);
    }
    RunDirectory other = runs.done("other", 40);
    Files.writeString(
        other.runJson(),
        Files.readString(other.runJson()).replace("\"name\" : \"sounds\"", "\"name\" : \"x\""));
    remove(new PruneRules(null, 2, Set.of()));
    assertThat(runs.names()).containsExactly("other", "r0", "r1");
  }

  @Test
  void everyRule_mustLetItGo() throws Exception {
    runs.with(State.FAILED, "oldFailed", 40);
    runs.with(State.FAILED, "youngFailed", 2);
    runs.done("oldDone", 40);
    remove(new PruneRules(Duration.ofDays(30), 0, Set.of(RunStatus.FAILED)));
    assertThat(runs.names()).containsExactly("oldDone", "youngFailed");
  }

  @Test
  void runThatALiveProcessWritesIn_stays_andOneWithADeadLeaseGoes() throws Exception {
    RunDirectory held = runs.done("held", 40);
    RunDirectory dead = runs.done("dead", 40);
    Files.writeString(
        dead.lease("ingest"),
        "{\"attempt\":\"a\",\"host\":\"elsewhere\",\"pid\":1,\"processStart\":1,\"heartbeat\":1}");
    try (Lease lease = Lease.take(held.lease(runs.branches().get(1)))) {
      assertThat(remove(ANY))
          .extracting(Pruned::run, Pruned::end)
          .containsExactlyInAnyOrder(tuple("held", End.KEPT), tuple("dead", End.GONE));
      lease.check();
    }
    assertThat(runs.names()).containsExactly("held");
    assertThat(held.state("ingest")).exists();
  }

  @Test
  void link_isNotFollowed_neitherToARunNorOutOfOne() throws Exception {
    RunsFolder elsewhere = RunsFolder.in(folder.resolve("elsewhere"));
    RunDirectory target = elsewhere.done("target", 40);
    Files.createSymbolicLink(runs.path().resolve("link"), target.root());
    RunDirectory run = runs.done("run", 40);
    Files.createSymbolicLink(run.root().resolve("images"), target.root());
    Files.createSymbolicLink(run.root().resolve("one"), target.runJson());
    assertThat(remove(ANY))
        .extracting(Pruned::run, Pruned::end)
        .containsExactlyInAnyOrder(tuple("link", End.KEPT), tuple("run", End.GONE));
    assertThat(runs.names()).containsExactly("link");
    assertThat(target.runJson()).exists();
    assertThat(target.audio().resolve("COMMIT.json")).exists();
  }

  @Test
  void foreignFolders_stay() throws Exception {
    Files.writeString(
        Files.createDirectories(runs.path().resolve("notes")).resolve("a.txt"), "mine");
    for (String text : List.of("{half", "{}", "[1]", "{\"formatVersion\":1}")) {
      Path other = Files.createDirectories(runs.path().resolve("other" + text.length()));
      Files.writeString(other.resolve("run.json"), text);
    }
    Path newer = Files.createDirectories(runs.path().resolve("newer"));
    Files.writeString(newer.resolve("run.json"), "{\"formatVersion\":99}");
    Path empty = Files.createDirectories(runs.path().resolve("experiment"));
    Files.writeString(
        empty.resolve("run.json"),
        "{\"formatVersion\":1,\"run\":\"a\",\"created\":\"b\",\"experiment\":{\"name\":\"x\"}}");
    List<String> before = runs.names();
    assertThat(remove(ANY)).hasSize(6).allMatch(end -> end.end() == End.KEPT);
    assertThat(runs.names()).isEqualTo(before);
    assertThat(new Pruner(ANY, false, NOW).removeLeftovers(runs.path(), true))
        .allMatch(end -> end.end() == End.KEPT);
  }

  @Test
  void runThatWasBarelyBegun_isOneThatStopped() throws Exception {
    RunDirectory run = runs.done("begun", 3);
    FileTree.delete(run.root().resolve("state"));
    FileTree.delete(run.tracks());
    assertThat(remove(new PruneRules(null, null, Set.of(RunStatus.STOPPED))))
        .extracting(Pruned::run, Pruned::end)
        .containsExactly(tuple("begun", End.GONE));
    assertThat(runs.names()).isEmpty();
  }

  @Test
  void removalThatWasBrokenOff_isFinished_andAnythingElseOfSuchAName_stays() throws Exception {
    RunDirectory run = runs.done("half", 1);
    FileTree.delete(run.audio());
    Files.move(run.root(), runs.path().resolve(".half.pruned-0123abcd"));
    Files.createDirectories(runs.path().resolve(".gone.pruned-0123abcd"));
    Path foreign = Files.createDirectories(runs.path().resolve(".mine.pruned-0123abcd"));
    Files.writeString(foreign.resolve("a.txt"), "mine");
    assertThat(remove(new PruneRules(Duration.ofDays(30), null, Set.of())))
        .extracting(Pruned::end)
        .containsExactly(End.GONE, End.GONE);
    assertThat(runs.names()).containsExactly(".mine.pruned-0123abcd");
  }

  @Test
  void troubleWithOne_doesNotEndTheOthers() throws Exception {
    RunDirectory corrupt = runs.done("a", 40);
    Files.writeString(corrupt.state("ingest"), "{half");
    runs.done("b", 40);
    assertThat(remove(ANY))
        .extracting(Pruned::run, Pruned::end)
        .containsExactly(tuple("a", End.KEPT), tuple("b", End.GONE));
  }

  @Test
  void folderThatMayNotBeChanged_isForbidden() throws Exception {
    runs.done("a", 40);
    assumeThat(System.getProperty("user.name")).as("root may do everything").isNotEqualTo("root");
    Files.setPosixFilePermissions(runs.path(), PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assertThat(remove(ANY)).extracting(Pruned::end).containsExactly(End.FORBIDDEN);
    } finally {
      Files.setPosixFilePermissions(runs.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void stateOfAnUnknownKind_isNotTakenForOne() throws Exception {
    RunDirectory run = runs.done("a", 40);
    Json.write(run.root().resolve("state/other.json"), List.of("not ours"));
    RunsFolder.age(run, 40);
    assertThat(remove(ANY)).extracting(Pruned::end).containsExactly(End.GONE);
  }
}
