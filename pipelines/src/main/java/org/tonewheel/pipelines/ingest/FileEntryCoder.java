package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.tonewheel.pipelines.experiment.settings.Source.Content;

/**
 * How a {@link FileEntry} travels. Runners copy the entries that wait to be grouped again and
 * again; Java's serialisation made that cost more than grouping.
 */
final class FileEntryCoder extends AtomicCoder<FileEntry> {
  private static final long serialVersionUID = 1L;
  private static final FileEntryCoder INSTANCE = new FileEntryCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> TEXT_OR_NONE = NullableCoder.of(TEXT);
  private static final Coder<Integer> COUNT = VarIntCoder.of();
  private static final Coder<Long> NUMBER = VarLongCoder.of();

  private FileEntryCoder() {}

  static FileEntryCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(FileEntry file, OutputStream out) throws IOException {
    TEXT.encode(file.source(), out);
    TEXT_OR_NONE.encode(file.content() == null ? null : file.content().name(), out);
    TEXT.encode(file.track(), out);
    TEXT.encode(file.genre(), out);
    TEXT.encode(file.path(), out);
    NUMBER.encode(file.size(), out);
    NUMBER.encode(file.modified(), out);
    COUNT.encode(file.groups().size(), out);
    for (Map.Entry<String, String> group : file.groups().entrySet()) { // sorted by key
      TEXT.encode(group.getKey(), out);
      TEXT.encode(group.getValue(), out);
    }
  }

  @Override
  public FileEntry decode(InputStream in) throws IOException {
    String source = TEXT.decode(in);
    String content = TEXT_OR_NONE.decode(in);
    String track = TEXT.decode(in);
    String genre = TEXT.decode(in);
    String path = TEXT.decode(in);
    long size = NUMBER.decode(in);
    long modified = NUMBER.decode(in);
    ImmutableSortedMap.Builder<String, String> groups = ImmutableSortedMap.naturalOrder();
    int count = COUNT.decode(in);
    for (int i = 0; i < count; i++) {
      groups.put(TEXT.decode(in), TEXT.decode(in));
    }
    return new FileEntry(
        source,
        content == null ? null : Content.valueOf(content),
        track,
        genre,
        path,
        size,
        modified,
        groups.buildOrThrow());
  }
}
