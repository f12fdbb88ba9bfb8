package org.tonewheel.pipelines.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.tonewheel.pipelines.SoundFolder.experiment;
import static org.tonewheel.pipelines.SoundFolder.parts;
import static org.tonewheel.pipelines.SoundFolder.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.TrackRow;

/** The ingest stage on short sounds: what it leaves in the run directory, and what it reuses. */
class IngestIT {
  private static final int SAMPLES = 4000;

  @TempDir Path folder;
  private SoundFolder sounds;
  private RunDirectory run;

  @BeforeEach
  void makeSounds() throws IOException {
    sounds = SoundFolder.in(folder);
    run = RunDirectory.at(folder.resolve("run"));
    for (int i = 0; i < 6; i++) {
      sounds.sound("rock/r" + i + ".wav", SAMPLES + i, i);
      sounds.sound("jazz/j" + i + ".wav", SAMPLES + 10 + i, 100 + i);
    }
  }

  private StageResult ingest(String... yaml) throws Exception {
    return ingest(experiment(yaml));
  }

  private StageResult ingest(Experiment experiment) throws Exception {
    Run opened = sounds.run("run", experiment);
    StageResult result = new IngestStage(opened).run();
    assertThat(result.counts().keySet())
        .containsExactlyInAnyOrder(
            "files", "tracks", "rejected", "decoded", "reused", "passedOver");
    return result;
  }

  private StageException refused(String... yaml) {
    StageException e = catchThrowableOfType(StageException.class, () -> ingest(yaml));
    assertThat(e).as("ingest fails").isNotNull();
    return e;
  }

  private void assertCounts(StageResult result, long tracks, long decoded, long reused) {
    assertThat(result.counts())
        .containsEntry("tracks", tracks)
        .containsEntry("decoded", decoded)
        .containsEntry("reused", reused);
  }

  private List<TrackRow> tracks() throws IOException {
    return rows(TrackRow.TABLE, run.tracks()).stream()
        .sorted(Comparator.comparing(TrackRow::track))
        .toList();
  }

  private TrackRow track(String id) throws IOException {
    return tracks().stream().filter(row -> row.track().equals(id)).findFirst().orElseThrow();
  }

  private Map<String, short[]> audio() throws IOException {
    Map<String, short[]> audio = new HashMap<>();
    rows(AudioRow.TABLE, run.audio()).forEach(row -> audio.put(row.track(), row.pcm()));
    return audio;
  }

  @Test
  void trackRow_saysWhatTheFileIs() throws Exception {
    assertCounts(ingest(), 12, 12, 0);
    Path file = sounds.input().resolve("rock/r3.wav");
    assertThat(track("rock/r3"))
        .isEqualTo(
            new TrackRow(
                "rock/r3",
                "main",
                "rock",
                file.toString(),
                Fingerprint.sha256(file),
                (SAMPLES + 3.0) / SoundFolder.RATE,
                SoundFolder.RATE,
                1,
                Map.of()));
    assertThat(track("rock/r3").samples(SoundFolder.RATE)).isEqualTo(SAMPLES + 3);
  }

  @Test
  void audioRow_holdsTheFilesSamples() throws Exception {
    ingest();
    Map<String, short[]> audio = audio();
    assertThat(audio).hasSize(12);
    assertThat(audio.get("rock/r3")).isEqualTo(SoundFolder.samples(SAMPLES + 3, 3));
    assertThat(audio.get("jazz/j5")).isEqualTo(SoundFolder.samples(SAMPLES + 15, 105));
  }

  @Test
  void parts_areSortedByTrack_andAudioGoesWithTracks() throws Exception {
    ingest();
    List<List<String>> tracks =
        parts(TrackRow.TABLE, run.tracks()).stream()
            .map(part -> part.stream().map(TrackRow::track).toList())
            .toList();
    assertThat(tracks).hasSizeGreaterThan(1).allSatisfy(part -> assertThat(part).isSorted());
    assertThat(parts(AudioRow.TABLE, run.audio()))
        .extracting(part -> part.stream().map(AudioRow::track).toList())
        .isEqualTo(tracks);
  }

