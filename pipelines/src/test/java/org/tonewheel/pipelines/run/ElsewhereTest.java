package org.tonewheel.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.storage.Storage;

/** What a run's directory rests on, where there are no renames and no locks. */
class ElsewhereTest {
  private static final RunDirectory RUN = RunDirectory.at(Storage.path("mem://bucket/elsewhere/1"));

  @TempDir Path here;

  @Test
  void runDirectory_keepsItsScheme() {
    assertThat(RUN.path()).isEqualTo("mem://bucket/elsewhere/1");
    assertThat(RUN.name()).isEqualTo("1");
    assertThat(RUN.runJson()).hasToString("mem://bucket/elsewhere/1/run.json");
    assertThatThrownBy(() -> RunDirectory.at(Storage.path("mem://bucket")))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("name a folder in it, such as mem://bucket/runs/1");
  }

  @Test
  void table_appearsWhenFinished_andIsTheSameFile() throws Exception {
    Path file = RUN.splits().resolve("a.parquet");
    Part part = write(file, 3);
    assertThat(part).isEqualTo(write(here.resolve("a.parquet"), 3));
    assertThat(Files.readAllBytes(file)).isEqualTo(Files.readAllBytes(here.resolve("a.parquet")));
    try (Table<SplitRow>.Reader reader = SplitRow.TABLE.read(file)) {
      assertThat(reader.next().track()).isEqualTo("track0");
      assertThat(reader.next().track()).isEqualTo("track1");
    }
    try (Table<SplitRow>.Reader reader = SplitRow.TABLE.readWhere(file, "track", "track2")) {
      assertThat(reader.next().segment()).isEqualTo(2);
      assertThat(reader.next()).isNull();
    }
    Path unfinished = RUN.splits().resolve("b.parquet");
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(unfinished)) {
      writer.add(new SplitRow("track", 0, 0, "train"));
    }
    assertThat(Files.exists(unfinished)).isFalse();
  }

  private static Part write(Path file, int rows) throws Exception {
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(file)) {
      for (int i = 0; i < rows; i++) {
        writer.add(new SplitRow("track" + i, i, 0, "train"));
      }
      return writer.finish("made of this");
    }
  }

  @Test
  void commit_isWholeWhileEveryPartIsThere_andTheRestIsSwept() throws Exception {
    Path folder = RUN.segments("frames33");
    Path file = folder.resolve(PartFolder.name(0, 1, "parquet"));
    Part part = write(file, 2);
    Path ghost = folder.resolve(PartFolder.name(0, 1, "parquet"));
    write(ghost, 1);
    Path commit = RunDirectory.commit(folder);
    PartFolder.commit(folder, commit, "f", List.of(part));
    PartFolder.sweep(folder);
    assertThat(Files.exists(ghost)).isFalse();
    assertThat(Commit.isWhole(folder, "f")).isTrue();
    Files.delete(file);
    assertThat(Commit.isWhole(folder, "f")).isFalse();
  }

  @Test
  void lease_isTakenOnce_givenBack_andLostToWhoeverIsNamedLast() throws Exception {
    Path file = RUN.lease("features");
    try (Lease held = Lease.take(file)) {
      held.check();
      assertThatThrownBy(() -> Lease.take(file)).isInstanceOf(LeaseHeldException.class);
      Map<?, ?> holder = Json.read(file, Map.class);
      assertThat(holder.get("attempt")).isEqualTo(held.attempt());
    }
    assertThat(Files.exists(file)).isFalse();
    try (Lease ghost = Lease.take(file)) {
      Json.write(file, new Lease.Holder("other", "elsewhere.invalid", 1, 0, 0));
      assertThatThrownBy(ghost::check).isInstanceOf(LeaseHeldException.class);
    }
    assertThat(Files.exists(file)).as("it is the other's").isTrue();
    Lease.take(file).close();
  }
}
