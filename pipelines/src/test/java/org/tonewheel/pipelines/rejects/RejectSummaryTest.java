package org.tonewheel.pipelines.rejects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RunDirectory;

class RejectSummaryTest {
  @TempDir Path folder;

  private static RejectedRow row(String uri, String stage, String reason, String genre) {
    return new RejectedRow(uri, stage, reason, "what was found in " + uri, genre);
  }

  @Test
  void causes_areCountedByStageReasonAndGenre_theMostFrequentFirst() {
    RejectSummary summary =
        RejectSummary.of(
            List.of(
                row("a", "ingest", "corrupt", "rock"),
                row("b", "ingest", "truncated", "jazz"),
                row("c", "ingest", "truncated", "rock"),
                row("d", "ingest", "truncated", null),
                row("e", "features", "not-finite", "rock"),
                row("f", "ingest", "empty-file", "rock")));
    assertThat(summary.inputs()).isEqualTo(6);
    assertThat(summary.causes())
        .extracting(
            RejectSummary.Cause::stage, RejectSummary.Cause::reason, RejectSummary.Cause::inputs)
        .containsExactly(
            tuple("ingest", "truncated", 3L),
            tuple("ingest", "corrupt", 1L),
            tuple("ingest", "empty-file", 1L),
            tuple("features", "not-finite", 1L));
    assertThat(summary.causes().get(0).genres()).isEqualTo(Map.of("jazz", 1L, "rock", 1L));
    assertThat(summary.words()).isEqualTo("3 truncated, 1 corrupt, 1 empty-file, 1 not-finite");
  }

  @Test
  void onlyTheFirst_areKept() {
    List<RejectedRow> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rows.add(row("%03d".formatted(i), "ingest", "corrupt", "rock"));
    }
    RejectSummary summary = RejectSummary.of(rows);
    assertThat(summary.inputs()).isEqualTo(1000);
    assertThat(summary.first()).isEqualTo(rows.subList(0, RejectSummary.MOST_LISTED));
    assertThat(summary.causes().get(0).first())
        .extracting(RejectSummary.Example::uri)
        .containsExactly("000", "001", "002", "003", "004");
  }

  @Test
  void runsLines_areNamedFromTheInput_whereTheyLieBelowIt() throws IOException {
    RunDirectory run = RunDirectory.at(folder);
    commit(
        run,
        "ingest",
        Json.line(row("/in/rock/a.wav", "ingest", "corrupt", "rock")),
        Json.line(row("/inside.wav", "ingest", "corrupt", null)),
        // as a run from before genres were written has it
        "{\"uri\":\"/in/b.wav\",\"stage\":\"ingest\",\"reason\":\"corrupt\",\"detail\":\"cut\"}");
    commit(run, "features", Json.line(row("/in/c.wav", "features", "not-finite", "rock")));
    RejectSummary summary = RejectSummary.read(run, "/in");
    assertThat(summary.first())
        .extracting(RejectedRow::uri)
        .containsExactly("rock/a.wav", "/inside.wav", "b.wav", "c.wav");
    assertThat(summary.causes().get(0).genres()).isEqualTo(Map.of("rock", 1L));
    assertThat(Rejects.read(run)).extracting(RejectedRow::uri).startsWith("/in/rock/a.wav");
  }

  private static void commit(RunDirectory run, String stage, String... lines) throws IOException {
    Path file = run.rejected().resolve(PartFolder.name(0, 1, "jsonl"));
    Files.createDirectories(run.rejected());
    Files.write(file, List.of(lines));
    PartFolder.commit(
        run.rejected(), run.rejectedCommit(stage), "", List.of(Part.of(file, lines.length, null)));
  }

  @Test
  void runWithoutRejects_isNone() throws IOException {
    assertThat(RejectSummary.read(RunDirectory.at(folder), "/in")).isEqualTo(RejectSummary.none());
  }
}
