package org.tonewheel.pipelines.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tonewheel.pipelines.SoundFolder.experiment;
import static org.tonewheel.pipelines.SoundFolder.rows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.features.FeaturesStage;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.rejects.Rejects;

/** The counters of real stages, held against what the stages left in the run directory. */
class StageCountersIT {
  private static final String SETTINGS =
      "featureSets: {a: {mfcc: 3, contrastBands: 0, chroma: 0}, b: {mfcc: 2, contrastBands: 0,"
          + " chroma: 0}}";

  @TempDir Path folder;
  private SoundFolder sounds;
  private Run run;
  private long bytes;

  @BeforeEach
  void makeSounds() throws IOException {
    sounds = SoundFolder.in(folder);
    for (int i = 0; i < 4; i++) {
      bytes += Files.size(sounds.sound("rock/r" + i + ".wav", 30_000 + 9_000 * i, i));
      bytes += Files.size(sounds.sound("jazz/j" + i + ".wav", 80_000 + 9_000 * i, 100 + i));
    }
    bytes += Files.size(sounds.fake("rock/fake.wav"));
    bytes += Files.size(sounds.fake("jazz/fake.wav"));
    sounds.bytes("jazz/empty.wav", new byte[0]);
    run = sounds.run("run", experiment(SETTINGS, "audio: {segmentSamples: 20000}"));
  }

  private Map<String, Long> counters(String stage) throws IOException {
    StageState state = StageState.read(run.directory().state(stage)).orElseThrow();
    assertThat(state.counting()).isEqualTo(Counters.COMMITTED);
    JsonNode entry =
        Json.read(run.directory().runJson(), JsonNode.class).path("stages").path(stage);
    assertThat(entry.path("counters").toString())
        .as("run.json says the same")
        .isEqualTo(Json.line(state.counters()));
    return state.counters();
  }

  private void assertCountersEqualWhatIsThere(Map<String, Long> counters) throws IOException {
    List<TrackRow> tracks = rows(TrackRow.TABLE, run.directory().tracks());
    assertThat(counters).containsEntry("tracksRead", (long) tracks.size());
    int parts = Commit.read(RunDirectory.commit(run.directory().tracks())).get().parts().size();
    assertThat(counters.get("audioSeconds").doubleValue())
        .as("rounded once a part")
        .isCloseTo(tracks.stream().mapToDouble(TrackRow::seconds).sum(), within(0.5 * parts));
    Map<String, Long> reasons =
        Rejects.read(run.directory()).stream()
            .collect(groupingBy(row -> "tracksRejected." + row.reason(), counting()));
    assertThat(reasons).hasSize(2);
    Map<String, Long> rejected = new TreeMap<>(counters);
    rejected.keySet().removeIf(name -> !name.startsWith("tracksRejected."));
    assertThat(rejected).isEqualTo(reasons);
    assertThat(counters).containsEntry("bytesRead", bytes);
  }

  @Test
  void ingest_countsWhatItLeft_andAResumedOneWhatItReused() throws Exception {
    new IngestStage(run).run();
    Map<String, Long> first = counters("ingest");
    assertCountersEqualWhatIsThere(first);
    assertThat(first).containsEntry("tracksReused", 0L).containsEntry("decoded", 8L);
    assertThat(first)
        .containsEntry("bytesWritten", size("tracks") + size("audio") + size("fingerprints"));

    bytes += Files.size(sounds.sound("rock/new.wav", 50_000, 50));
    new IngestStage(run).run();
    Map<String, Long> second = counters("ingest");
    assertCountersEqualWhatIsThere(second);
    assertThat(second).containsEntry("tracksReused", 8L).containsEntry("decoded", 1L);

    new IngestStage(run).run(); // skipped
    assertThat(counters("ingest")).isEqualTo(second);
  }

  @Test
  void features_countTheRowsOfEverySet_madeNowOrBefore() throws Exception {
    new IngestStage(run).run();
    new FeaturesStage(run).run();
    long segments = rows(SegmentRow.TABLE, run.directory().segments("a")).size();
    assertThat(segments).isPositive();
    assertThat(rows(SegmentRow.TABLE, run.directory().segments("b"))).hasSize((int) segments);
    Map<String, Long> first = counters("features");
    assertThat(first)
        .containsEntry("tracksRead", 8L)
        .containsEntry("segments", 2 * segments)
        .containsEntry("bytesRead", size("tracks") + size("audio"))
        .containsEntry("bytesWritten", size("segments/a") + size("segments/b"));

    Files.delete(RunDirectory.commit(run.directory().segments("b"))); // as if killed before
    new FeaturesStage(run).run();
    assertThat(counters("features"))
        .containsEntry("tracksRead", 8L)
        .containsEntry("segments", 2 * segments)
        .containsEntry("bytesWritten", size("segments/b"));
    assertThat(counters("features").get("partsReused")).isPositive();
  }

  private long size(String set) throws IOException {
    Path committed = run.directory().root().resolve(set).resolve("COMMIT.json");
    return Commit.read(committed).orElseThrow().parts().stream().mapToLong(Part::size).sum();
  }
}
