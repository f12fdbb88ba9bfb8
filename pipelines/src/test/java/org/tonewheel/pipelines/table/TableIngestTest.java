package org.tonewheel.pipelines.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.TableRow;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.splits.SplitsStage;
import org.tonewheel.sampling.Assignment;

/** Ingest of a table, row by row. */
class TableIngestTest {
  private static final List<String> GOOD =
      List.of(
          "0,Ann,0.5,100,A,jazz",
          ",,,,,",
          "1,nobody,0.5,100.0,A,rock",
          "",
          "2,\"Bob, Ben\",0.25,-1.0,A#,rock");

  @TempDir Path folder;
  private SoundFolder files;

  @BeforeEach
  void makeInput() throws IOException {
    files = SoundFolder.in(folder);
  }

  private Run run(Experiment experiment) throws IOException {
    return files.run("run", experiment);
  }

  /** The experiment whose table is a file below the input. */
  private static Experiment below(String more) {
    return SongTable.parse(SongTable.COLUMNS.replace("table: .", "table: songs.csv") + more);
  }

  private StageResult ingest(List<String> rows) throws Exception {
    SongTable.write(files.input().resolve("songs.csv"), rows);
    return new IngestStage(run(below(""))).run();
  }

  private StageException refused(Experiment experiment) {
    StageException e =
        catchThrowableOfType(StageException.class, () -> new IngestStage(run(experiment)).run());
    assertThat(e).as("ingest is refused").isNotNull();
    return e;
  }

  @Test
  void rows_becomeTracksAndValues_inPartsByHash() throws Exception {
    StageResult result = ingest(GOOD);
    Run run = run(below(""));
    List<TrackRow> tracks = Tracks.read(run.directory()).rows();
    assertThat(tracks)
        .extracting(TrackRow::track)
        .containsExactly("00000002", "00000004", "00000006");
    assertThat(tracks).extracting(TrackRow::genre).containsExactly("jazz", "rock", "rock");
    assertThat(tracks.get(0).uri()).endsWith("songs.csv#row=2");
    assertThat(tracks.get(0).sha256()).hasSize(64).isEqualTo(tracks.get(1).sha256());
    assertThat(tracks.get(2).sha256()).isNotEqualTo(tracks.get(1).sha256());
    assertThat(tracks.get(0).groups())
        .containsOnlyKeys("artist", "repeat")
        .containsEntry("repeat", tracks.get(0).sha256());
    assertThat(tracks.get(1).groups()).as("nobody is no artist").containsOnlyKeys("repeat");
    assertThat(tracks.get(2).groups()).containsEntry("artist", "Bob, Ben");

    List<TableRow> rows =
        new ArrayList<>(SoundFolder.rows(TableRow.TABLE, run.directory().rows("main")));
    rows.sort((a, b) -> a.track().compareTo(b.track()));
    assertThat(rows).extracting(TableRow::genre).containsExactly("jazz", "rock", "rock");
    assertThat(rows.get(0).values()).as("energy, key, tempo").containsExactly(0.5f, 0f, 100f);
    assertThat(rows.get(2).values()).containsExactly(0.25f, 1f, Float.NaN);
    assertThat(run.directory().audio()).doesNotExist();
    assertThat(result.counts())
        .isEqualTo(
            Map.of(
                "rows", 5L,
                "blank", 2L,
                "tracks", 3L,
                "rejected", 0L,
                "otherGenres", 0L,
                "missing.artist", 1L,
                "missing.tempo", 1L));
  }

  @Test
  void rowsThatCannotBeUsed_areNamedByLineAndColumn() throws Exception {
    List<String> rows = new ArrayList<>(GOOD);
    rows.add("3,Ann,7,100,A,jazz"); // energy out of bounds
    rows.add("4,Ann,0.5,fast,A,jazz"); // no number
    rows.add("5,Ann,0.5,100,H,jazz"); // no such key
    rows.add("6,Ann,0.5,100,A"); // too short
    rows.add("7,Ann,0.5,100,A,"); // no genre
    rows.add("8," + "x".repeat(TableIngest.MOST_CELL_CHARACTERS + 1) + ",0.5,100,A,jazz");
    rows.add("9,Ann,0.5,1000,A,jazz"); // tempo out of bounds: counts as missing
    StageResult result = ingest(rows);
    assertThat(Rejects.read(run(below("")).directory()))
        .extracting(RejectedRow::reason)
        .containsExactly(
            "out-of-bounds",
            "not-a-number",
            "unknown-category",
            "wrong-length",
            "missing-label",
            "long-cell");
    assertThat(Rejects.read(run(below("")).directory()).get(1).uri()).endsWith("songs.csv#row=8");
    assertThat(Rejects.read(run(below("")).directory()).get(1).detail())
        .contains("row 8", "`tempo`", "fast");
    assertThat(result.counts())
        .containsEntry("tracks", 4L)
        .containsEntry("rejected", 6L)
        .containsEntry("rejected.wrong-length", 1L)
        .containsEntry("outOfBounds.tempo", 1L);
  }

