package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/** How a {@link NewPart} travels. */
public final class NewPartCoder extends AtomicCoder<NewPart> {
  private static final long serialVersionUID = 1L;
  private static final NewPartCoder INSTANCE = new NewPartCoder();

  private NewPartCoder() {}

  public static NewPartCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(NewPart part, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(part.dataSet(), out);
    PartCoder.of().encode(part.part(), out);
  }

  @Override
  public NewPart decode(InputStream in) throws IOException {
    return new NewPart(StringUtf8Coder.of().decode(in), PartCoder.of().decode(in));
  }
}
