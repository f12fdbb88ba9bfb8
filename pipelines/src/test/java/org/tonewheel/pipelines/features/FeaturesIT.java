package org.tonewheel.pipelines.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tonewheel.pipelines.SoundFolder.experiment;
import static org.tonewheel.pipelines.SoundFolder.parts;
import static org.tonewheel.pipelines.SoundFolder.rows;
import static org.tonewheel.pipelines.SoundFolder.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.run.Table;

/** The features stage: which segments there are, what their values are, and what is taken over. */
class FeaturesIT {
  private static final int SEGMENT = 66_000;
  private static final String FRAMES33 = "featureSets: {frames33: {}}";

  @TempDir Path folder;
  private SoundFolder sounds;
  private RunDirectory run;

  @BeforeEach
  void makeSounds() throws IOException {
    sounds = SoundFolder.in(folder);
    run = RunDirectory.at(folder.resolve("run"));
    sounds.sound("rock/long.wav", 3 * SEGMENT + 100, 1);
    sounds.sound("rock/short.wav", SEGMENT / 2, 2);
    sounds.sound("jazz/exact.wav", 2 * SEGMENT, 3);
    sounds.sound("jazz/almost.wav", 2 * SEGMENT - 1, 4);
  }

  private StageResult ingestAndCompute(String... yaml) throws Exception {
    new IngestStage(open(yaml)).run();
    return compute(yaml);
  }

  private StageResult compute(String... yaml) throws Exception {
    return new FeaturesStage(open(yaml)).run();
  }

  private Run open(String... yaml) throws IOException {
    return sounds.run("run", experiment(yaml));
  }

  private List<SegmentRow> segments(String set) throws IOException {
    return rows(SegmentRow.TABLE, run.segments(set)).stream()
        .sorted(Comparator.comparing(SegmentRow::track).thenComparing(SegmentRow::segment))
        .toList();
  }

  private List<SegmentRow> segments(String set, String track) throws IOException {
    return segments(set).stream().filter(row -> row.track().equals(track)).toList();
  }

  private List<String> keys(String set) throws IOException {
    return segments(set).stream().map(row -> row.track() + " " + row.segment()).toList();
  }

  /** Samples {@code from} on of the sound of a seed, as the features see them. */
  private static float[] segment(int count, int seed, int from) {
    short[] pcm = samples(count, seed);
    float[] segment = new float[SEGMENT];
    for (int i = 0; i < SEGMENT && from + i < pcm.length; i++) {
      segment[i] = pcm[from + i] / 32_768f;
    }
    return segment;
  }

  private static FrameFeatures frames33() {
    return new FrameFeatures(
        new FrameFeatureSettings(SoundFolder.RATE, 1024, 4084, false, 13, 6, true, 12, 0));
  }

  @Test
  void trackGivesItsWholeSegments_inOrder_andTheRestIsUnused() throws Exception {
    StageResult result = ingestAndCompute(FRAMES33);
    assertThat(keys("frames33"))
        .containsExactly(
            "jazz/almost 0",
            "jazz/exact 0",
            "jazz/exact 1",
            "rock/long 0",
            "rock/long 1",
            "rock/long 2",
            "rock/short 0");
    assertThat(result.counts()).containsEntry("tracks", 4L).containsEntry("segments.frames33", 7L);
    assertThat(parts(SegmentRow.TABLE, run.segments("frames33")))
        .allSatisfy(
            part ->
                assertThat(part)
                    .isSortedAccordingTo(
                        Comparator.comparing(SegmentRow::track)
                            .thenComparing(SegmentRow::segment)));
  }

  @Test
  void segmentK_isTheFeaturesOfSamplesFromKTimes66000() throws Exception {
    ingestAndCompute(FRAMES33);
    List<SegmentRow> rows = segments("frames33", "rock/long");
    for (int k = 0; k < 3; k++) {
      float[] expected = frames33().extract(segment(3 * SEGMENT + 100, 1, k * SEGMENT));
      assertThat(rows.get(k).values()).as("segment %d", k).isEqualTo(expected);
      assertThat(rows.get(k).frames()).isEqualTo(16);
      assertThat(rows.get(k).features()).isEqualTo(33);
      assertThat(rows.get(k).genre()).isEqualTo("rock");
      assertThat(rows.get(k).origin()).isEqualTo("real");
    }
  }

