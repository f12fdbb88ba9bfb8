package org.tonewheel.pipelines.features;

import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.run.Part;

class AudioPartCoderTest {
  @Test
  void bothPartsComeBack() throws Exception {
    Part tracks = new Part("part-00001-of-00008-a.parquet", 10, "ab", "cd", 3, "f");
    Part audio = new Part("part-00001-of-00008-b.parquet", 11, "ef", "01", 4, null);
    AudioPart part = new AudioPart(tracks, audio);
    CoderProperties.coderDecodeEncodeEqual(AudioPartCoder.of(), part);
    CoderProperties.coderDeterministic(AudioPartCoder.of(), part, new AudioPart(tracks, audio));
    CoderProperties.coderSerializable(AudioPartCoder.of());
  }
}
