package org.tonewheel.pipelines.features;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Counted;
import org.tonewheel.pipelines.run.Counters;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.runner.PipelineRun;
import org.tonewheel.pipelines.runner.Progress;

/**
 * The second stage: every feature set of every segment and every picture, in one pass over the
 * decoded input.
 */
public final class FeaturesStage {
  public static final String NAME = "features";

  private final Run run;
  private final RunDirectory directory;
  private final FeaturePlan plan;

  public FeaturesStage(Run run) {
    this.run = run;
    this.directory = run.directory();
    this.plan = FeaturePlan.of(run.experiment());
  }

  /**
   * Computes what is not computed yet.
   *
   * @throws StageException (99) if the experiment names no feature set or picture set, (64) before
   *     ingest
   */
  public StageResult run() throws Exception {
    if (plan.outputs().isEmpty()) {
      throw new StageException(
          Exit.NOT_ASKED,
          run.experiment().table().isPresent()
              ? "the rows of a table have no features to be computed"
              : "the experiment names no feature set and no picture set");
    }
    String fingerprint = fingerprint();
    return new Stage(directory, NAME, fingerprint)
        .runPipeline(() -> isWhole(fingerprint), lease -> compute(fingerprint, lease));
  }

  private String fingerprint() throws IOException {
    Fingerprint fingerprint =
        Fingerprint.of(NAME, FeaturePlan.FEATURES_VERSION)
            .with("tracks", Tracks.commit(directory).content())
            .with("audio", audio());
    plan.outputs().forEach(set -> fingerprint.with(set.counted(), plan.fingerprint(set)));
    return fingerprint.hex();
  }

  /** Of the samples: another version may decode the same tracks to others. */
  private String audio() throws IOException {
    return Commit.read(RunDirectory.commit(directory.audio())).map(Commit::content).orElse("");
  }

  private boolean isWhole(String fingerprint) throws IOException {
    for (InputSet set : plan.outputs()) {
      if (!Commit.isWhole(set.folder(directory), fingerprint)) {
        return false;
      }
    }
    Optional<Commit> rejected = Commit.read(directory.rejectedCommit(NAME));
    return rejected.isPresent()
        && rejected.get().fingerprint().equals(fingerprint)
        && rejected.get().isWhole(directory.rejected());
  }

  /** Parts that may be taken over; none after a rejected segment, which must be named again. */
  private Map<String, Part> before() throws IOException {
    Map<String, Part> before = new HashMap<>();
    PartFolder.sweep(directory.rejected());
    Optional<Commit> rejected = Commit.read(directory.rejectedCommit(NAME));
    boolean none = rejected.isPresent() && rejected.get().rows() == 0;
    for (InputSet set : plan.outputs()) {
      PartFolder.sweep(set.folder(directory));
      Optional<Commit> commit = Commit.read(RunDirectory.commit(set.folder(directory)));
      if (none && commit.isPresent() && commit.get().isWhole(set.folder(directory))) {
        commit
            .get()
            .parts()
            .forEach(part -> before.put(FeaturePartFn.key(set, part.fingerprint()), part));
      }
    }
    return before;
  }

  private Counted compute(String fingerprint, Lease lease) throws IOException {
    List<AudioPart> parts = AudioPart.all(directory);
    Map<String, Part> before = before();
    long tracks = parts.stream().mapToLong(part -> part.tracks().rows()).sum();
    Counters counters =
        PipelineRun.run(
            new FeaturesPipeline(directory, plan, fingerprint, lease)
                .build(run.options(), parts, before),
            new Progress(NAME, "tracks", FeaturePartFn.TRACKS_READ, tracks));
    ImmutableMap.Builder<String, Long> counts = ImmutableMap.builder();
    counts.put("tracks", tracks);
    for (InputSet set : plan.outputs()) {
      counts.put(
          set.counted(),
          Commit.read(RunDirectory.commit(set.folder(directory))).map(Commit::rows).orElse(0L));
    }
    return new Counted(counts.buildOrThrow(), counters);
  }
}
