package org.tonewheel.pipelines.splits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Lists;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SplitRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.sampling.Assignment;

/** Splits under protocol {@code lists}: sides by a column's values or by files. */
class ListedSplitTest {
  private static final int RATE = 22_050;
  private static final double THREE_SEGMENTS = 3 * 66_000.0 / RATE;
  private static final Split BY_COLUMN = split("side", null, null);
  private static final Split BY_FILES =
      split(null, new Lists("train.txt", "valid.txt", "test.txt"), null);

  @TempDir Path folder;
  private SoundFolder sounds;
  private RunDirectory run;
  private final List<TrackRow> rows = new ArrayList<>();

  @BeforeEach
  void makeTracks() throws IOException {
    sounds = SoundFolder.in(folder);
    run = RunDirectory.at(folder.resolve("run"));
    for (String genre : List.of("jazz", "rock")) {
      for (int i = 0; i < 4; i++) {
        String side = List.of("train", "valid", "test", "").get(i);
        add(genre + "/" + genre + ".0" + i, genre, "ogg", side);
      }
    }
    lists("jazz/jazz.00\nrock/rock.00", "jazz/jazz.01\nrock/rock.01", "jazz/jazz.02\nrock/rock.02");
  }

  private static Split split(String column, Lists lists, String group) {
    return new Split(Split.Protocol.LISTS, group, column, lists, null, null, 42L);
  }

  private void add(String id, String genre, String extension, String side) {
    Map<String, String> groups = new TreeMap<>(Map.of("artist", "Ann " + rows.size()));
    if (!side.isEmpty()) {
      groups.put("side", side);
    }
    rows.add(
        new TrackRow(
            id,
            "main",
            genre,
            sounds.input().resolve(id + "." + extension).toString(),
            "hash of " + id,
            THREE_SEGMENTS,
            RATE,
            1,
            groups));
  }

  private void replace(String id, TrackRow row) {
    rows.replaceAll(old -> old.track().equals(id) ? row : old);
  }

  private TrackRow track(String id) {
    return rows.stream().filter(row -> row.track().equals(id)).findFirst().orElseThrow();
  }

  private static TrackRow with(TrackRow row, String sha256, Map<String, String> groups) {
    return new TrackRow(
        row.track(),
        row.source(),
        row.genre(),
        row.uri(),
        sha256,
        row.seconds(),
        row.sampleRate(),
        row.channels(),
        groups);
  }

  private void side(String id, String value) {
    Map<String, String> groups = new HashMap<>(track(id).groups());
    groups.put("side", value);
    replace(id, with(track(id), track(id).sha256(), groups));
  }

  private void lists(String train, String validation, String test) throws IOException {
    sounds.text("train.txt", train);
    sounds.text("valid.txt", validation);
    sounds.text("test.txt", test);
  }

  private Experiment with(Split split) {
    Experiment e =
        experiment(
            "featureSets: {f: {}}",
            "splits: {published: {}}",
            "branches: [{net: logistic, source: main}]");
    return new Experiment(
        e.name(),
        e.description(),
        e.seed(),
        e.sources(),
        e.audio(),
        e.featureSets(),
        e.pictureSets(),
        e.tableSets(),
        e.exploration(),
        Map.of("published", split),
        e.synthesis(),
        e.branches(),
        e.tuning(),
        e.report(),
        e.genres(),
        e.exclude(),
        e.relabel());
  }

  private StageResult divide(Split split) throws Exception {
    Path file = run.tracks().resolve("part-00000-of-00001-test.parquet");
    try (Table<TrackRow>.Writer writer = TrackRow.TABLE.write(file)) {
      for (TrackRow row : rows) {
        writer.add(row);
      }
      Json.write(RunDirectory.commit(run.tracks()), Commit.of("", List.of(writer.finish(null))));
    }
    return new SplitsStage(sounds.run("run", with(split))).run();
  }

  /** Track to side, as the file has them and the check lets them pass. */
  private Map<String, String> sides(Split split) throws Exception {
    divide(split);
    return checked(split);
  }

