package org.tonewheel.pipelines.rejects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.BadRecordRouter;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.NewPart;
import org.tonewheel.pipelines.run.NewPartCoder;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.storage.Storage;

/**
 * Where Beam's error handler sends records that failed: a line each, sorted, in one part of {@code
 * rejected/}. A step {@linkplain #route routes} what it cannot use, and the handler is given what
 * the step {@linkplain #routed routed}. A bundle that is tried again routes again, but only what
 * was kept of it arrives, so that nothing has two lines.
 */
public final class RejectSink extends PTransform<PCollection<BadRecord>, PCollection<NewPart>> {
  private static final long serialVersionUID = 1L;

  /** The data set's name in {@link NewPart}. */
  public static final String DATA_SET = "rejected";

  private final String folder;

  public RejectSink(RunDirectory run) {
    this.folder = run.rejected().toString();
  }

  /**
   * Sets an input aside: what travels is where it lies and why, never its bytes.
   *
   * @param out of a step that has {@link BadRecordRouter#BAD_RECORD_TAG} among its outputs
   * @param cause null where there is no exception
   */
  public static void route(DoFn.MultiOutputReceiver out, RejectedRow row, Exception cause)
      throws Exception {
    BadRecordRouter.RECORDING_ROUTER.route(
        out, row.uri(), StringUtf8Coder.of(), cause, Json.line(row));
  }

  /** What a step routed. */
  public static PCollection<BadRecord> routed(PCollectionTuple outputs) {
    return outputs
        .get(BadRecordRouter.BAD_RECORD_TAG)
        .setCoder(BadRecord.getCoder(outputs.getPipeline()));
  }

  @Override
  public PCollection<NewPart> expand(PCollection<BadRecord> records) {
    return records
        .apply(
            "Describe",
            MapElements.into(TypeDescriptors.strings())
                .via(record -> record.getFailure().getDescription()))
        .setCoder(StringUtf8Coder.of())
        .apply("Key", WithKeys.<String, String>of(DATA_SET).withKeyType(TypeDescriptors.strings()))
        .apply("Gather", GroupByKey.create())
        .apply("Write lines", ParDo.of(new WriteLinesFn(folder)))
        .setCoder(NewPartCoder.of());
  }

  private static final class WriteLinesFn extends DoFn<KV<String, Iterable<String>>, NewPart> {
    private static final long serialVersionUID = 1L;

    private final String folder;

    WriteLinesFn(String folder) {
      this.folder = folder;
    }

    @ProcessElement
    public void write(@Element KV<String, Iterable<String>> rows, OutputReceiver<NewPart> out)
        throws IOException {
      List<String> lines =
          StreamSupport.stream(rows.getValue().spliterator(), false).sorted().toList();
      Path file = Storage.path(folder).resolve(PartFolder.name(0, 1, "jsonl"));
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
      out.output(new NewPart(DATA_SET, Part.of(file, lines.size(), null)));
    }
  }
}
