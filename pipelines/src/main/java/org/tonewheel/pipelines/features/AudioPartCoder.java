package org.tonewheel.pipelines.features;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.tonewheel.pipelines.run.PartCoder;

/** How an {@link AudioPart} travels. */
final class AudioPartCoder extends AtomicCoder<AudioPart> {
  private static final long serialVersionUID = 1L;
  private static final AudioPartCoder INSTANCE = new AudioPartCoder();

  private AudioPartCoder() {}

  static AudioPartCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(AudioPart part, OutputStream out) throws IOException {
    PartCoder.of().encode(part.tracks(), out);
    PartCoder.of().encode(part.audio(), out);
  }

  @Override
  public AudioPart decode(InputStream in) throws IOException {
    return new AudioPart(PartCoder.of().decode(in), PartCoder.of().decode(in));
  }
}