  private Map<String, String> checked(Split split) throws IOException {
    Map<String, String> sides = new TreeMap<>();
    for (Assignment row :
        SplitFile.checked(run, with(split), Tracks.read(run), "published", "main")) {
      assertThat(row.segment()).isNull();
      assertThat(row.fold()).isZero();
      assertThat(sides.put(row.track(), row.side().name())).isNull();
    }
    return sides;
  }

  private StageException refused(Exit exit, Split split) {
    StageException e = catchThrowableOfType(StageException.class, () -> divide(split));
    assertThat(e).as("the lists are refused").isNotNull();
    assertThat(e.exit()).as(e.getMessage()).isEqualTo(exit);
    assertThat(RunDirectory.commit(run.splits())).doesNotExist();
    return e;
  }

  @Test
  void column_namesTheSides_andATrackWithoutAValueIsLeftOut() throws Exception {
    assertThat(sides(BY_COLUMN))
        .isEqualTo(
            Map.of(
                "jazz/jazz.00", "TRAIN",
                "jazz/jazz.01", "VALIDATION",
                "jazz/jazz.02", "TEST",
                "rock/rock.00", "TRAIN",
                "rock/rock.01", "VALIDATION",
                "rock/rock.02", "TEST"));
    assertThat(divide(BY_COLUMN).state()).isEqualTo(StageResult.SKIPPED);
  }

  @ParameterizedTest
  @CsvSource({
    "training, TRAIN",
    "TRAIN, TRAIN",
    "validation, VALIDATION",
    "Val, VALIDATION",
    "' Test ', TEST"
  })
  void sidesAreKnownByTheirUsualNames(String value, String side) throws Exception {
    side("jazz/jazz.03", value);
    assertThat(sides(BY_COLUMN)).containsEntry("jazz/jazz.03", side);
  }

  @Test
  void otherValue_isBadData_withTrackAndValueNamed() {
    side("rock/rock.03", "holdout");
    assertThat(refused(Exit.BAD_DATA, BY_COLUMN))
        .hasMessageContaining("split 'published'")
        .hasMessageContaining("rock/rock.03")
        .hasMessageContaining("'holdout'")
        .hasMessageContaining("'side'");
  }

  @Test
  void sideWithoutATrack_andGenreThatDoesNotTrain_areBadData() {
    side("jazz/jazz.01", "test");
    side("rock/rock.01", "test");
    assertThat(refused(Exit.BAD_DATA, BY_COLUMN)).hasMessageContaining("nothing on validation");
    side("jazz/jazz.01", "valid");
    side("rock/rock.00", "valid");
    assertThat(refused(Exit.BAD_DATA, BY_COLUMN)).hasMessageContaining("genre rock on train");
  }

  @Test
  void files_nameTheSides() throws Exception {
    Map<String, String> byColumn = sides(BY_COLUMN);
    assertThat(sides(BY_FILES)).isEqualTo(byColumn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jazz/jazz.03",
        "./jazz/jazz.03",
        "jazz\\jazz.03",
        "jazz/jazz.03.ogg",
        "jazz/jazz.03.wav",
        "jazz.03",
        "jazz.03.ogg",
        "jazz.03.PNG",
        "  jazz.03  "
      })
  void line_isAnId_orAFileNameWithOrWithoutFolderAndExtension(String line) throws Exception {
    sounds.text("test.txt", "\uFEFFjazz/jazz.02", "", line, "rock/rock.02");
    assertThat(sides(BY_FILES)).hasSize(7).containsEntry("jazz/jazz.03", "TEST");
  }

