package org.tonewheel.pipelines.report.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.splits.SplitsStage;

/** What the report takes for one observation, of an input that holds files twice. */
class RepeatsReaderIT {
  @TempDir Path folder;

  @Test
  void copies_areOneClusterWithTheirFirst_andTheirGroupsAreJoined() throws Exception {
    SoundFolder sounds = SoundFolder.in(folder);
    StringBuilder artists = new StringBuilder("track,artist");
    for (int i = 0; i < 10; i++) {
      for (String genre : new String[] {"jazz", "rock"}) {
        sounds.sound("%1$s/%1$s%2$d.wav".formatted(genre, i), 4000, i + 100 * genre.charAt(0));
        artists.append("\n%1$s%2$d,%1$s%3$d".formatted(genre, i, i % 5));
      }
    }
    artists.append("\ncopy,nobody");
    Files.copy(sounds.input().resolve("rock/rock2.wav"), sounds.input().resolve("rock/copy.wav"));
    sounds.text("m.csv", artists.toString());
    Run run =
        sounds.run(
            "run",
            experiment(
                "sources: [{folder: ., metadata: m.csv}]",
                "featureSets: {f: {}}",
                "splits: {track: {folds: 3}, artist: {protocol: group, group: artist, folds: 3}}",
                "branches: [{net: logistic, split: [track, artist]}]"));
    new IngestStage(run).run();
    new SplitsStage(run).run();
    ReportData data = new RunReader(run).read();
    Map<String, String> byTrack = clusters(data, "track");
    assertThat(byTrack).containsExactly(Map.entry("rock/rock2", "rock/copy"));
    Map<String, String> byArtist = clusters(data, "artist");
    assertThat(byArtist).hasSize(21).containsEntry("rock/rock7", byArtist.get("rock/copy"));
    assertThat(byArtist.get("rock/rock4")).isEqualTo("rock4");
  }

  private static Map<String, String> clusters(ReportData data, String split) {
    return data.splits().stream()
        .filter(one -> one.name().equals(split))
        .findFirst()
        .orElseThrow()
        .clusters();
  }
}
