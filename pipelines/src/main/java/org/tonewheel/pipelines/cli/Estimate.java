package org.tonewheel.pipelines.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tonewheel.pipelines.experiment.Branch;
import org.tonewheel.pipelines.experiment.Experiment;
import org.tonewheel.pipelines.experiment.FeatureSet;
import org.tonewheel.pipelines.ingest.Lister;
import org.tonewheel.pipelines.ingest.Listing;

/**
 * What a run will roughly need. Durations are not known before files are decoded, so every track is
 * taken to fill its segments; the time constants were measured on one 2026 server core and are good
 * for the order of magnitude only.
 *
 * @param tracks files that were found
 * @param inputBytes their size
 * @param branches models to be trained, costliest first
 * @param diskBytes of the run directory and of the training set in the temporary folder
 * @param heapBytes of the training stage
 * @param seconds on so many cores, if no branch stops early
 */
record Estimate(
    int tracks,
    long inputBytes,
    List<Branch> branches,
    long diskBytes,
    long heapBytes,
    double seconds) {
  /** Decoding and writing, seconds of CPU a second of audio. */
  private static final double INGEST_COST = 1 / 500.0;

  /** Features of one set, seconds of CPU a frame. */
  private static final double FRAME_COST = 90e-6;

  /** An LSTM of 128 units in two layers, seconds of CPU a frame and epoch. */
  private static final double LSTM_FRAME_COST = 25e-6;

  /** A row of statistics in a feed-forward net or logistic regression, seconds of CPU an epoch. */
  private static final double TABLE_ROW_COST = 60e-6;

  /** A row of statistics in a forest, seconds of CPU a tree. */
  private static final double TREE_ROW_COST = 180e-6;

  /** 132 statistics of a segment as Tribuo holds them, bytes. */
  private static final long TABLE_ROW_BYTES = 2500;

  static Estimate of(Experiment experiment, Path input, int cores) throws IOException {
    Listing listing = Lister.list(experiment, input);
    long tracks = listing.files().size();
    long segments = tracks * experiment.audio().segments();
    long samples = segments * experiment.audio().segmentSamples();
    double audioSeconds = (double) samples / experiment.audio().sampleRate();
    long disk = 2 * samples;
    double seconds = audioSeconds * INGEST_COST;
    for (FeatureSet set : experiment.featureSets().values()) {
      int frames = set.frames(experiment.audio().segmentSamples());
      disk += 2 * 4 * segments * frames * set.features(); // the Parquet file and the mapped one
      seconds += segments * frames * FRAME_COST;
    }
    for (Branch branch : experiment.expand()) {
      FeatureSet set = experiment.featureSets().get(branch.features());
      int frames = set.frames(experiment.audio().segmentSamples());
      seconds +=
          branch.net().deep()
              ? segments * frames * LSTM_FRAME_COST * branch.epochs()
              : segments * (TABLE_ROW_COST * branch.epochs() + TREE_ROW_COST * branch.trees());
    }
    long heap = (512L << 20) + (long) cores * segments * TABLE_ROW_BYTES;
    return new Estimate(
        (int) tracks, listing.bytes(), experiment.expand(), disk, heap, seconds / cores);
  }
}
