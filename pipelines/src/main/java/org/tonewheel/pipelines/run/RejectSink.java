package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.tonewheel.pipelines.storage.Storage;

/**
 * Where Beam's error handler sends records that failed: a line each, sorted, in one part of {@code
 * rejected/}. The failing step describes the record as the JSON of a {@link RejectedRow}.
 */
public final class RejectSink extends PTransform<PCollection<BadRecord>, PCollection<NewPart>> {
  private static final long serialVersionUID = 1L;

  /** The data set's name in {@link NewPart}. */
  public static final String DATA_SET = "rejected";

  private final String folder;

  public RejectSink(RunDirectory run) {
    this.folder = run.rejected().toString();
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
        .setCoder(SerializableCoder.of(NewPart.class));
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