  @Test
  void trackUnderOneSegment_isPaddedWithZeros() throws Exception {
    ingestAndCompute(FRAMES33);
    assertThat(segments("frames33", "rock/short").get(0).values())
        .isEqualTo(frames33().extract(segment(SEGMENT / 2, 2, 0)));
  }

  @Test
  void shortTracksFilledWithZeros_giveAllTheirSegments() throws Exception {
    ingestAndCompute(FRAMES33, "audio: {short: zero, segments: 3}");
    assertThat(keys("frames33")).hasSize(12);
    List<SegmentRow> rows = segments("frames33", "jazz/almost");
    assertThat(rows.get(1).values())
        .isEqualTo(frames33().extract(segment(2 * SEGMENT - 1, 4, SEGMENT)));
    assertThat(rows.get(2).values()).isEqualTo(frames33().extract(new float[SEGMENT]));
  }

  @Test
  void shortTracksRepeated_beginAgainWhereTheyEnd() throws Exception {
    ingestAndCompute(FRAMES33, "audio: {short: repeat, segments: 2}");
    assertThat(keys("frames33")).hasSize(8);
    List<SegmentRow> rows = segments("frames33", "rock/short");
    float[] twice = segment(SEGMENT / 2, 2, 0);
    System.arraycopy(twice, 0, twice, SEGMENT / 2, SEGMENT / 2);
    assertThat(rows.get(0).values()).isEqualTo(frames33().extract(twice));
    assertThat(rows.get(1).values()).isEqualTo(rows.get(0).values());
  }

  @Test
  void fewerAndShorterSegments_areTheExperimentsChoice() throws Exception {
    ingestAndCompute(
        "featureSets: {f: {nFft: 512, hopLength: 256}}",
        "audio: {segments: 2, segmentSamples: 1000}");
    assertThat(keys("f")).hasSize(8);
    assertThat(segments("f").get(0).frames()).isEqualTo(1 + (1000 - 512) / 256);
  }

  @Test
  void severalFeatureSets_areMadeInOnePass_eachAsIfAlone() throws Exception {
    String small = "small: {nFft: 2048, hopLength: 8000, contrastBands: 0, chroma: 0}";
    ingestAndCompute("featureSets: {frames33: {}, " + small + "}");
    List<SegmentRow> both = segments("small");
    assertThat(both).allSatisfy(row -> assertThat(row.features()).isEqualTo(14));
    assertThat(keys("frames33")).isEqualTo(keys("small"));

    Run other = sounds.run("alone", experiment("featureSets: {" + small + "}"));
    new IngestStage(other).run();
    new FeaturesStage(other).run();
    assertThat(
            rows(SegmentRow.TABLE, other.directory().segments("small")).stream()
                .sorted(Comparator.comparing(SegmentRow::track).thenComparing(SegmentRow::segment)))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(both);
  }

  @Test
  void featureSetAddedLater_leavesTheOthersParts() throws Exception {
    ingestAndCompute(FRAMES33);
    Set<String> before = files("frames33");
    StageResult again = compute("featureSets: {frames33: {}, more: {hopLength: 8000}}");
    assertThat(again.state()).isEqualTo(StageResult.DONE);
    assertThat(files("frames33")).isEqualTo(before);
    assertThat(keys("more")).isEqualTo(keys("frames33"));
  }

  private Set<String> files(String set) throws IOException {
    Set<String> names = new HashSet<>();
    for (Part part : Commit.read(RunDirectory.commit(run.segments(set))).orElseThrow().parts()) {
      names.add(part.file());
    }
    return names;
  }

  @Test
  void sameAudio_isSkipped() throws Exception {
    ingestAndCompute(FRAMES33);
    StageResult again = compute(FRAMES33);
    assertThat(again.state()).isEqualTo(StageResult.SKIPPED);
    assertThat(again.counts()).containsEntry("segments.frames33", 7L);
  }

  @Test
  void addedFile_rewritesItsPartAlone() throws Exception {
    for (int i = 0; i < 12; i++) {
      sounds.sound("rock/r" + i + ".wav", 2000, 10 + i);
    }
    ingestAndCompute(FRAMES33);
    Set<String> before = files("frames33");
    assertThat(before).hasSizeGreaterThan(3);
    sounds.sound("rock/new.wav", SEGMENT, 50);
    ingestAndCompute(FRAMES33);
    Set<String> after = files("frames33");
    after.removeAll(before);
    assertThat(after).as("parts that were written anew").hasSize(1);
    assertThat(keys("frames33")).hasSize(7 + 13).contains("rock/new 0");
    try (var present = Files.list(run.segments("frames33"))) {
      assertThat(present.map(file -> file.getFileName().toString()))
          .as("what the commit no longer lists is gone")
          .containsExactlyInAnyOrderElementsOf(withCommit(files("frames33")));
    }
  }

