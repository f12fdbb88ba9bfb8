package org.tonewheel.pipelines.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.tonewheel.pipelines.SoundFolder.experiment;
import static org.tonewheel.pipelines.SoundFolder.picture;
import static org.tonewheel.pipelines.SoundFolder.rows;
import static org.tonewheel.pipelines.SoundFolder.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.pictures.ColourMap;
import org.tonewheel.pictures.MelPicture;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pictures.PictureDecoder;
import org.tonewheel.pictures.PictureLimits;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/** The pictures of the features stage: drawn from sounds, and brought to size from files. */
class PicturesIT {
  private static final int SEGMENT = 4000;
  private static final String[] BASE = {
    "sources: [{name: sounds, folder: a}, {name: images, folder: p, content: pictures}]",
    "audio: {segmentSamples: " + SEGMENT + ", segments: 3}",
    "featureSets:",
    "  small: {nFft: 1024, hopLength: 500}",
    "  mel: {nFft: 1024, hopLength: 256, mfcc: 0, contrastBands: 0, centroid: false, chroma: 0,"
        + " mel: 16}",
  };
  private static final String DRAWN =
      "drawn: {width: 20, height: 10, features: mel, colourMap: viridis}";
  private static final String GIVEN = "given: {width: 9, height: 8}";
  private static final String CROPPED = "cropped: {width: 9, height: 8, crop: true}";
  private static final String[] ALL = with(DRAWN, GIVEN, CROPPED);

  @TempDir Path folder;
  private SoundFolder input;
  private RunDirectory run;

  @BeforeEach
  void makeInput() throws IOException {
    input = SoundFolder.in(folder);
    run = RunDirectory.at(folder.resolve("run"));
    input.sound("a/rock/long.wav", 3 * SEGMENT + 999, 1);
    input.sound("a/rock/middle.wav", 2 * SEGMENT + 777, 2);
    input.sound("a/jazz/short.wav", SEGMENT / 2, 3);
    input.bytes("p/rock/r.png", framed().png());
    input.png("p/jazz/j.png", 16, 12, 5);
  }

  /** The picture of seed 4 with white margins, as published figures have them. */
  private static Picture framed() {
    Picture inner = picture(16, 12, 4);
    byte[] rgb = new byte[3 * 24 * 18];
    Arrays.fill(rgb, (byte) 255);
    for (int y = 0; y < 12; y++) {
      System.arraycopy(inner.rgb(), 3 * 16 * y, rgb, 3 * (24 * (y + 2) + 5), 3 * 16);
    }
    return new Picture(24, 18, rgb);
  }

  private static String[] with(String... sets) {
    List<String> yaml = new ArrayList<>(List.of(BASE));
    yaml.add("pictureSets: {" + String.join(", ", sets) + "}");
    return yaml.toArray(String[]::new);
  }

  private StageResult ingestAndCompute(String... yaml) throws Exception {
    new IngestStage(input.run("run", experiment(yaml))).run();
    return compute(yaml);
  }

  private StageResult compute(String... yaml) throws Exception {
    return new FeaturesStage(input.run("run", experiment(yaml))).run();
  }

  private Map<String, ImageRow> images(String set) throws IOException {
    Map<String, ImageRow> images = new TreeMap<>();
    rows(ImageRow.TABLE, run.images(set)).forEach(row -> images.put(row.track(), row));
    return images;
  }

  private static Picture decoded(ImageRow row) throws Exception {
    return new PictureDecoder(PictureLimits.DEFAULT).decode(row.png());
  }

  private static Picture drawn(float[] signal) {
    FrameFeatures mel =
        new FrameFeatures(
            new FrameFeatureSettings(SoundFolder.RATE, 1024, 256, false, 0, 0, false, 0, 16));
    float[] values = mel.extract(signal);
    return MelPicture.draw(values, values.length / 16, 16, ColourMap.VIRIDIS, 80, 20, 10);
  }

  /** The first samples of the sound of a seed, then zeros. */
  private static float[] signal(int samples, int seed, int used) {
    short[] pcm = samples(samples, seed);
    float[] signal = new float[used];
    for (int i = 0; i < Math.min(used, samples); i++) {
      signal[i] = pcm[i] / 32_768f;
    }
    return signal;
  }