  @Test
  void sameFileAgain_isNotRead_andAnotherIsReadWhole() throws Exception {
    assertThat(ingest(GOOD).state()).isEqualTo(StageResult.DONE);
    assertThat(new IngestStage(run(below(""))).run().state()).isEqualTo(StageResult.SKIPPED);
    List<String> more = new ArrayList<>(GOOD);
    more.add("3,Cay,0.5,120,B,jazz");
    StageResult again = ingest(more);
    assertThat(again.state()).isEqualTo(StageResult.DONE);
    assertThat(again.counts()).containsEntry("tracks", 4L);
    assertThat(Tracks.read(run(below("")).directory()).rows()).hasSize(4);
  }

  @Test
  void headerThatDoesNotFit_isAMistakeOfTheExperiment_foundBeforeAnyWork() throws Exception {
    Files.writeString(
        files.input().resolve("songs.csv"), "id,artists,energy,tempo,key,genre\n1,A,1,1,A,jazz\n");
    StageException e = refused(below(""));
    assertThat(e.exit()).isEqualTo(Exit.CONFIGURATION);
    assertThat(e)
        .hasMessageContaining("songs.csv")
        .hasMessageContaining("`artist`")
        .hasMessageContaining("`artists`");
    assertThat(folder.resolve("run/state/ingest.json")).doesNotExist();
  }

  @Test
  void tableThatIsNotThere_orAFolder_isAMistakeOfTheExperiment() {
    assertThat(refused(below("")).getMessage()).contains("is not there");
    StageException e = refused(SongTable.experiment(""));
    assertThat(e.exit()).isEqualTo(Exit.CONFIGURATION);
    assertThat(e).hasMessageContaining("is a folder").hasMessageContaining("--input");
  }

  @Test
  void brokenFile_isBadData_andCommitsNothing() throws Exception {
    List<String> rows = new ArrayList<>(GOOD);
    rows.add("3,\"Ann,0.5,100,A,jazz");
    SongTable.write(files.input().resolve("songs.csv"), rows);
    StageException e = refused(below(""));
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("line 7");
    assertThat(folder.resolve("run/tracks/COMMIT.json")).doesNotExist();
    assertThat(ingest(GOOD).state()).as("mended").isEqualTo(StageResult.DONE);
  }

  @Test
  void unknownCategoryThatMustNotBe_endsIngest_withRowAndColumn() throws Exception {
    SongTable.write(files.input().resolve("songs.csv"), List.of("0,Ann,0.5,100,H,jazz"));
    Experiment strict =
        SongTable.parse(
            SongTable.COLUMNS
                .replace("table: .", "table: songs.csv")
                .replace("B]}", "B], unknown: fail}"));
    StageException e = refused(strict);
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("row 2").hasMessageContaining("`key`");
  }

  @Test
  void genres_leaveRowsOut_andMustEachHaveOne() throws Exception {
    SongTable.write(files.input().resolve("songs.csv"), GOOD);
    StageResult result = new IngestStage(run(below("genres: [rock, jazz]\n"))).run();
    assertThat(result.counts()).containsEntry("otherGenres", 0L);
    assertThat(refused(below("genres: [rock, polka]\n"))).hasMessageContaining("polka");
  }

  @Test
  void equalRows_lieTogether_underSafeSplits_andApartUnderRow() throws Exception {
    String splits =
        """
        tableSets: {plain: {}}
        splits:
          row: {protocol: row, fractions: {train: 0.6, validation: 0.2, test: 0.2}}
          artist: {protocol: group, group: artist, fractions: {train: 0.6, validation: 0.2, test: 0.2}}
          repeat: {protocol: group, group: repeat, folds: 5}
        branches: [{net: forest, split: [row, artist, repeat]}]
        """;
    SongTable.write(files.input().resolve("songs.csv"), SongTable.songs(400));
    Run run = run(below(splits));
    new IngestStage(run).run();
    new SplitsStage(run).run();
    Map<String, Integer> apart = new TreeMap<>();
    Map<String, String> keys = new HashMap<>();
    Tracks.read(run.directory()).rows().forEach(row -> keys.put(row.track(), row.sha256()));
    for (String split : List.of("row", "artist", "repeat")) {
      Map<String, String> sides = new HashMap<>();
      int count = 0;
      for (Assignment row :
          SplitFile.checked(
              run.directory(), run.experiment(), Tracks.read(run.directory()), split, "main")) {
        String before = sides.put(row.fold() + keys.get(row.track()), row.side().name());
        count += before != null && !before.equals(row.side().name()) ? 1 : 0;
      }
      apart.put(split, count);
    }
    assertThat(apart.get("row")).as("of 40 pairs of equal rows").isBetween(10, 35);
    assertThat(apart).containsEntry("artist", 0).containsEntry("repeat", 0);
  }
}
