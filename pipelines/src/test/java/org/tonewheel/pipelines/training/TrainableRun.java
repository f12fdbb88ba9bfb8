package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PredictionRow;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.splits.SplitFile;
import org.tonewheel.pipelines.splits.SplitsStage;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Side;

/**
 * A run as the features stage would leave it, without audio: tracks of two genres that differ in
 * every feature, two segments each, and the feature sets {@code good}, {@code bad}, which has a
 * value that is no number, and {@code wild}, whose validation side is finite but beyond a net's
 * numbers.
 */
public final class TrainableRun {
  public static final int TRACKS_A_GENRE = 10;
  private static final int FRAMES = 4;
  private static final int FEATURES = 3;
  private static final int SEGMENT = 1000;

  /** What the experiment needs besides branches. */
  static final String[] BASE = {
    "seed: 7",
    "audio: {segmentSamples: " + SEGMENT + ", segments: 2}",
    "featureSets:",
    "  good: {nFft: 256, hopLength: 200, mfcc: 3, contrastBands: 0, centroid: false, chroma: 0}",
    "  bad: {nFft: 256, hopLength: 201, mfcc: 3, contrastBands: 0, centroid: false, chroma: 0}",
    "  wild: {nFft: 256, hopLength: 202, mfcc: 3, contrastBands: 0, centroid: false, chroma: 0}",
    "splits: {whole: {fractions: {train: 0.6, validation: 0.2, test: 0.2}}}",
  };

  private TrainableRun() {}

  public static Run in(Path folder, String... branches) throws Exception {
    List<String> yaml = new ArrayList<>(List.of(BASE));
    yaml.addAll(List.of(branches));
    Run run =
        SoundFolder.in(folder).run("run", SoundFolder.experiment(yaml.toArray(String[]::new)));
    RunDirectory directory = run.directory();
    List<TrackRow> tracks = new ArrayList<>();
    List<SegmentRow> segments = new ArrayList<>();
    for (String genre : List.of("jazz", "rock")) {
      for (int i = 0; i < TRACKS_A_GENRE; i++) {
        String id = genre + "/" + i;
        double seconds = 2.0 * SEGMENT / SoundFolder.RATE;
        tracks.add(new TrackRow(id, "main", genre, id, id, seconds, SoundFolder.RATE, 1, Map.of()));
        segments.add(segment(id, genre, 0));
        segments.add(segment(id, genre, 1));
      }
    }
    write(TrackRow.TABLE, directory.tracks(), tracks);
    write(SegmentRow.TABLE, directory.segments("good"), segments);
    segments.get(5).values()[7] = Float.NaN;
    segments.get(25).values()[7] = Float.NaN;
    write(SegmentRow.TABLE, directory.segments("bad"), segments);
    new SplitsStage(run).run();
    write(SegmentRow.TABLE, directory.segments("wild"), wild(run, segments));
    return run;
  }

  private static List<SegmentRow> wild(Run run, List<SegmentRow> segments) throws IOException {
    List<String> validation =
        SplitFile.checked(
                run.directory(), run.experiment(), Tracks.read(run.directory()), "whole", "main")
            .stream()
            .filter(row -> row.side() == Side.VALIDATION)
            .map(Assignment::track)
            .toList();
    List<SegmentRow> wild = new ArrayList<>();
    for (SegmentRow row : segments) {
      SegmentRow copy = segment(row.track(), row.genre(), row.segment());
      for (int i = 0; i < copy.values().length; i++) {
        // scaled by the small deviation of the training side, it is infinite
        copy.values()[i] = validation.contains(row.track()) ? 3e38f : copy.values()[i] / 100;
      }
      wild.add(copy);
    }
    return wild;
  }

  /** What a branch predicted, in the file's order. */
  static List<PredictionRow> predictions(Run run, Branch branch) throws IOException {
    List<PredictionRow> rows = new ArrayList<>();
    Path file = run.directory().predictions(branch.id());
    try (Table<PredictionRow>.Reader reader = PredictionRow.TABLE.read(file)) {
      for (PredictionRow row = reader.next(); row != null; row = reader.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static SegmentRow segment(String track, String genre, int segment) {
    SplittableRandom random = new SplittableRandom((track + segment).hashCode());
    float[] values = new float[FRAMES * FEATURES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble() + (genre.equals("rock") ? 2 : 0);
    }
    return new SegmentRow(track, genre, segment, "real", FRAMES, FEATURES, values);
  }

  /** Commits the rows as two parts, every other row in each. */
  public static <R> void write(Table<R> table, Path folder, List<R> rows) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (int number = 0; number < 2; number++) {
      String name = "part-%05d-of-00002-test.parquet".formatted(number);
      try (Table<R>.Writer writer = table.write(folder.resolve(name))) {
        for (int i = number; i < rows.size(); i += 2) {
          writer.add(rows.get(i));
        }
        parts.add(writer.finish(null));
      }
    }
    Json.write(RunDirectory.commit(folder), Commit.of("", parts));
  }
}
