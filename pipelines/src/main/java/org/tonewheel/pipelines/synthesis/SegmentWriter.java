package org.tonewheel.pipelines.synthesis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.Pcm;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet.Method;
import org.tonewheel.pipelines.features.SegmentFeatures;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.Table;

/**
 * Writes synthetic segments: features as they are; samples are brought to 16 bits, as a file's are,
 * and go through the feature code of every wanted set.
 */
final class SegmentWriter implements AutoCloseable {
  /** Begins the track ids of synthetic segments. */
  static final String TRACK_PREFIX = "synthetic:";

  private final SynthesisBranch branch;
  private final Path folder;
  private final List<Open> open = new ArrayList<>();

  /** A feature set that is being written; its features are null where samples are features. */
  private record Open(
      String set,
      Path file,
      FrameFeatures features,
      RowShape shape,
      Table<SegmentRow>.Writer rows) {
    float[] of(float[] sample) {
      return features == null ? sample : features.extract(sample);
    }
  }

  /**
   * Starts all wanted feature sets.
   *
   * @param folder of the branch
   * @param shape of a sample
   */
  SegmentWriter(Experiment experiment, SynthesisBranch branch, Path folder, RowShape shape)
      throws IOException {
    this.branch = branch;
    this.folder = folder;
    boolean sound = branch.settings().method() == Method.WAVEFORM_GAN;
    for (String set : branch.features()) {
      Path segments = segments(folder, set);
      PartFolder.sweep(segments);
      Path file = segments.resolve(PartFolder.name(0, 1, "parquet"));
      FrameFeatures features = sound ? SegmentFeatures.of(experiment, set) : null;
      RowShape rowShape =
          sound ? RowShape.frames(features.frames(shape.floats()), features.features()) : shape;
      open.add(new Open(set, file, features, rowShape, SegmentRow.TABLE.write(file)));
    }
  }

  /** Where the segments of a feature set lie in a branch's folder. */
  static Path segments(Path folder, String featureSet) {
    return folder.resolve("segments").resolve(featureSet);
  }

  /** The track that synthetic segments of a genre belong to. */
  static String track(String branch, String genre) {
    return TRACK_PREFIX + branch + "/" + genre;
  }

  /**
   * Writes a sample to every set.
   *
   * @param number within its genre
   * @return null, or why it was not written
   */
  String add(String genre, long number, float[] sample) throws IOException {
    if (!SegmentFeatures.isFinite(sample)) {
      return "a value is no finite number";
    }
    float[] segment = heard(sample);
    List<float[]> values = new ArrayList<>();
    for (Open set : open) {
      float[] features = set.of(segment);
      if (!SegmentFeatures.isFinite(features)) {
        return "a feature of set '%s' is no finite number".formatted(set.set());
      }
      values.add(features);
    }
    for (int i = 0; i < open.size(); i++) {
      RowShape shape = open.get(i).shape();
      open.get(i)
          .rows()
          .add(
              new SegmentRow(
                  track(branch.id(), genre),
                  genre,
                  Math.toIntExact(number),
                  SegmentRow.SYNTHETIC,
                  shape.floats() / shape.features(),
                  shape.features(),
                  values.get(i)));
    }
    return null;
  }

  /** What is left of samples when they are a file. */
  private float[] heard(float[] sample) {
    return branch.settings().method() == Method.WAVEFORM_GAN
        ? Pcm.values(Pcm.quantised(sample))
        : sample;
  }

  /** Commits each set in a folder of its own. */
  void commit(String fingerprint) throws IOException {
    for (Open set : open) {
      Path segments = segments(folder, set.set());
      PartFolder.commit(
          segments,
          RunDirectory.commit(segments),
          fingerprint,
          List.of(set.rows().finish(fingerprint)));
      PartFolder.sweep(segments);
    }
  }

  /** What was committed of a feature set. */
  static Commit committed(Path folder, String featureSet) throws IOException {
    return Commit.read(RunDirectory.commit(segments(folder, featureSet)))
        .orElseThrow(() -> new IOException(folder + " has no segments of " + featureSet));
  }

  @Override
  public void close() throws IOException {
    for (Open set : open) {
      set.rows().close();
    }
  }
}
