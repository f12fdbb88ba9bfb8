package org.tonewheel.pipelines.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.errorhandling.BadRecordRouter;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler.BadRecordErrorHandler;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.tonewheel.pipelines.rejects.RejectSink;
import org.tonewheel.pipelines.run.CommitParts;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.NewPart;
import org.tonewheel.pipelines.run.NewPartCoder;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.runner.WorkList;

/**
 * Hand out the parts of the decoded input, compute their features and pictures, commit. Only names
 * of parts travel.
 */
final class FeaturesPipeline {
  private final RunDirectory run;
  private final FeaturePlan plan;
  private final String fingerprint;
  private final Lease lease;

  FeaturesPipeline(RunDirectory run, FeaturePlan plan, String fingerprint, Lease lease) {
    this.run = run;
    this.plan = plan;
    this.fingerprint = fingerprint;
    this.lease = lease;
  }

  Pipeline build(PipelineOptions options, List<AudioPart> parts, Map<String, Part> before) {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<NewPart> written;
    BadRecordErrorHandler<PCollection<NewPart>> rejects =
        pipeline.registerBadRecordErrorHandler(new RejectSink(run));
    try (rejects) {
      PCollectionTuple computed =
          pipeline
              .apply("List parts", Read.from(new WorkList<>(parts, AudioPartCoder.of())))
              .apply(
                  "Compute features",
                  ParDo.of(new FeaturePartFn(run, plan, before))
                      .withOutputTags(
                          FeaturePartFn.PARTS, TupleTagList.of(BadRecordRouter.BAD_RECORD_TAG)));
      rejects.addErrorCollection(RejectSink.routed(computed));
      written = computed.get(FeaturePartFn.PARTS).setCoder(NewPartCoder.of());
    }
    PCollectionList.of(written)
        .and(rejects.getOutput())
        .apply("All parts", Flatten.pCollections())
        .apply("Commit", new CommitParts(run, FeaturesStage.NAME, lease, fingerprint, dataSets()));
    return pipeline;
  }

  private List<CommitParts.DataSet> dataSets() {
    List<CommitParts.DataSet> sets = new ArrayList<>();
    // first: whether there are rejects decides whether parts may be taken over
    sets.add(
        CommitParts.DataSet.of(
            RejectSink.DATA_SET, run.rejected(), run.rejectedCommit(FeaturesStage.NAME)));
    for (InputSet set : plan.outputs()) {
      Path folder = set.folder(run);
      sets.add(CommitParts.DataSet.of(set.counted(), folder, RunDirectory.commit(folder)));
    }
    return sets;
  }
}
