package org.tonewheel.pipelines.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SplitRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.sampling.Assignment;

/** The splits stage on rows of tracks, without any audio. */
class SplitsStageTest {
  private static final int RATE = 22_050;
  private static final double THREE_SEGMENTS = 3 * 66_000.0 / RATE;
  private static final String[] PROTOCOLS = {
    "featureSets: {f: {}}",
    "sources: [{folder: ., metadata: m.csv}]",
    "splits:",
    "  parts: {protocol: segment, fractions: {train: 0.5, validation: 0.25, test: 0.25}}",
    "  whole: {protocol: track}",
    "  artist: {protocol: group, group: artist, folds: 3}",
    "  unused: {}",
    "branches: [{net: logistic, split: [parts, whole, artist]}]",
  };

  @TempDir Path folder;
  private SoundFolder sounds;
  private RunDirectory run;

  @BeforeEach
  void makeTracks() throws IOException {
    sounds = SoundFolder.in(folder);
    run = RunDirectory.at(folder.resolve("run"));
    List<TrackRow> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(track("jazz", i, Map.of("artist", "Ann " + i / 2)));
      rows.add(track("rock", i, Map.of("artist", "Bob " + i / 2)));
    }
    rows.add(track("rock", 12, Map.of("album", "Live"))); // no artist is known
    commit(rows);
  }

  private static TrackRow track(String genre, int number, Map<String, String> groups) {
    String id = genre + "/" + number;
    return new TrackRow(id, "main", genre, id, id, THREE_SEGMENTS, RATE, 1, groups);
  }

  private void commit(List<TrackRow> rows) throws IOException {
    Path file = run.tracks().resolve("part-00000-of-00001-test.parquet");
    try (Table<TrackRow>.Writer writer = TrackRow.TABLE.write(file)) {
      for (TrackRow row : rows) {
        writer.add(row);
      }
      Json.write(RunDirectory.commit(run.tracks()), Commit.of("", List.of(writer.finish(null))));
    }
  }

  private Run open(String... yaml) throws IOException {
    return sounds.run("run", experiment(yaml));
  }

  private StageResult divide(String... yaml) throws Exception {
    return new SplitsStage(open(yaml)).run();
  }

  private StageException refused(String... yaml) {
    StageException e = catchThrowableOfType(StageException.class, () -> divide(yaml));
    assertThat(e).as("the tracks cannot be divided").isNotNull();
    return e;
  }

  private List<Assignment> checked(String split) throws IOException {
    return SplitFile.checked(run, experiment(PROTOCOLS), Tracks.read(run), split, "main");
  }

  private List<SplitRow> rows(String split) throws IOException {
    List<SplitRow> rows = new ArrayList<>();
    Path file = run.splits().resolve(split + ".parquet");
    try (Table<SplitRow>.Reader reader = SplitRow.TABLE.read(file)) {
      for (SplitRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void everySplitThatABranchUses_isMade_andNoOther() throws Exception {
    StageResult result = divide(PROTOCOLS);
    assertThat(result.counts())
        .isEqualTo(Map.of("rows.parts", 75L, "rows.whole", 25L, "rows.artist", 75L));
    assertThat(Commit.read(RunDirectory.commit(run.splits())).orElseThrow().parts())
        .extracting(Part::file)
        .containsExactly("artist.parquet", "parts.parquet", "whole.parquet");
  }

  @Test
  void leftoversOfAKilledAttempt_areSweptAway() throws Exception {
    Files.createDirectories(run.splits());
    Files.writeString(run.splits().resolve(".whole.parquet.1234"), "half a file");
    divide(PROTOCOLS);
    try (var files = Files.list(run.splits())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "COMMIT.json", "artist.parquet", "parts.parquet", "whole.parquet");
    }
  }

  @Test
  void segmentSplit_hasARowForEachSegment() throws Exception {
    divide(PROTOCOLS);
    assertThat(rows("parts"))
        .filteredOn(row -> row.track().equals("jazz/3"))
        .extracting(SplitRow::segment)
        .containsExactlyInAnyOrder(0, 1, 2);
    assertThat(rows("parts")).extracting(SplitRow::side).contains("train", "validation", "test");
  }

  @Test
  void trackSplit_hasARowForEachTrack() throws Exception {
    divide(PROTOCOLS);
    assertThat(rows("whole")).hasSize(25).allSatisfy(row -> assertThat(row.segment()).isNull());
    assertThat(rows("whole")).extracting(SplitRow::track).doesNotHaveDuplicates();
  }

  @Test
  void groupSplit_keepsGroupsWhole_inEveryFold() throws Exception {
    divide(PROTOCOLS);
    Map<String, String> artists = new HashMap<>();
    Tracks.read(run).rows().forEach(r -> artists.put(r.track(), r.groups().get("artist")));
    Map<Integer, List<SplitRow>> folds =
        rows("artist").stream().collect(Collectors.groupingBy(SplitRow::fold));
    assertThat(folds.keySet()).containsExactly(0, 1, 2);
    folds.forEach(
        (fold, rows) -> {
          Map<String, String> sides = new HashMap<>();
          for (SplitRow row : rows) {
            String artist = artists.get(row.track());
            String other = artist == null ? null : sides.put(artist, row.side());
            assertThat(other).as(artist).isIn(null, row.side());
          }
          assertThat(rows).hasSize(25);
        });
  }

  @Test
  void trackWithoutTheColumn_isAGroupOfItsOwn() throws Exception {
    var experiment = experiment(PROTOCOLS);
    var split = experiment.splits().get("artist");
    assertThat(Divided.tracks(experiment, split, Tracks.read(run), "main"))
        .filteredOn(entry -> entry.track().equals("rock/12"))
        .first()
        .satisfies(entry -> assertThat(entry.group()).isEqualTo("rock/12"))
        .satisfies(entry -> assertThat(entry.segments()).isEqualTo(3));
    assertThat(Divided.tracks(experiment, split, Tracks.read(run), "other")).isEmpty();
  }

  @Test
  void picture_isOneSegment() throws IOException {
    commit(List.of(new TrackRow("jazz/p", "main", "jazz", "p", "p", 0, 0, 0, Map.of())));
    var experiment = experiment(PROTOCOLS);
    assertThat(
            Divided.tracks(experiment, experiment.splits().get("parts"), Tracks.read(run), "main"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.segments()).isEqualTo(1));
  }

  @Test
  void tooFewGroups_areBadData_withTheGenreAndTheSplitNamed() throws IOException {
    commit(
        List.of(
            track("jazz", 0, Map.of("artist", "Ann")),
            track("jazz", 1, Map.of("artist", "Ann")),
            track("jazz", 2, Map.of("artist", "Cid")),
            track("rock", 0, Map.of("artist", "Bob")),
            track("rock", 1, Map.of("artist", "Dan")),
            track("rock", 2, Map.of("artist", "Eve"))));
    StageException e = refused(PROTOCOLS);
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("split 'artist'").hasMessageContaining("genre jazz has 2");
    assertThat(RunDirectory.commit(run.splits())).doesNotExist();
  }

  @Test
  void tooFewTracks_areBadDataToo() throws IOException {
    commit(List.of(track("jazz", 0, Map.of()), track("rock", 0, Map.of())));
    StageException e = refused(PROTOCOLS);
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("too few");
  }

  @Test
  void sameTracks_areSkipped_andOtherTracksDividedAgain() throws Exception {
    divide(PROTOCOLS);
    assertThat(divide(PROTOCOLS).state()).isEqualTo(StageResult.SKIPPED);
    List<TrackRow> more = new ArrayList<>(Tracks.read(run).rows());
    more.add(track("jazz", 50, Map.of()));
    commit(more);
    assertThat(divide(PROTOCOLS).state()).isEqualTo(StageResult.DONE);
    assertThat(rows("whole")).hasSize(26);
  }

  @Test
  void otherSettingsOfASplit_divideAgain() throws Exception {
    divide(PROTOCOLS);
    String[] other = PROTOCOLS.clone();
    other[4] = "  whole: {protocol: track, seed: 9}";
    List<SplitRow> before = rows("whole");
    assertThat(divide(other).state()).isEqualTo(StageResult.DONE);
    assertThat(rows("whole")).hasSameSizeAs(before).isNotEqualTo(before);
  }

  @Test
  void twoSources_areDividedEachForItself() throws Exception {
    List<TrackRow> rows = new ArrayList<>();
    for (String source : List.of("a", "b")) {
      for (int i = 0; i < 10; i++) {
        for (String genre : List.of("jazz", "rock")) {
          String id = source + "/" + genre + "/" + i;
          rows.add(new TrackRow(id, source, genre, id, id, THREE_SEGMENTS, RATE, 1, Map.of()));
        }
      }
    }
    commit(rows);
    String[] yaml = {
      "featureSets: {f: {}}",
      "sources: [{name: a, folder: a}, {name: b, folder: b}]",
      "splits: {whole: {}}",
      "branches: [{net: logistic, source: a}, {net: forest, source: b}]",
    };
    divide(yaml);
    Tracks tracks = Tracks.read(run);
    for (String source : List.of("a", "b")) {
      assertThat(SplitFile.checked(run, experiment(yaml), tracks, "whole", source))
          .hasSize(20)
          .allSatisfy(row -> assertThat(row.track()).startsWith(source + "/"));
    }
  }

  @Test
  void checkedRows_areThoseThatWereWritten() throws Exception {
    divide(PROTOCOLS);
    assertThat(checked("whole")).hasSize(25);
    assertThat(checked("parts")).hasSize(75);
    assertThat(checked("artist")).hasSize(75);
  }

  /** Rewrites a split's rows, as someone's own program might. */
  private void tamper(String split, UnaryOperator<List<SplitRow>> change) throws IOException {
    List<SplitRow> rows = change.apply(new ArrayList<>(rows(split)));
    try (Table<SplitRow>.Writer writer =
        SplitRow.TABLE.write(run.splits().resolve(split + ".parquet"))) {
      for (SplitRow row : rows) {
        writer.add(row);
      }
    }
  }

  private StageException broken(String split) {
    StageException e = catchThrowableOfType(StageException.class, () -> checked(split));
    assertThat(e).as("the broken promise is found").isNotNull();
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("split '" + split + "'");
    return e;
  }

  @Test
  void artistMovedToTwoSides_isFound() throws Exception {
    divide(PROTOCOLS);
    tamper(
        "artist",
        rows -> {
          rows.replaceAll(
              row ->
                  row.track().equals("jazz/0")
                      ? new SplitRow(
                          row.track(),
                          row.segment(),
                          row.fold(),
                          row.side().equals("train") ? "test" : "train")
                      : row);
          return rows;
        });
    assertThat(broken("artist")).hasMessageContaining("Ann 0");
  }

  @Test
  void trackCutInTwo_orNamedTwice_orMissing_isFound() throws Exception {
    divide(PROTOCOLS);
    tamper(
        "whole",
        rows -> {
          SplitRow first = rows.remove(0);
          rows.add(new SplitRow(first.track(), 0, 0, "train"));
          rows.add(new SplitRow(first.track(), 1, 0, "test"));
          rows.add(new SplitRow(first.track(), 2, 0, "test"));
          return rows;
        });
    broken("whole");
    divideAnew();
    tamper(
        "whole",
        rows -> {
          rows.add(new SplitRow(rows.get(0).track(), null, 0, "test"));
          return rows;
        });
    broken("whole");
    divideAnew();
    tamper("whole", rows -> rows.subList(1, rows.size()));
    broken("whole");
  }

  private void divideAnew() throws Exception {
    Files.delete(run.state("splits"));
    divide(PROTOCOLS);
    assertThat(checked("whole")).hasSize(25);
  }

  @Test
  void segmentSplit_promisesNothing_butMustBeWhole() throws Exception {
    divide(PROTOCOLS);
    tamper("parts", rows -> rows.subList(1, rows.size()));
    broken("parts");
  }

  @Test
  void splitThatIsNotThere_saysHowToMakeIt() {
    StageException e = catchThrowableOfType(StageException.class, () -> checked("whole"));
    assertThat(e.exit()).isEqualTo(Exit.USAGE);
    assertThat(e).hasMessageContaining("'whole'").hasMessageContaining("tonewheel ingest");
  }
}