  @Test
  void absolutePathOfAFile_namesItToo() throws Exception {
    sounds.text("test.txt", track("jazz/jazz.03").uri());
    assertThat(sides(BY_FILES)).containsEntry("jazz/jazz.03", "TEST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"azz.03", "rock/jazz.03", "jazz.03.x", "jazz", "jazz/", "03"})
  void line_thatOnlyLooksLikeAName_namesNoTrack(String line) throws Exception {
    sounds.text("test.txt", "jazz/jazz.02", line, line);
    assertThat(sides(BY_FILES)).hasSize(5).doesNotContainKey("jazz/jazz.03");
  }

  @RepeatedTest(50)
  void anyMixtureOfNames_givesTheSidesThatWereMeant(RepetitionInfo repetition) throws Exception {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    rows.clear();
    Map<String, String> meant = new TreeMap<>();
    List<List<String>> lists = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 40; i++) {
      String id = "deep/%s/%s.%02d".formatted(i % 2 == 0 ? "jazz" : "rock", "xyz".charAt(i % 3), i);
      add(id, "jazz", random.nextBoolean() ? "ogg" : "png", "");
      int side = i < 3 ? i : random.nextInt(4);
      if (side < 3) {
        meant.put(id, List.of("TRAIN", "VALIDATION", "TEST").get(side));
        int from = List.of(0, id.indexOf('/') + 1, id.lastIndexOf('/') + 1).get(random.nextInt(3));
        String extension = List.of("", ".wav", ".ogg", ".PNG").get(random.nextInt(4));
        lists
            .get(side)
            .add(random.nextInt(lists.get(side).size() + 1), id.substring(from) + extension);
      }
    }
    lists(
        String.join("\n", lists.get(0)),
        String.join("\n", lists.get(1)),
        String.join("\n", lists.get(2)));
    Map<String, String> sides = new TreeMap<>();
    new ListedSides(BY_FILES, sounds.input())
        .of(rows, new ArrayList<>())
        .forEach(row -> sides.put(row.track(), row.side().name()));
    assertThat(sides).isEqualTo(meant);
  }

  @Test
  void unknownLines_areCountedAndSaid() throws Exception {
    sounds.text("test.txt", "jazz/jazz.02", "gone", "lost");
    List<String> remarks = new ArrayList<>();
    new ListedSides(BY_FILES, sounds.input()).of(rows, remarks);
    assertThat(remarks).hasSize(2);
    assertThat(remarks.get(0)).contains("2 of 3 lines").contains("test.txt").contains("'gone'");
    assertThat(remarks.get(1)).isEqualTo("3 of 8 tracks are left out");
  }

  @Test
  void accentKeptApartFromItsLetter_isTheSameName() throws Exception {
    add("jazz/caf\u00e9", "jazz", "ogg", "");
    sounds.text("test.txt", "cafe\u0301.wav");
    assertThat(sides(BY_FILES)).containsEntry("jazz/caf\u00e9", "TEST");
  }

  @Test
  void nameThatMayBeTwoTracks_isBadData_unlessItIsAnId() throws Exception {
    add("jazz/live/jazz.03", "jazz", "ogg", "");
    sounds.text("test.txt", "jazz.03.wav");
    assertThat(refused(Exit.BAD_DATA, BY_FILES))
        .hasMessageContaining("'jazz.03.wav'")
        .hasMessageContaining("jazz/jazz.03")
        .hasMessageContaining("jazz/live/jazz.03");
    sounds.text("test.txt", "jazz/jazz.03");
    assertThat(sides(BY_FILES)).containsEntry("jazz/jazz.03", "TEST");
  }

  @Test
  void filesThatDifferInExtensionAlone_areNamedWithIt() throws Exception {
    add("rock/a.ogg", "rock", "", "");
    add("rock/a.wav", "rock", "", "");
    replaceUri("rock/a.ogg");
    replaceUri("rock/a.wav");
    sounds.text("test.txt", "a.wav");
    assertThat(sides(BY_FILES)).containsEntry("rock/a.wav", "TEST").doesNotContainKey("rock/a.ogg");
    Files.delete(RunDirectory.commit(run.splits()));
    for (String line : List.of("a", "a.flac")) {
      sounds.text("test.txt", line);
      assertThat(refused(Exit.BAD_DATA, BY_FILES)).hasMessageContaining("rock/a.ogg");
    }
  }

  private void replaceUri(String id) {
    TrackRow row = track(id);
    String uri = sounds.input().resolve(id).toString();
    replace(
        id,
        new TrackRow(
            id, "main", row.genre(), uri, row.sha256(), row.seconds(), RATE, 1, row.groups()));
  }

  @Test
  void trackInTwoLists_isBadData_andTwiceInOneIsNot() throws Exception {
    sounds.text("test.txt", "jazz/jazz.02", "jazz.02.ogg");
    assertThat(sides(BY_FILES)).hasSize(5);
    Files.delete(RunDirectory.commit(run.splits()));
    sounds.text("test.txt", "jazz/jazz.02", "jazz.00.ogg");
    assertThat(refused(Exit.BAD_DATA, BY_FILES))
        .hasMessageContaining("jazz/jazz.00")
        .hasMessageContaining("train.txt")
        .hasMessageContaining("test.txt");
  }

  @Test
  void listThatNamesNoTrack_orIsNotThere_orNoText_saysSo() throws Exception {
    sounds.text("valid.txt", "somewhere/else");
    assertThat(refused(Exit.BAD_DATA, BY_FILES))
        .hasMessageContaining("valid.txt names no track")
        .hasMessageContaining("'somewhere/else'")
        .hasMessageContaining("jazz/jazz.00");
    sounds.bytes("valid.txt", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refused(Exit.BAD_DATA, BY_FILES)).hasMessageContaining("UTF-8");
    Files.delete(sounds.input().resolve("valid.txt"));
    assertThat(refused(Exit.CONFIGURATION, BY_FILES)).hasMessageContaining("valid.txt");
  }

  @Test
  void listThatChanged_dividesAgain() throws Exception {
    divide(BY_FILES);
    assertThat(divide(BY_FILES).state()).isEqualTo(StageResult.SKIPPED);
    sounds.text("test.txt", "jazz/jazz.02");
    assertThat(divide(BY_FILES).state()).isEqualTo(StageResult.DONE);
    assertThat(checked(BY_FILES)).doesNotContainKey("rock/rock.02");
  }

  @Test
  void groupOnTwoSides_isBadData_onlyWhereGroupsAreToBeKept() throws Exception {
    replace("jazz/jazz.02", with(track("jazz/jazz.02"), "x", track("jazz/jazz.00").groups()));
    side("jazz/jazz.02", "test");
    assertThat(refused(Exit.BAD_DATA, split("side", null, "artist")))
        .hasMessageContaining("group Ann 0")
        .hasMessageContaining("jazz/jazz.00")
        .hasMessageContaining("jazz/jazz.02");
    assertThat(sides(BY_COLUMN)).hasSize(6);
  }

  @Test
  void equalFilesOnTwoSides_areBadData_unlessOneIsLeftOut() throws Exception {
    replace("rock/rock.03", with(track("rock/rock.03"), "hash of rock/rock.00", Map.of()));
    assertThat(sides(BY_COLUMN)).hasSize(6);
    Files.delete(RunDirectory.commit(run.splits()));
    side("rock/rock.03", "test");
    assertThat(refused(Exit.BAD_DATA, BY_COLUMN))
        .hasMessageContaining("rock/rock.00 and rock/rock.03 are the same file");
  }

  @Test
  void rowsThatSomeoneChanged_areHeldToTheSamePromises() throws Exception {
    divide(BY_COLUMN);
    Path file = run.splits().resolve("published.parquet");
    List<SplitRow> written = new ArrayList<>();
    try (Table<SplitRow>.Reader reader = SplitRow.TABLE.read(file)) {
      for (SplitRow row = reader.next(); row != null; row = reader.next()) {
        written.add(row);
      }
    }
    List<SplitRow> cut = new ArrayList<>(written);
    cut.set(0, new SplitRow("jazz/jazz.00", 0, 0, "train"));
    assertThat(tampered(file, cut)).hasMessageContaining("lacks segment 1 of track jazz/jazz.00");
    List<SplitRow> twice = new ArrayList<>(written);
    twice.add(new SplitRow("jazz/jazz.00", null, 0, "test"));
    assertThat(tampered(file, twice)).hasMessageContaining("jazz/jazz.00 twice");
    List<SplitRow> untrained = new ArrayList<>(written);
    untrained.remove(0);
    assertThat(tampered(file, untrained)).hasMessageContaining("genre jazz on train");
  }

  private StageException tampered(Path file, List<SplitRow> changed) throws IOException {
    try (Table<SplitRow>.Writer writer = SplitRow.TABLE.write(file)) {
      for (SplitRow row : changed) {
        writer.add(row);
      }
    }
    StageException e = catchThrowableOfType(StageException.class, () -> checked(BY_COLUMN));
    assertThat(e).as("the change is found").isNotNull();
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    return e;
  }
}