  @Test
  void soundIsDrawn_asTheMelSpectrogramOfAllThatItsSegmentsReach() throws Exception {
    StageResult result = ingestAndCompute(ALL);
    assertThat(result.counts())
        .containsEntry("tracks", 5L)
        .containsEntry("images.drawn", 3L)
        .containsEntry("images.given", 2L)
        .containsEntry("images.cropped", 2L)
        .containsEntry("segments.small", 6L);
    Map<String, ImageRow> images = images("drawn");
    assertThat(images.keySet()).containsExactly("a/jazz/short", "a/rock/long", "a/rock/middle");
    assertThat(decoded(images.get("a/rock/long")).rgb())
        .as("what follows the last segment is unused")
        .isEqualTo(drawn(signal(3 * SEGMENT + 999, 1, 3 * SEGMENT)).rgb());
    assertThat(decoded(images.get("a/rock/middle")).rgb())
        .as("a shorter track is drawn to its end")
        .isEqualTo(drawn(signal(2 * SEGMENT + 777, 2, 2 * SEGMENT + 777)).rgb());
    assertThat(decoded(images.get("a/jazz/short")).rgb())
        .as("one under a segment is padded to one")
        .isEqualTo(drawn(signal(SEGMENT / 2, 3, SEGMENT)).rgb());
    assertThat(images.values())
        .allSatisfy(
            row -> {
              assertThat(row.segment()).isNull();
              assertThat(row.origin()).isEqualTo("real");
              assertThat(row.track()).contains(row.genre());
            });
  }

  /** Grey of one pixel a value shows the decibels themselves, so that librosa's can be seen. */
  @Test
  void soundIsDrawn_asLibrosasMelSpectrogram_ofTheTrackAndOfEachSegment() throws Exception {
    Path sound = Path.of(PicturesIT.class.getResource("/PicturesIT/sound.wav").toURI());
    input.bytes("golden/rock/g.wav", Files.readAllBytes(sound));
    String drawn = "features: low, colourMap: grey, height: 16, range: 60";
    ingestAndCompute(
        "sources: [{folder: golden}]",
        "audio: {segmentSamples: " + SEGMENT + ", segments: 3}",
        "featureSets: {low: {nFft: 1024, hopLength: 256, mel: 16, fMin: 200, fMax: 8000, topDb: 60}}",
        "pictureSets:",
        "  whole: {" + drawn + ", width: 43}",
        "  parts: {" + drawn + ", width: 12, per: segment}",
        "  loud: {" + drawn + ", width: 12, per: segment, top: 20}");
    ByteBuffer whole = golden("whole");
    assertThat(whole.getInt()).isEqualTo(43);
    assertThat(whole.getInt()).isEqualTo(16);
    assertShows(images("whole").get("golden/rock/g"), whole, 43, Double.NaN);
    List<ImageRow> parts = rows(ImageRow.TABLE, run.images("parts"));
    assertThat(parts).extracting(ImageRow::segment).containsExactly(0, 1, 2);
    List<ImageRow> loud = rows(ImageRow.TABLE, run.images("loud"));
    ByteBuffer segments = golden("segments").position(2 * Integer.BYTES);
    for (int segment = 0; segment < 3; segment++) {
      int start = segments.position();
      assertShows(parts.get(segment), segments, 12, Double.NaN);
      assertShows(loud.get(segment), segments.position(start), 12, 20);
    }
  }

