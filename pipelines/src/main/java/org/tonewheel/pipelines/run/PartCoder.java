package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** How a {@link Part} travels. Java's serialisation would name its classes each time. */
public final class PartCoder extends AtomicCoder<Part> {
  private static final long serialVersionUID = 1L;
  private static final PartCoder INSTANCE = new PartCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> TEXT_OR_NONE = NullableCoder.of(TEXT);
  private static final Coder<Long> NUMBER = VarLongCoder.of();

  private PartCoder() {}

  public static PartCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Part part, OutputStream out) throws IOException {
    TEXT.encode(part.file(), out);
    NUMBER.encode(part.size(), out);
    TEXT.encode(part.sha256(), out);
    TEXT.encode(part.content(), out);
    NUMBER.encode(part.rows(), out);
    TEXT_OR_NONE.encode(part.fingerprint(), out);
  }

  @Override
  public Part decode(InputStream in) throws IOException {
    return new Part(
        TEXT.decode(in),
        NUMBER.decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        NUMBER.decode(in),
        TEXT_OR_NONE.decode(in));
  }
}
