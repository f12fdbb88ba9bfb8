package org.tonewheel.pipelines.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tonewheel.pipelines.SoundFolder.experiment;
import static org.tonewheel.pipelines.SoundFolder.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.TrackRow;

/** The ingest stage on small pictures, beside a source of sounds. */
class PictureIngestIT {
  private static final String BOTH =
      "sources: [{name: sounds, folder: a}, {name: images, folder: p, content: pictures}]";

  @TempDir Path folder;
  private SoundFolder input;
  private RunDirectory run;

  @BeforeEach
  void makeInput() throws IOException {
    input = SoundFolder.in(folder);
    run = RunDirectory.at(folder.resolve("run"));
    for (int i = 0; i < 3; i++) {
      input.png("p/rock/r" + i + ".png", 12, 8, i);
      input.png("p/jazz/j" + i + ".png", 12, 8, 10 + i);
    }
    input.sound("a/rock/r0.wav", 4000, 1);
    input.sound("a/jazz/j0.wav", 4000, 2);
  }

  private Map<String, Long> ingest(String... yaml) throws Exception {
    return new IngestStage(input.run("run", experiment(yaml))).run().counts();
  }

  private static void assertCounts(Map<String, Long> counts, long tracks, long decoded, long kept) {
    assertThat(counts)
        .containsEntry("tracks", tracks)
        .containsEntry("decoded", decoded)
        .containsEntry("reused", kept);
  }

  private Map<String, TrackRow> tracks() throws IOException {
    Map<String, TrackRow> tracks = new HashMap<>();
    rows(TrackRow.TABLE, run.tracks()).forEach(row -> tracks.put(row.track(), row));
    return tracks;
  }

  private Map<String, AudioRow> inputs() throws IOException {
    Map<String, AudioRow> inputs = new HashMap<>();
    rows(AudioRow.TABLE, run.audio()).forEach(row -> inputs.put(row.track(), row));
    return inputs;
  }

  @Test
  void picture_isARowWithoutSound_andItsFileIsKeptAsItIs() throws Exception {
    assertCounts(ingest(BOTH), 8, 8, 0);
    Path file = input.input().resolve("p/rock/r1.png");
    assertThat(tracks().get("p/rock/r1"))
        .isEqualTo(
            new TrackRow(
                "p/rock/r1",
                "images",
                "rock",
                file.toString(),
                Fingerprint.sha256(file),
                0,
                0,
                0,
                Map.of()));
    assertThat(tracks().get("p/rock/r1").isPicture()).isTrue();
    assertThat(tracks().get("a/rock/r0").isPicture()).isFalse();
    assertThat(inputs().get("p/rock/r1").picture()).isEqualTo(Files.readAllBytes(file));
    assertThat(inputs().get("p/rock/r1").pcm()).isEmpty();
    assertThat(inputs().get("a/rock/r0").picture()).isNull();
    assertThat(inputs().get("a/rock/r0").pcm()).isEqualTo(SoundFolder.samples(4000, 1));
  }

  @Test
  void whatIsNoPicture_isRejectedWithItsReason_andTheRestGoesOn() throws Exception {
    byte[] whole = Files.readAllBytes(input.input().resolve("p/rock/r0.png"));
    input.bytes("p/rock/cut.png", Arrays.copyOf(whole, whole.length / 2));
    input.fake("p/rock/fake.jpg");
    input.bytes("p/rock/nothing.png", new byte[0]);
    Files.copy(input.input().resolve("a/rock/r0.wav"), input.input().resolve("p/rock/sound.png"));
    Files.copy(input.input().resolve("p/rock/r0.png"), input.input().resolve("a/rock/picture.wav"));
    assertThat(ingest(BOTH)).containsEntry("rejected", 5L).containsEntry("tracks", 8L);
    assertThat(Rejects.read(run))
        .extracting(row -> Path.of(row.uri()).getFileName().toString(), RejectedRow::reason)
        .containsExactlyInAnyOrder(
            tuple("cut.png", "truncated"),
            tuple("fake.jpg", "not-a-picture"),
            tuple("nothing.png", "empty-file"),
            tuple("picture.wav", "not-audio"),
            tuple("sound.png", "not-a-picture"));
    assertThat(Rejects.read(run)).allSatisfy(row -> assertThat(row.detail()).isNotBlank());
  }

  @Test
  void bytesThatAreKnownAsAPicture_areStillNoAudio() throws Exception {
    ingest(BOTH);
    Files.copy(input.input().resolve("p/rock/r0.png"), input.input().resolve("a/rock/picture.wav"));
    assertThat(ingest(BOTH)).containsEntry("rejected", 1L).containsEntry("tracks", 8L);
    assertThat(tracks()).doesNotContainKey("a/rock/picture");
  }

  @Test
  void addedCopiedRenamedAndTouchedPictures_areDecodedNoMoreThanOnce() throws Exception {
    ingest(BOTH);
    input.png("p/rock/new.png", 12, 8, 50);
    assertCounts(ingest(BOTH), 9, 1, 8);
    Files.copy(input.input().resolve("p/rock/new.png"), input.input().resolve("p/jazz/copy.png"));
    assertCounts(ingest(BOTH), 10, 0, 9);
    Files.move(input.input().resolve("p/rock/r2.png"), input.input().resolve("p/rock/later.png"));
    assertCounts(ingest(BOTH), 10, 0, 9);
    assertThat(tracks()).doesNotContainKey("p/rock/r2");
    assertThat(inputs().get("p/rock/later").picture())
        .isEqualTo(SoundFolder.picture(12, 8, 2).png());
    assertThat(inputs().get("p/jazz/copy").picture())
        .isEqualTo(inputs().get("p/rock/new").picture());
  }

  @Test
  void picturesThatAreNotKept_needNotBeThere() throws Exception {
    String drop = "audio: {keep: false}";
    ingest(BOTH, drop);
    for (Part part : Commit.read(RunDirectory.commit(run.audio())).orElseThrow().parts()) {
      Files.delete(run.audio().resolve(part.file()));
    }
    assertThat(new IngestStage(input.run("run", experiment(BOTH, drop))).run().state())
        .isEqualTo(StageResult.SKIPPED);
    assertCounts(ingest(BOTH), 8, 8, 0);
  }
}
