package org.tonewheel.pipelines.repeats;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.tonewheel.pipelines.SoundFolder.experiment;
import static org.tonewheel.pipelines.SoundFolder.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.run.FingerprintRow;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.SplitRow;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.splits.SplitsStage;

/** Files that hold one recording twice, from ingest to the sides they lie on. */
class RepeatsIT {
  private static final int SAMPLES = 8 * SoundFolder.RATE;
  private static final int PIECES = 10;

  @TempDir Path folder;
  private SoundFolder sounds;

  private Experiment prepared(String audio) throws IOException {
    sounds = SoundFolder.in(folder);
    for (int i = 0; i < PIECES; i++) {
      for (String genre : List.of("jazz", "rock")) {
        int seed = 100 * genre.length() + i + (genre.equals("rock") ? 50 : 0);
        short[] pcm = SoundFolder.samples(SAMPLES, seed);
        sounds.sound(genre + "/%02d.wav".formatted(i), SAMPLES, seed);
        if (i < 4) { // starts later, half as loud, and coded
          short[] late = Arrays.copyOfRange(pcm, start(i), pcm.length);
          for (int k = 0; k < late.length; k++) {
            late[k] = (short) (late[k] / 2);
          }
          write(genre + "/late-%02d.mp3".formatted(i), late, AudioFormat.MP3);
        }
      }
    }
    write("jazz/same.flac", SoundFolder.samples(SAMPLES, 409), AudioFormat.FLAC);
    return experiment(
        audio,
        "featureSets: {f: {}}",
        "splits: {track: {folds: 3}, parts: {protocol: segment}}",
        "branches: [{net: logistic, split: [track, parts]}]");
  }

  /** Near a whole step of the fingerprint: unlike music, noise is another half a step later. */
  private static int start(int i) {
    return 20 * 1_024 + 200 + i * 9 * 1_024;
  }

  private void write(String file, short[] pcm, AudioFormat format) throws IOException {
    sounds.bytes(file, new AudioEncoder().encode(pcm, SoundFolder.RATE, format));
  }

  private Run ingested(Experiment experiment) throws Exception {
    Run run = sounds.run("run", experiment);
    new IngestStage(run).run();
    new SplitsStage(run).run();
    return run;
  }

  @Test
  void copies_areFoundWithTheirOffset_andLieOnOneSide() throws Exception {
    Run run = ingested(prepared("seed: 3"));
    RepeatsFile found = RepeatsFile.read(run.directory()).orElseThrow();
    assertThat(found.pairs()).hasSize(9);
    assertThat(found.pairs())
        .extracting(RepeatPair::track, RepeatPair::repeat, RepeatPair::kind)
        .contains(
            tuple("jazz/09", "jazz/same", RepeatKind.SAMPLES),
            tuple("rock/02", "rock/late-02", RepeatKind.NEAR));
    for (RepeatPair pair : found.pairs()) {
      if (pair.kind() == RepeatKind.NEAR) {
        int i = Integer.parseInt(pair.track().substring(5));
        assertThat(pair.offsetSeconds())
            .isCloseTo((double) start(i) / SoundFolder.RATE, within(0.06));
      }
    }
    Map<String, Set<String>> sides = sides(run);
    assertThat(sides).hasSize(2 * PIECES + 9);
    for (RepeatPair pair : found.pairs()) {
      assertThat(sides.get(pair.repeat())).as("%s", pair).isEqualTo(sides.get(pair.track()));
    }
  }

  private static Map<String, Set<String>> sides(Run run) throws IOException {
    try (var reader = SplitRow.TABLE.read(run.directory().splits().resolve("track.parquet"))) {
      Stream.Builder<SplitRow> rows = Stream.builder();
      for (SplitRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
      return rows.build()
          .collect(groupingBy(SplitRow::track, mapping(row -> row.fold() + row.side(), toSet())));
    }
  }

  @Test
  void runFromBeforeThereWereFingerprints_isBroughtUpToDate_withoutDecoding() throws Exception {
    Experiment experiment = prepared("seed: 3");
    Run run = ingested(experiment);
    String before = Files.readString(run.directory().repeats().resolve("repeats.json"));
    List<FingerprintRow> words = fingerprints(run);
    remove(run.directory().fingerprints());
    remove(run.directory().repeats());
    StageResult again = new IngestStage(run).run();
    assertThat(again.counts()).containsEntry("decoded", 0L).containsEntry("reused", 29L);
    assertThat(fingerprints(run)).usingRecursiveComparison().isEqualTo(words);
    new SplitsStage(run).run();
    assertThat(run.directory().repeats().resolve("repeats.json")).content().isEqualTo(before);
    assertThat(new SplitsStage(run).run().state()).isEqualTo(StageResult.SKIPPED);
  }

  private static List<FingerprintRow> fingerprints(Run run) throws IOException {
    return rows(FingerprintRow.TABLE, run.directory().fingerprints()).stream()
        .sorted(Comparator.comparing(FingerprintRow::track))
        .toList();
  }

  private static void remove(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void whereItIsOff_nothingIsComputed() throws Exception {
    Run run = ingested(prepared("audio: {repeats: off}"));
    assertThat(fingerprints(run))
        .hasSize(29)
        .allSatisfy(
            row -> {
              assertThat(row.samples()).isNull();
              assertThat(row.words()).isEmpty();
            });
    assertThat(RepeatsFile.read(run.directory()).orElseThrow().pairs()).isEmpty();
  }
}
