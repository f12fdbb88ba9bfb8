package org.tonewheel.pipelines.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** How a {@link HashedFile} travels. */
final class HashedFileCoder extends AtomicCoder<HashedFile> {
  private static final long serialVersionUID = 1L;
  private static final HashedFileCoder INSTANCE = new HashedFileCoder();

  private HashedFileCoder() {}

  static HashedFileCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(HashedFile file, OutputStream out) throws IOException {
    FileEntryCoder.of().encode(file.file(), out);
    StringUtf8Coder.of().encode(file.sha256(), out);
  }

  @Override
  public HashedFile decode(InputStream in) throws IOException {
    return new HashedFile(FileEntryCoder.of().decode(in), StringUtf8Coder.of().decode(in));
  }
}
