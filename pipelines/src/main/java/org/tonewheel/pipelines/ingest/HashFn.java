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
  private final int parts;

  HashFn(int parts) {
    this.parts = parts;
  }

  @ProcessElement
  public void hash(@Element FileEntry file, MultiOutputReceiver out) throws Exception {
    files.inc();
    try {
      String sha256 = Fingerprint.sha256(file.place());
      bytes.inc(file.size());
      out.get(HASHED).output(KV.of(HashedFile.part(sha256, parts), new HashedFile(file, sha256)));
    } catch (IOException e) {
      if (!file.isToBlame(e)) {
        throw e;
      }
      boolean missing = e instanceof NoSuchFileException;
      FileReason reason = missing ? FileReason.MISSING : FileReason.UNREADABLE;
      RejectedRow row =
          new RejectedRow(
              file.path(),
              IngestStage.NAME,
              reason.code(),
              missing ? "the file is not there; correct the manifest's path" : e.toString(),
              file.genre());
      Metrics.counter(HashFn.class, row.counter()).inc();
      RejectSink.route(out, row, e);
    }
  }
}
