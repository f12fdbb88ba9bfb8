package org.tonewheel.sampling;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * A keyed hash that orders what is divided: the place of a track depends on the seed and on its own
 * name, never on which other tracks there are.
 */
final class SplitHash {

  private static final long KEY = 0x746f6e6577686c31L;

  private final HashFunction function;

  SplitHash(long seed) {
    function = Hashing.sipHash24(seed, KEY);
  }

  /**
   * Returns the hash of the words; each is preceded by its length, so that none runs into another.
   */
  long of(String... words) {
    Hasher hasher = function.newHasher();
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      hasher.putInt(bytes.length).putBytes(bytes);
    }
    return hasher.hash().asLong();
  }
}
