package org.tonewheel.pipelines.run;

import org.apache.beam.sdk.testing.CoderProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartCoderTest {
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "4af0"})
  void partsComeBackEqual_inTheSameBytes(String fingerprint) throws Exception {
    Part part = new Part("part-é.parquet", 1L << 40, "ab", "cd", 0, fingerprint);
    CoderProperties.coderDecodeEncodeEqual(PartCoder.of(), part);
    CoderProperties.coderDeterministic(
        PartCoder.of(), part, new Part("part-é.parquet", 1L << 40, "ab", "cd", 0, fingerprint));
    NewPart added = new NewPart("tracks", part);
    CoderProperties.coderDecodeEncodeEqual(NewPartCoder.of(), added);
    CoderProperties.coderDeterministic(NewPartCoder.of(), added, new NewPart("tracks", part));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Long.MAX_VALUE})
  void rowsAndSizesOfAnyMagnitudeComeBack(long number) throws Exception {
    Part part = new Part("part-00000-of-00001-a.parquet", number, "", "", number, "f");
    CoderProperties.coderDecodeEncodeEqual(PartCoder.of(), part);
  }

  @Test
  void theCodersThemselvesTravel() {
    CoderProperties.coderSerializable(PartCoder.of());
    CoderProperties.coderSerializable(NewPartCoder.of());
  }
}