  private static Set<String> withCommit(Set<String> parts) {
    Set<String> all = new HashSet<>(parts);
    all.add("COMMIT.json");
    return all;
  }

  @Test
  void otherLabel_isTakenIntoTheSegments() throws Exception {
    ingestAndCompute(FRAMES33);
    ingestAndCompute(FRAMES33, "relabel: [{track: rock/long, genre: metal}]");
    assertThat(segments("frames33", "rock/long"))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.genre()).isEqualTo("metal"));
  }

  @Test
  void otherSamplesOfTheSameTracks_giveOtherFeatures() throws Exception {
    ingestAndCompute(FRAMES33);
    float[] before = segments("frames33", "rock/long").get(0).values();
    decodeDifferently();
    StageResult again = compute(FRAMES33);
    assertThat(again.state()).isEqualTo(StageResult.DONE);
    assertThat(segments("frames33", "rock/long").get(0).values()).isNotEqualTo(before);
  }

  /** Leaves what a later version's decoder might: the same tracks, with half the amplitude. */
  private void decodeDifferently() throws IOException {
    Commit before = Commit.read(RunDirectory.commit(run.audio())).orElseThrow();
    List<Part> parts = new ArrayList<>();
    for (Part part : before.parts()) {
      Path file = run.audio().resolve(part.file());
      List<AudioRow> rows = new ArrayList<>();
      try (Table<AudioRow>.Reader reader = AudioRow.TABLE.read(file)) {
        for (AudioRow row = reader.next(); row != null; row = reader.next()) {
          rows.add(row);
        }
      }
      try (Table<AudioRow>.Writer writer = AudioRow.TABLE.write(file)) {
        for (AudioRow row : rows) {
          short[] pcm = Arrays.copyOf(row.pcm(), row.pcm().length);
          for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (pcm[i] / 2);
          }
          writer.add(AudioRow.ofSamples(row.track(), pcm));
        }
        parts.add(writer.finish(part.fingerprint()));
      }
    }
    Json.write(RunDirectory.commit(run.audio()), Commit.of(before.fingerprint(), parts));
  }

  @Test
  void audioThatIsGone_isAClearError_butOnlyIfItIsNeeded() throws Exception {
    ingestAndCompute(FRAMES33, "audio: {keep: false}");
    for (Part part : Commit.read(RunDirectory.commit(run.audio())).orElseThrow().parts()) {
      Files.delete(run.audio().resolve(part.file()));
    }
    assertThat(compute(FRAMES33, "audio: {keep: false}").state()).isEqualTo(StageResult.SKIPPED);
    StageException e =
        catchThrowableOfType(
            StageException.class,
            () -> compute("featureSets: {frames33: {hopLength: 999}}", "audio: {keep: false}"));
    assertThat(e.exit()).isEqualTo(Exit.USAGE);
    assertThat(e).hasMessageContaining("audio.keep: false").hasMessageContaining("--fresh");
  }

  @Test
  void runWithoutIngest_orWithoutAFeatureSet_saysSo() throws Exception {
    StageException early = catchThrowableOfType(StageException.class, () -> compute(FRAMES33));
    assertThat(early.exit()).isEqualTo(Exit.USAGE);
    assertThat(early).hasMessageContaining("tonewheel ingest");
    StageException none = catchThrowableOfType(StageException.class, () -> compute());
    assertThat(none.exit()).isEqualTo(Exit.NOT_ASKED);
  }

  /** Whether a part had rejects is known of all together; if it is not, none is taken over. */
  @Test
  void rejectsThatAreLost_areLookedForAgain() throws Exception {
    ingestAndCompute(FRAMES33);
    Files.delete(run.rejectedCommit("features"));
    StageResult again = compute(FRAMES33);
    assertThat(again.state()).isEqualTo(StageResult.DONE);
    assertThat(run.rejectedCommit("features")).exists();
    assertThat(StageState.read(run.state("features")).orElseThrow().counters())
        .doesNotContainKey("partsReused");
    assertThat(compute(FRAMES33).state()).isEqualTo(StageResult.SKIPPED);
  }
}
