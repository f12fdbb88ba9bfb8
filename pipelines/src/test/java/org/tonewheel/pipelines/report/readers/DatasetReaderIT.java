package org.tonewheel.pipelines.report.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import com.google.common.io.MoreFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.ingest.IngestStage;
import org.tonewheel.pipelines.report.data.Overlap;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.TrackPictures;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.splits.SplitsStage;

/** What the report tells of a run's recordings beside counts. */
class DatasetReaderIT {
  private static final int SAMPLES = 4000;

  @TempDir Path folder;

  private Run ingested(String report) throws Exception {
    SoundFolder sounds = SoundFolder.in(folder);
    StringBuilder artists = new StringBuilder("track,artist");
    for (int i = 0; i < 10; i++) {
      for (String genre : new String[] {"jazz", "rock"}) {
        sounds.sound("%1$s/%1$s%2$d.wav".formatted(genre, i), SAMPLES, i + 100 * genre.charAt(0));
        artists.append("\n%1$s%2$d,%1$s%3$d".formatted(genre, i, i % 5));
      }
    }
    sounds.text("m.csv", artists.toString());
    Run run =
        sounds.run(
            "run",
            experiment(
                "sources: [{folder: ., metadata: m.csv}]",
                "featureSets: {f: {}}",
                "splits: {track: {folds: 3}, artist: {protocol: group, group: artist, folds: 3}}",
                "branches: [{net: logistic, split: [track, artist]}]",
                report));
    new IngestStage(run).run();
    new SplitsStage(run).run();
    return run;
  }

  @Test
  void splitsByTrack_shareArtists_andThoseByArtistNone() throws Exception {
    Run run = ingested("report: {}");
    ReportData data = new RunReader(run).read();
    List<Overlap> overlaps = data.dataset().overlaps();
    assertThat(overlaps)
        .extracting(overlap -> overlap.split() + ", " + overlap.units())
        .containsExactly(
            "artist, tracks",
            "artist, groups by artist",
            "track, tracks",
            "track, groups by artist");
    assertThat(overlaps).extracting(Overlap::all).containsExactly(20, 10, 20, 10);
    assertThat(overlaps.get(3).leaks()).isPositive();
    assertThat(overlaps).extracting(Overlap::leaks).filteredOn(leaks -> leaks == 0).hasSize(3);
    assertThat(data.dataset().durations())
        .hasSize(2)
        .allMatch(genre -> genre.tracks() == 10 && genre.shortest() == genre.longest());
    TrackPictures pictures = new RunReader(run).pictures(List.of("rock/rock3", "nobody"));
    assertThat(pictures.ofGenre())
        .containsExactly(Map.entry("jazz", "jazz/jazz0"), Map.entry("rock", "rock/rock0"));
    assertThat(pictures.thumbnails()).containsOnlyKeys("jazz/jazz0", "rock/rock0", "rock/rock3");
    assertThat(pictures.thumbnails().values()).allMatch(png -> png[1] == 'P' && png.length > 500);
    assertThat(pictures.excerpts()).as("the audio may not be ours to pass on").isEmpty();
  }

  @Test
  void audioThatWasRemoved_leavesTheReportWithoutPictures() throws Exception {
    Run run = ingested("report: {excerpts: 2}");
    MoreFiles.listFiles(run.directory().audio()).stream()
        .filter(file -> file.toString().endsWith(".parquet"))
        .forEach(file -> assertThat(file.toFile().delete()).isTrue());
    TrackPictures pictures = new RunReader(run).pictures(List.of("rock/rock3"));
    assertThat(pictures.thumbnails()).isEmpty();
    assertThat(pictures.excerpts()).isEmpty();
  }

  @Test
  void excerpts_areOfOneTrackAGenre_whereAskedFor() throws Exception {
    TrackPictures pictures =
        new RunReader(ingested("report: {excerpts: 2}")).pictures(List.of("rock/rock3"));
    assertThat(pictures.excerpts()).containsOnlyKeys("jazz/jazz0", "rock/rock0");
    assertThat(pictures.excerpts().values())
        .allMatch(excerpt -> excerpt.type().startsWith("audio/") && excerpt.file().length > 100)
        .allMatch(excerpt -> excerpt.seconds() <= 2);
  }
}