  @Test
  void commits_listExactlyTheFilesThatAreThere() throws Exception {
    sounds.fake("rock/broken.wav");
    ingest();
    for (Path data : List.of(run.tracks(), run.audio())) {
      assertThat(names(data)).isEqualTo(committed(RunDirectory.commit(data), "COMMIT.json"));
    }
    assertThat(names(run.rejected()))
        .isEqualTo(committed(run.rejectedCommit("ingest"), "COMMIT-ingest.json"));
    for (Part part : Commit.read(RunDirectory.commit(run.tracks())).orElseThrow().parts()) {
      Path file = run.tracks().resolve(part.file());
      assertThat(part.size()).isEqualTo(Files.size(file));
      assertThat(part.sha256()).isEqualTo(Fingerprint.sha256(file));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> committed(Path commit, String itself) throws IOException {
    Stream<String> parts = Commit.read(commit).orElseThrow().parts().stream().map(Part::file);
    return Stream.concat(Stream.of(itself), parts).sorted().toList();
  }

  @Test
  void leftoversOfAKilledAttempt_areSweptAway() throws Exception {
    for (Path data : List.of(run.tracks(), run.audio(), run.rejected())) {
      Files.createDirectories(data);
      Files.writeString(data.resolve("part-00000-of-00008-deadbeef.parquet"), "half a file");
    }
    ingest();
    for (Path data : List.of(run.tracks(), run.audio(), run.rejected())) {
      assertThat(names(data)).doesNotContain("part-00000-of-00008-deadbeef.parquet");
    }
    assertThat(tracks()).hasSize(12);
  }

  @Test
  void sameInput_isSkipped() throws Exception {
    ingest();
    StageResult again = ingest();
    assertThat(again.state()).isEqualTo(StageResult.SKIPPED);
    assertCounts(again, 12, 12, 0);
  }

  @Test
  void equalFiles_areDecodedOnce_andEachKeepsItsRowGenreAndGroups() throws Exception {
    sounds.text("m.csv", "track,artist", "r0,Ann", "copy,Bob", "r1,Cid");
    Files.copy(sounds.input().resolve("rock/r0.wav"), sounds.input().resolve("jazz/copy.wav"));
    assertCounts(ingest("sources: [{folder: ., metadata: m.csv}]"), 13, 12, 0);
    assertThat(tracks())
        .filteredOn(row -> row.sha256().equals(sha256("rock/r0.wav")))
        .extracting(TrackRow::track, TrackRow::genre, TrackRow::groups)
        .containsExactly(
            tuple("jazz/copy", "jazz", Map.of("artist", "Bob")),
            tuple("rock/r0", "rock", Map.of("artist", "Ann")));
    Map<String, short[]> audio = audio();
    assertThat(audio.get("jazz/copy")).isEqualTo(audio.get("rock/r0")).hasSize(SAMPLES);
  }

  private String sha256(String file) {
    try {
      return Fingerprint.sha256(sounds.input().resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void addedFile_isDecodedAlone() throws Exception {
    ingest();
    sounds.sound("rock/new.wav", SAMPLES, 50);
    assertCounts(ingest(), 13, 1, 12);
    assertThat(audio().get("rock/new")).isEqualTo(SoundFolder.samples(SAMPLES, 50));
    assertThat(audio().get("rock/r1")).isEqualTo(SoundFolder.samples(SAMPLES + 1, 1));
  }

  @Test
  void copyOfAFile_isNotDecoded_andCountsOnceAmongTheReused() throws Exception {
    ingest();
    Files.copy(sounds.input().resolve("rock/r0.wav"), sounds.input().resolve("rock/copy.wav"));
    assertCounts(ingest(), 13, 0, 12);
    sounds.sound("rock/new.wav", SAMPLES, 50);
    assertCounts(ingest(), 14, 1, 12);
  }

  @Test
  void renamedFile_isReused_underItsNewNameOnly() throws Exception {
    ingest();
    short[] before = audio().get("rock/r2");
    Files.move(sounds.input().resolve("rock/r2.wav"), sounds.input().resolve("rock/later.wav"));
    assertCounts(ingest(), 12, 0, 12);
    assertThat(audio()).doesNotContainKey("rock/r2");
    assertThat(audio().get("rock/later")).isEqualTo(before);
    assertThat(track("rock/later").uri()).endsWith("later.wav");
    assertThat(track("rock/later").seconds()).isEqualTo((SAMPLES + 2.0) / SoundFolder.RATE);
  }

  @Test
  void touchedFile_isReadAgain_butNotDecoded() throws Exception {
    ingest();
    Files.setLastModifiedTime(
        sounds.input().resolve("rock/r2.wav"), FileTime.fromMillis(1_000_000_000_000L));
    StageResult again = ingest();
    assertThat(again.state()).isEqualTo(StageResult.DONE);
    assertCounts(again, 12, 0, 12);
  }

  @Test
  void removedFile_leavesNoRow() throws Exception {
    ingest();
    Files.delete(sounds.input().resolve("rock/r2.wav"));
    assertCounts(ingest(), 11, 0, 11);
    assertThat(audio()).hasSize(11).doesNotContainKey("rock/r2");
  }

  @Test
  void otherGenre_changesTheRow_withoutDecoding() throws Exception {
    ingest();
    StageResult again = ingest("relabel: [{track: rock/r2, genre: metal}]");
    assertCounts(again, 12, 0, 12);
    assertThat(again.state()).isEqualTo(StageResult.DONE);
    assertThat(track("rock/r2").genre()).isEqualTo("metal");
    assertThat(audio().get("rock/r2")).isEqualTo(SoundFolder.samples(SAMPLES + 2, 2));
  }

  @Test
  void otherGroup_changesTheRow_withoutDecoding() throws Exception {
    String source = "sources: [{folder: ., metadata: m.csv}]";
    sounds.text("m.csv", "track,artist", "r2,Ann");
    ingest(source);
    assertThat(track("rock/r2").groups()).containsExactly(Map.entry("artist", "Ann"));
    assertThat(track("rock/r3").groups()).isEmpty();
    sounds.text("m.csv", "track,artist,album", "r2,Bob,Live");
    assertCounts(ingest(source), 12, 0, 12);
    assertThat(track("rock/r2").groups()).isEqualTo(Map.of("artist", "Bob", "album", "Live"));
  }

  @Test
  void otherRate_isDecodedAnew() throws Exception {
    ingest();
    assertCounts(ingest("audio: {sampleRate: 11025}"), 12, 12, 0);
    assertThat(audio().get("rock/r0")).hasSize(SAMPLES / 2);
    assertThat(track("rock/r0").sampleRate()).as("the file's own").isEqualTo(SoundFolder.RATE);
  }

  @Test
  void whatCannotBeDecoded_isRejectedWithItsReason_andTheRestGoesOn() throws Exception {
    byte[] whole = Files.readAllBytes(sounds.sound("rock/cut.wav", SoundFolder.RATE, 60));
    sounds.bytes("rock/cut.wav", Arrays.copyOf(whole, whole.length / 2));
    sounds.fake("rock/fake.mp3");
    sounds.bytes("rock/nothing.flac", new byte[0]);
    sounds.sound("rock/long.wav", 2 * SoundFolder.RATE, 60);
    StageResult result = ingest("audio: {maxSeconds: 1}");
    assertThat(result.counts()).containsEntry("rejected", 4L).containsEntry("files", 16L);
    assertCounts(result, 12, 12, 0);
    assertThat(Rejects.read(run))
        .extracting(row -> Path.of(row.uri()).getFileName().toString(), RejectedRow::reason)
        .containsExactly(
            tuple("cut.wav", "truncated"),
            tuple("fake.mp3", "not-audio"),
            tuple("long.wav", "too-long"),
            tuple("nothing.flac", "empty-file"));
    assertThat(Rejects.read(run))
        .allSatisfy(
            row -> {
              assertThat(row.stage()).isEqualTo("ingest");
              assertThat(row.detail()).isNotBlank();
            });
    assertThat(tracks()).hasSize(12);
  }

  @Test
  void rejects_areNamedAgainByALaterIngest_andForgottenOnceMended() throws Exception {
    sounds.fake("rock/a.wav");
    sounds.fake("rock/b.wav");
    Files.copy(sounds.input().resolve("rock/b.wav"), sounds.input().resolve("rock/c.wav"));
    assertThat(ingest().counts()).containsEntry("rejected", 3L);
    sounds.sound("rock/new.wav", SAMPLES, 50);
    StageResult again = ingest();
    assertThat(again.counts()).containsEntry("rejected", 3L);
    assertCounts(again, 13, 1, 12);
    for (String name : List.of("a", "b", "c")) {
      sounds.sound("rock/" + name + ".wav", SAMPLES, name.charAt(0));
    }
    assertThat(ingest().counts()).containsEntry("rejected", 0L).containsEntry("tracks", 16L);
    assertThat(Rejects.read(run)).isEmpty();
  }

  /** As a process leaves it that is killed while it commits, or before. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void killedWhileItCommitted_isResumedToTheSameRejects(int committed) throws Exception {
    sounds.fake("rock/a.wav");
    sounds.bytes("jazz/nothing.flac", new byte[0]);
    ingest();
    final List<RejectedRow> rejects = Rejects.read(run);
    final List<TrackRow> tracks = tracks();
    List<Path> commits =
        List.of(
            run.rejectedCommit("ingest"),
            RunDirectory.commit(run.tracks()),
            RunDirectory.commit(run.audio()),
            RunDirectory.commit(run.fingerprints()));
    for (Path commit : commits.subList(committed, commits.size())) {
      Files.delete(commit);
    }
    Files.delete(run.state("ingest"));
    assertThat(ingest().counts()).containsEntry("rejected", 2L).containsEntry("tracks", 12L);
    assertThat(rejects).hasSize(2).isEqualTo(Rejects.read(run));
    assertThat(tracks()).isEqualTo(tracks);
    assertThat(names(run.rejected())).hasSize(2);
  }

  @Test
  void manifestsMissingFile_isRejectedAsMissing() throws Exception {
    sounds.text("m.csv", "path,genre", "rock/r0.wav,rock", "jazz/j0.wav,jazz", "gone.wav,jazz");
    assertThat(ingest("sources: [{manifest: m.csv}]").counts())
        .containsEntry("tracks", 2L)
        .containsEntry("rejected", 1L);
    assertThat(Rejects.read(run))
        .extracting(RejectedRow::uri, RejectedRow::reason)
        .containsExactly(tuple(sounds.input().resolve("gone.wav").toString(), "missing"));
  }

  @Test
  void genreLeftWithoutATrack_isBadData_andStaysSo() throws Exception {
    sounds.fake("polka/a.wav");
    for (int attempt = 0; attempt < 2; attempt++) {
      StageException e = refused();
      assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
      assertThat(e).hasMessageContaining("polka").hasMessageContaining("genres");
    }
    assertThat(Rejects.read(run)).as("the reason can be looked up").hasSize(1);
    sounds.sound("polka/a.wav", SAMPLES, 70);
    assertCounts(ingest(), 13, 1, 12);
  }

  @Test
  void inputWithNothingButRejects_isBadData() throws Exception {
    SoundFolder bad = SoundFolder.in(folder.resolve("bad"));
    bad.fake("rock/a.wav");
    bad.fake("jazz/b.wav");
    Run opened = bad.run("run", experiment());
    StageException e =
        catchThrowableOfType(StageException.class, () -> new IngestStage(opened).run());
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(Rejects.read(opened.directory())).hasSize(2);
  }

  @Test
  void filesOfTheRunThatWereDeleted_areMadeAgain() throws Exception {
    sounds.fake("rock/broken.wav");
    ingest();
    deleteParts(run.tracks());
    assertCounts(ingest(), 12, 12, 0);
    deleteParts(run.audio());
    assertCounts(ingest(), 12, 12, 0);
    deleteParts(run.rejected());
    assertThat(ingest().state()).isEqualTo(StageResult.DONE);
    assertThat(Rejects.read(run)).hasSize(1);
  }

  private static void deleteParts(Path folder) throws IOException {
    for (String name : names(folder)) {
      if (name.startsWith("part-")) {
        Files.delete(folder.resolve(name));
      }
    }
  }

  @Test
  void audioThatIsNotKept_needNotBeThere_untilTheInputChanges() throws Exception {
    ingest("audio: {keep: false}");
    deleteParts(run.audio());
    assertThat(ingest("audio: {keep: false}").state()).isEqualTo(StageResult.SKIPPED);
    sounds.sound("rock/new.wav", SAMPLES, 50);
    assertCounts(ingest("audio: {keep: false}"), 13, 13, 0);
    assertThat(audio()).hasSize(13);
  }

  @Test
  void moreFiles_makeMoreParts_andWhatWasDecodedIsFoundAgain() throws Exception {
    ingest();
    assertThat(IngestPlan.partsFor(12)).isEqualTo(8);
    assertThat(IngestPlan.partsFor(212)).isEqualTo(8);
    assertThat(IngestPlan.partsFor(412)).isEqualTo(32);
    for (int i = 0; i < 400; i++) {
      sounds.sound("rock/more" + i + ".wav", 200, 1000 + i);
    }
    assertCounts(ingest(), 412, 400, 12);
    assertThat(tracks()).hasSize(412);
    assertThat(audio().get("jazz/j5")).isEqualTo(SoundFolder.samples(SAMPLES + 15, 105));
  }
}
