package org.tonewheel.pipelines.cli;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.RowSettings;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.PictureSet;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.ingest.FileEntry;
import org.tonewheel.pipelines.ingest.Lister;
import org.tonewheel.pipelines.ingest.Listing;
import org.tonewheel.pipelines.learning.TrainingRunOptions;
import org.tonewheel.pipelines.runner.StageOptions;
import org.tonewheel.pipelines.table.TableFile;

/**
 * What a run will roughly need. Durations are not known before files are decoded, so every track is
 * taken to fill its segments; the time constants were measured on one 2026 server core and are good
 * for the order of magnitude only.
 *
 * @param tracks files that were found; of a table, about how many rows it has
 * @param inputBytes their size
 * @param branches models to be trained, costliest first
 * @param synthesis making synthetic segments
 * @param tuning searching, which only `--tune` does
 * @param diskBytes of the run directory and of the training sets in the temporary folder
 * @param memoryBytes of the stage that takes most: training, or making synthetic segments
 * @param seconds on so many cores, if no branch stops early
 * @param remarks what a person should know of the input, in words
 */
record Estimate(
    int tracks,
    long inputBytes,
    List<Branch> branches,
    SynthesisEstimate synthesis,
    TuningEstimate tuning,
    long diskBytes,
    long memoryBytes,
    double seconds,
    List<String> remarks) {
  /** Decoding and writing, seconds of CPU a second of audio. */
  private static final double INGEST_COST = 1 / 500.0;

  /** Features of one set, seconds of CPU a frame. */
  private static final double FRAME_COST = 90e-6;

  /** Decoding, resizing and encoding a picture, seconds of CPU. */
  private static final double PICTURE_COST = 30e-3;

  /** A picture as PNG, bytes a pixel. */
  private static final long PNG_PIXEL_BYTES = 2;

  /** A pixel as the nets see it, bytes. */
  private static final long NET_PIXEL_BYTES = 3 * Float.BYTES;

  /** Typing and writing a row of a table, seconds of CPU; its file is read by one core. */
  private static final double ROW_COST = 60e-6;

  /** A row of a table as a track, and its lines in splits and keys, on disk. */
  private static final long TRACK_BYTES = 400;

  /** A track as stages hold it. */
  private static final long HELD_TRACK_BYTES = 600;

  /** The process itself while it trains. */
  static final long PROCESS_BYTES = 512L << 20;

  static Estimate of(Experiment experiment, Path input, PipelineOptions options)
      throws IOException {
    Listing listing = Lister.list(experiment, input);
    if (experiment.table().isPresent()) {
      return ofTable(experiment, TableFile.of(experiment, input), options);
    }
    int cores = StageOptions.parallelism(options);
    long recordings = count(listing, Source.Content.AUDIO);
    long segments = recordings * experiment.audio().segments();
    long samples = segments * experiment.audio().segmentSamples();
    double audioSeconds = (double) samples / experiment.audio().sampleRate();
    long disk = 2 * samples;
    double seconds = audioSeconds * INGEST_COST;
    for (FeatureSet set : experiment.featureSets().values()) {
      int frames = set.frames(experiment.audio().segmentSamples());
      disk += 2 * 4 * segments * frames * set.features(); // the Parquet file and the mapped one
      seconds += segments * frames * FRAME_COST;
    }
    for (PictureSet set : experiment.pictureSets().values()) {
      long drawn = set.per() == PictureSet.Per.SEGMENT ? segments : recordings;
      long pictures = set.features() == null ? count(listing, Source.Content.PICTURES) : drawn;
      disk += pictures * set.width() * set.height() * (PNG_PIXEL_BYTES + NET_PIXEL_BYTES);
      seconds += pictures * PICTURE_COST;
    }
    Map<String, Long> bySource =
        listing.files().stream()
            .collect(Collectors.groupingBy(FileEntry::source, Collectors.counting()));
    TrainingRunOptions given = options.as(TrainingRunOptions.class);
    TrainingEstimate training =
        TrainingEstimate.of(
            experiment,
            source -> bySource.getOrDefault(source, 0L),
            cores,
            given.getCheckpoints(),
            given.getBranchMinutes());
    SynthesisEstimate synthesis =
        SynthesisEstimate.of(
            experiment,
            source -> bySource.getOrDefault(source, 0L),
            cores,
            given.getCheckpoints(),
            given.getBranchMinutes());
    return new Estimate(
        listing.files().size(),
        listing.bytes(),
        Grid.expand(experiment),
        synthesis,
        TuningEstimate.of(experiment, source -> bySource.getOrDefault(source, 0L), cores),
        disk + synthesis.diskBytes() + training.diskBytes(),
        PROCESS_BYTES + Math.max(synthesis.memoryBytes(), training.memoryBytes()),
        (seconds + synthesis.seconds() + training.seconds()) / cores,
        Stream.concat(listing.usual().stream(), listing.remarks().stream()).toList());
  }

  /** Of a table every row is a track, and nothing is computed of it before training. */
  private static Estimate ofTable(Experiment experiment, TableFile table, PipelineOptions options)
      throws IOException {
    long rows = table.rowsAbout();
    int cores = StageOptions.parallelism(options);
    TrainingRunOptions given = options.as(TrainingRunOptions.class);
    TrainingEstimate training =
        TrainingEstimate.of(
            experiment, source -> rows, cores, given.getCheckpoints(), given.getBranchMinutes());
    long values = 2L * Float.BYTES * RowSettings.inputs(table.source()); // Parquet and mapped
    return new Estimate(
        Ints.saturatedCast(rows),
        table.file().size(),
        Grid.expand(experiment),
        new SynthesisEstimate(0, 0, 0),
        TuningEstimate.of(experiment, source -> rows, cores),
        rows * (values + TRACK_BYTES) + training.diskBytes(),
        PROCESS_BYTES + rows * HELD_TRACK_BYTES + training.memoryBytes(),
        rows * ROW_COST + training.seconds() / cores,
        List.of());
  }

  private static long count(Listing listing, Source.Content content) {
    return listing.files().stream().filter(file -> file.content() == content).count();
  }
}
