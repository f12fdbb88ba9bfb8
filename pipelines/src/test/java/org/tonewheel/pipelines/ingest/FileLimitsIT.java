package org.tonewheel.pipelines.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.SoundFolder.experiment;
import static org.tonewheel.pipelines.SoundFolder.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.RunDirectory;

/** What an experiment may say of the files it takes, and of where they are decoded. */
class FileLimitsIT {
  @TempDir Path folder;
  private SoundFolder sounds;

  @BeforeEach
  void makeSounds() throws IOException {
    sounds = SoundFolder.in(folder);
    for (int i = 0; i < 4; i++) {
      sounds.sound("rock/r" + i + ".wav", 4_000 + i, i);
      sounds.sound("jazz/j" + i + ".wav", 4_000 + i, 100 + i);
    }
    sounds.fake("rock/broken.mp3");
    sounds.text("rock/list.mp3", "ffconcat version 1.0", "file '" + sounds.input() + "/x.wav'");
    byte[] cut = Files.readAllBytes(sounds.sound("jazz/cut.wav", 40_000, 9));
    sounds.bytes("jazz/cut.wav", Arrays.copyOf(cut, 10_000));
  }

  @Test
  void processesOfTheirOwn_giveTheSameTracksAndRejects_andAreGoneAtTheEnd() throws Exception {
    ingest("here", "{}");
    ingest("apart", "{isolate: true}");
    Map<String, short[]> expected = audio("here");
    Map<String, short[]> audio = audio("apart");
    assertThat(audio).hasSize(8).hasSameSizeAs(expected);
    expected.forEach((track, pcm) -> assertThat(audio.get(track)).as(track).isEqualTo(pcm));
    assertThat(rejected("apart"))
        .isEqualTo(rejected("here"))
        .containsOnlyKeys("broken.mp3", "list.mp3", "cut.wav");
    assertThat(ProcessHandle.current().descendants().filter(FileLimitsIT::decodes)).isEmpty();
  }

  @Test
  void limits_rejectWhatExceedsThem() throws Exception {
    sounds.sound("rock/long.wav", 60_000, 50);
    ingest("small", "{limits: {maxMegabytes: 0.1}}");
    assertThat(rejected("small")).containsEntry("long.wav", "too-large");
    ingest("short", "{maxSeconds: 2.5}");
    assertThat(rejected("short")).containsEntry("long.wav", "too-long");
  }

  private void ingest(String run, String audio) throws Exception {
    new IngestStage(sounds.run(run, experiment("audio: " + audio))).run();
  }

  private Map<String, short[]> audio(String run) throws IOException {
    Map<String, short[]> audio = new TreeMap<>();
    rows(AudioRow.TABLE, RunDirectory.at(folder.resolve(run)).audio())
        .forEach(row -> audio.put(row.track(), row.pcm()));
    return audio;
  }

  private Map<String, String> rejected(String run) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (RejectedRow row : Rejects.read(RunDirectory.at(folder.resolve(run)))) {
      reasons.put(Path.of(row.uri()).getFileName().toString(), row.reason());
    }
    return reasons;
  }

  private static boolean decodes(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("DecodeWorker");
  }
}
