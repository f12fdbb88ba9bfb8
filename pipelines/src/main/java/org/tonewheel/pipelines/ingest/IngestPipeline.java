package org.tonewheel.pipelines.ingest;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
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
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.runner.WorkList;

/**
 * Hash files, group them by the part that their content belongs to, decode each part, commit. Names
 * travel, audio does not: a worker reads a file, and writes its samples.
 */
final class IngestPipeline {
  /** Files that a worker takes at a time. */
  private static final int FILES_AT_ONCE = 16;

  private final IngestPlan plan;
  private final PriorAudio prior;
  private final Lease lease;

  IngestPipeline(IngestPlan plan, PriorAudio prior, Lease lease) {
    this.plan = plan;
    this.prior = prior;
    this.lease = lease;
  }

  Pipeline build(PipelineOptions options, List<FileEntry> files) {
    Pipeline pipeline = Pipeline.create(options);
    RunDirectory run = plan.run();
    PCollection<NewPart> written;
    BadRecordErrorHandler<PCollection<NewPart>> rejects =
        pipeline.registerBadRecordErrorHandler(new RejectSink(run));
    try (rejects) {
      PCollectionTuple hashed =
          pipeline
              .apply(
                  "List files",
                  Read.from(new WorkList<>(files, FileEntryCoder.of(), FILES_AT_ONCE)))
              .apply(
                  "Hash files",
                  ParDo.of(new HashFn(plan))
                      .withOutputTags(
                          HashFn.HASHED, TupleTagList.of(BadRecordRouter.BAD_RECORD_TAG)));
      rejects.addErrorCollection(RejectSink.routed(hashed));
      PCollectionTuple decoded =
          hashed
              .get(HashFn.HASHED)
              .setCoder(KvCoder.of(VarIntCoder.of(), HashedFileCoder.of()))
              .apply("Group into parts", GroupByKey.create())
              .apply(
                  "Decode parts",
                  ParDo.of(new DecodePartFn(plan, prior))
                      .withOutputTags(
                          DecodePartFn.PARTS, TupleTagList.of(BadRecordRouter.BAD_RECORD_TAG)));
      rejects.addErrorCollection(RejectSink.routed(decoded));
      written = decoded.get(DecodePartFn.PARTS).setCoder(NewPartCoder.of());
    }
    PCollectionList.of(written)
        .and(rejects.getOutput())
        .apply("All parts", Flatten.pCollections())
        .apply(
            "Commit",
            new CommitParts(
                run,
                IngestStage.NAME,
                lease,
                plan.fingerprint(),
                List.of(
                    // first: no track is committed whose neighbours' rejects are not
                    CommitParts.DataSet.of(
                        RejectSink.DATA_SET, run.rejected(), run.rejectedCommit(IngestStage.NAME)),
                    CommitParts.DataSet.of(
                        DecodePartFn.TRACKS, run.tracks(), RunDirectory.commit(run.tracks())),
                    CommitParts.DataSet.of(
                        DecodePartFn.AUDIO, run.audio(), RunDirectory.commit(run.audio())),
                    CommitParts.DataSet.of(
                        DecodePartFn.FINGERPRINTS,
                        run.fingerprints(),
                        RunDirectory.commit(run.fingerprints())))));
    return pipeline;
  }
}
