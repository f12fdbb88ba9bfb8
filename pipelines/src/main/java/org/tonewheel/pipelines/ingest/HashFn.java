package org.tonewheel.pipelines.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.tonewheel.pipelines.rejects.RejectSink;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.run.Fingerprint;

/** Reads a file's content hash and sends it to the part that follows from it. */
final class HashFn extends DoFn<FileEntry, KV<Integer, HashedFile>> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<KV<Integer, HashedFile>> HASHED = new TupleTag<>() {};

  private final Counter files = Metrics.counter(HashFn.class, "files");
  private final Counter bytes = Metrics.counter(HashFn.class, "bytesRead");
  private final IngestPlan plan;

  HashFn(IngestPlan plan) {
    this.plan = plan;
  }

  @ProcessElement
  public void hash(@Element FileEntry file, MultiOutputReceiver out) throws Exception {
    files.inc();
    long limit = FileDecoder.mostBytes(plan, file);
    if (file.size() > limit) { // as it was listed; nothing of it is read
      reject(file, FileDecoder.tooLarge(file.size(), limit), out);
      return;
    }
    try {
      String sha256 = Fingerprint.sha256(file.place());
      bytes.inc(file.size());
      out.get(HASHED)
          .output(KV.of(HashedFile.part(sha256, plan.parts()), new HashedFile(file, sha256)));
    } catch (IOException e) {
      if (!file.isToBlame(e)) {
        throw e;
      }
      boolean missing = e instanceof NoSuchFileException;
      FileReason reason = missing ? FileReason.MISSING : FileReason.UNREADABLE;
      String detail = missing ? "the file is not there; correct the manifest's path" : e.toString();
      reject(file, new RejectedFileException(reason.code(), detail, e), out);
    }
  }

  private static void reject(FileEntry file, RejectedFileException why, MultiOutputReceiver out)
      throws Exception {
    RejectedRow row = why.row(file);
    Metrics.counter(HashFn.class, row.counter()).inc();
    RejectSink.route(out, row, why);
  }
}