  private static ByteBuffer golden(String name) throws IOException {
    try (InputStream in = PicturesIT.class.getResourceAsStream("/PicturesIT/" + name + ".f32.gz");
        InputStream unzipped = new GZIPInputStream(in)) {
      return ByteBuffer.wrap(unzipped.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** Checks each pixel against the next 16 bands of so many frames; NaN: the largest is the top. */
  private static void assertShows(ImageRow row, ByteBuffer golden, int frames, double givenTop)
      throws Exception {
    float[][] decibels = new float[frames][16];
    double top = Double.isNaN(givenTop) ? Double.NEGATIVE_INFINITY : givenTop;
    for (float[] frame : decibels) {
      for (int band = 0; band < 16; band++) {
        frame[band] = golden.getFloat();
        top = Double.isNaN(givenTop) ? Math.max(top, frame[band]) : top;
      }
    }
    byte[] rgb = decoded(row).rgb();
    assertThat(rgb).hasSize(3 * 16 * frames);
    int dark = 0;
    for (int frame = 0; frame < frames; frame++) {
      for (int band = 0; band < 16; band++) {
        double share = Math.max(0, Math.min(1, 1 - (top - decibels[frame][band]) / 60));
        int grey = rgb[3 * ((15 - band) * frames + frame)] & 0xff;
        assertThat(grey)
            .as("segment %s, frame %d, band %d", row.segment(), frame, band)
            .isCloseTo((int) Math.rint(255 * share), within(1));
        dark += grey < 128 ? 1 : 0;
      }
    }
    assertThat(dark).as("the picture is not all bright").isPositive();
  }

  @Test
  void oneRun_holdsPicturesOfSeveralSizes_eachInItsFolder() throws Exception {
    ingestAndCompute(
        with(
            DRAWN,
            "wide: {width: 64, height: 10, features: mel}",
            "parts: {width: 12, height: 9, features: mel, per: segment}"));
    assertThat(decoded(images("drawn").get("a/rock/long")).width()).isEqualTo(20);
    assertThat(decoded(images("wide").get("a/rock/long")).width()).isEqualTo(64);
    assertThat(rows(ImageRow.TABLE, run.images("parts")))
        .extracting(row -> row.track() + " " + row.segment())
        .containsExactlyInAnyOrder(
            "a/jazz/short 0",
            "a/rock/long 0",
            "a/rock/long 1",
            "a/rock/long 2",
            "a/rock/middle 0",
            "a/rock/middle 1");
    for (ImageRow row : rows(ImageRow.TABLE, run.images("parts"))) {
      assertThat(decoded(row).width()).isEqualTo(12);
      assertThat(decoded(row).height()).isEqualTo(9);
    }
  }

  @Test
  void givenPicture_isBroughtToSize_withItsMarginsOrWithout() throws Exception {
    ingestAndCompute(ALL);
    assertThat(images("given").keySet()).containsExactly("p/jazz/j", "p/rock/r");
    assertThat(decoded(images("given").get("p/rock/r")).rgb())
        .isEqualTo(framed().resized(9, 8).rgb());
    assertThat(decoded(images("cropped").get("p/rock/r")).rgb())
        .isEqualTo(picture(16, 12, 4).resized(9, 8).rgb());
    assertThat(images("cropped").get("p/jazz/j").png())
        .as("it has no margins")
        .isEqualTo(images("given").get("p/jazz/j").png());
  }

  @Test
  void pictureTracks_giveNoSegments() throws Exception {
    ingestAndCompute(ALL);
    assertThat(rows(SegmentRow.TABLE, run.segments("small")))
        .extracting(SegmentRow::track)
        .doesNotContain("p/jazz/j", "p/rock/r")
        .hasSize(6);
  }

  @Test
  void featureSetThatOnlyPicturesAreDrawnFrom_isNotStored_unlessABranchSeesItToo()
      throws Exception {
    ingestAndCompute(ALL);
    assertThat(run.segments("mel")).doesNotExist();
    List<String> seen = new ArrayList<>(List.of(ALL));
    seen.add("splits: {s: {}}");
    seen.add("branches: [{net: logistic, source: sounds, features: mel}]");
    compute(seen.toArray(String[]::new));
    assertThat(rows(SegmentRow.TABLE, run.segments("mel")))
        .hasSize(6)
        .allSatisfy(row -> assertThat(row.features()).isEqualTo(16));
  }

  @Test
  void sameInput_isSkipped_andASetAddedLaterLeavesTheOthersParts() throws Exception {
    ingestAndCompute(with(GIVEN));
    assertThat(compute(with(GIVEN)).state()).isEqualTo(StageResult.SKIPPED);
    Set<String> before = files("given");
    assertThat(compute(ALL).state()).isEqualTo(StageResult.DONE);
    assertThat(files("given")).isEqualTo(before);
    assertThat(images("drawn")).hasSize(3);
    compute(with(DRAWN, "given: {width: 8, height: 9}"));
    assertThat(files("given")).doesNotContainAnyElementsOf(before);
    assertThat(decoded(images("given").get("p/rock/r")).width()).isEqualTo(8);
  }

  private Set<String> files(String set) throws IOException {
    Set<String> names = new HashSet<>();
    for (Part part : Commit.read(RunDirectory.commit(run.images(set))).orElseThrow().parts()) {
      names.add(part.file());
    }
    return names;
  }

  @Test
  void experimentOfPicturesAlone_needsNoFeatureSet() throws Exception {
    String[] alone = {
      "sources: [{folder: p, content: pictures}]", "pictureSets: {" + GIVEN + "}",
    };
    StageResult result = ingestAndCompute(alone);
    assertThat(result.counts())
        .containsOnly(Map.entry("tracks", 2L), Map.entry("images.given", 2L));
  }

  @Test
  void pictureThatWasDamagedInTheRun_isNamed() throws Exception {
    ingestAndCompute(with(GIVEN));
    damage("p/rock/r");
    StageException e = catchThrowableOfType(StageException.class, () -> compute(with(CROPPED)));
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("track p/rock/r").hasMessageContaining("--fresh");
  }

  private void damage(String track) throws IOException {
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
          writer.add(
              row.track().equals(track) ? AudioRow.ofPicture(track, new byte[] {1, 2}) : row);
        }
        parts.add(writer.finish(part.fingerprint()));
      }
    }
    Json.write(RunDirectory.commit(run.audio()), Commit.of(before.fingerprint(), parts));
    assertThat(rows(TrackRow.TABLE, run.tracks())).hasSize(5);
  }
}
