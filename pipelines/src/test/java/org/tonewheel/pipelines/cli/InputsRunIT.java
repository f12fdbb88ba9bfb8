package org.tonewheel.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.storage.Storage;

/** The program on folders, patterns and manifests, on this machine and elsewhere. */
class InputsRunIT {
  @TempDir Path folder;
  private SoundFolder sounds;
  private Path experiment;

  @BeforeEach
  void makeInput() throws IOException {
    sounds = SoundFolder.in(folder);
    sounds.sound("rock/a.wav", 9_000, 1);
    sounds.sound("rock/mu\u0301sica \u97f3\u697d/live/b.WAV", 9_000, 2);
    sounds.bytes(
        "jazz/" + "x".repeat(250) + ".mp3",
        new AudioEncoder().encode(SoundFolder.samples(9_000, 3), 22_050, AudioFormat.MP3));
    sounds.text("rock/cover.jpg", "no picture");
    sounds.text("rock/list.m3u", "a.wav");
    sounds.text("rock/.DS_Store", "x");
    sounds.text("jazz/._a.mp3", "x");
    Files.createSymbolicLink(sounds.input().resolve("rock/again"), sounds.input());
    experiment = Files.writeString(folder.resolve("e.yaml"), "name: inputs\n");
  }

  private Outcome ingest(String input, String run) {
    return tonewheel(
        "ingest", "--experiment=" + experiment, "--input=" + input, "--run=" + folder.resolve(run));
  }

  private List<String> tracks(String run) throws IOException {
    return Tracks.read(RunDirectory.at(folder.resolve(run))).rows().stream()
        .map(row -> row.track() + " " + row.genre())
        .toList();
  }

  private static void assertCounts(Outcome outcome, int tracks, int rejected, int passedOver)
      throws IOException {
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    Map<?, ?> counts = (Map<?, ?>) outcome.json().get("counts");
    assertThat(counts.get("tracks")).isEqualTo(tracks);
    assertThat(counts.get("rejected")).isEqualTo(rejected);
    assertThat(counts.get("passedOver")).isEqualTo(passedOver);
  }

  @Test
  void folderAsPeopleHaveIt_givesItsTracks_andRejectsNothing() throws IOException {
    Outcome outcome = ingest(sounds.input().toString(), "run");
    assertCounts(outcome, 3, 0, 5);
    assertThat(outcome.err())
        .contains("passed over what is no track: 1 .jpg, 1 .m3u, 2 hidden, 1 link in a circle");
    assertThat(tracks("run"))
        .containsExactly(
            "jazz/" + "x".repeat(250) + " jazz",
            "rock/a rock",
            "rock/m\u00fasica \u97f3\u697d/live/b rock");
  }

  @Test
  void pattern_givesTheFilesThatFit() throws IOException {
    assertCounts(ingest(sounds.input() + "/**/*.{wav,WAV}", "run"), 2, 0, 5);
    assertThat(tracks("run"))
        .containsExactly("rock/a rock", "rock/m\u00fasica \u97f3\u697d/live/b live");
    assertThat(ingest(sounds.input() + "/**/*.flac", "none").err())
        .contains("none of 3 files below");
  }

  @Test
  void manifest_givesTheFilesThatItNames_andRejectsTheMissingOnes() throws IOException {
    Path manifest =
        sounds.text(
            "m.jsonl",
            "{\"uri\": \"rock/a.wav\", \"genre\": \"loud\", \"artist\": \"Ann\"}",
            "{\"uri\": \"rock/m\u00fasica \u97f3\u697d/live/b.WAV\", \"genre\": \"soft\"}",
            "{\"uri\": \"gone.wav\", \"genre\": \"soft\"}");
    Outcome outcome = ingest(manifest.toString(), "run");
    assertCounts(outcome, 2, 1, 0);
    assertThat(outcome.err()).contains("1 of 3 files that are not there, the first in");
    assertThat(tracks("run"))
        .containsExactly("rock/a loud", "rock/m\u00fasica \u97f3\u697d/live/b soft");
  }

  @Test
  void manifestThatLeadsOutOfTheInput_endsWith65_andOpensNothing() throws IOException {
    Files.writeString(folder.resolve("secret.wav"), "secret", UTF_8);
    Path manifest = sounds.text("m.csv", "path,genre", "../secret.wav,rock");
    Outcome outcome = ingest(manifest.toString(), "run");
    assertThat(outcome.exit()).isEqualTo(65);
    assertThat(outcome.err())
        .contains("m.csv, row 1, column 'path': ")
        .contains("secret.wav lies neither");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void patternsAndManifestsElsewhere_giveWhatTheyGiveHere() throws IOException {
    Path store = Storage.path("mem://inputs/music");
    SmallMusic.copy(sounds.input().resolve("jazz"), store.resolve("jazz"));
    Files.write(
        store.resolve("rock/a.wav"), Files.readAllBytes(sounds.input().resolve("rock/a.wav")));
    Files.write(store.resolve("rock/cover.jpg"), new byte[] {1});
    assertCounts(ingest("mem://inputs/music/**/*.wav", "glob"), 1, 0, 2);
    assertThat(tracks("glob")).containsExactly("rock/a rock");
    Files.writeString(
        store.resolve("m.csv"), "uri,genre\nmem://inputs/music/rock/a.wav,x\nrock/gone.wav,x\n");
    assertCounts(ingest("mem://inputs/music/m.csv", "manifest"), 1, 1, 0);
    Files.writeString(store.resolve("out.csv"), "uri,genre\nmem://other/a.wav,x\n");
    assertThat(ingest("mem://inputs/music/out.csv", "out").exit()).isEqualTo(65);
  }
}
