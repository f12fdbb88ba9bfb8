package org.tonewheel.pipelines.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.gan.quality.QualityInput;
import org.tonewheel.gan.quality.RealSegments;
import org.tonewheel.gan.quality.SampleQuality;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.features.InputSet;
import org.tonewheel.pipelines.learning.FolderCommit;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.sampling.Assignment;

/** What a synthesis leaves beside its segments: their measures, what they are, and the commit. */
record SynthesisOutput(
    RunDirectory run, Experiment experiment, SynthesisBranch branch, Path folder) {

  /**
   * Measures the segments, on the first of their feature sets, against the real ones of the same
   * set; the validation and test sides are the real ones that the maker never saw. Where balanced
   * genres left none to be made, there is nothing to measure.
   */
  void writeQuality(List<String> genres, List<Assignment> split) throws IOException {
    String set = branch.features().get(0);
    if (SegmentWriter.committed(folder, set).rows() == 0) {
      Files.deleteIfExists(folder.resolve(SynthesisFile.QUALITY)); // of an earlier attempt
      return;
    }
    Path segments = SegmentWriter.segments(folder, set);
    try (TrainingSet features = TrainingSet.open(run, InputSet.frames(set));
        TrainingSet made =
            TrainingSet.ofFrames(run, segments, SegmentWriter.committed(folder, set))) {
      RealSide real = RealSide.of(features, branch, genres, split);
      int[] labels = made.keys().stream().mapToInt(key -> genres.indexOf(key.genre())).toArray();
      SampleQuality quality =
          SampleQuality.of(
              QualityInput.read(
                  genres,
                  features.shape(),
                  new RealSegments(
                      features.values(),
                      real.labels(),
                      tracks(features),
                      real.seen(),
                      real.sides().validation(),
                      real.sides().test()),
                  made.values(),
                  labels,
                  branch.seed()),
              branch.seed());
      Json.write(folder.resolve(SynthesisFile.QUALITY), quality);
    }
  }

  /** Equal numbers for segments of one track. */
  private static int[] tracks(TrainingSet set) {
    Map<String, Integer> numbers = new HashMap<>();
    return set.keys().stream()
        .mapToInt(key -> numbers.computeIfAbsent(key.track(), track -> numbers.size()))
        .toArray();
  }

  /** Writes {@code synthesis.json}, then the commit of every file but checkpoints. */
  void commit(SynthesisFile file, String fingerprint) throws IOException {
    Json.write(folder.resolve(SynthesisFile.NAME), file);
    FolderCommit.write(folder, fingerprint);
  }
}
