package org.tonewheel.nets.engine;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;

/**
 * A random stream without state: the value at an index is a function of the key and that index
 * alone (SplitMix64's finaliser over a Weyl sequence; Steele, Lea and Flood, OOPSLA 2014).
 *
 * <p>A training that resumes at step k therefore draws what it would have drawn undisturbed, and
 * trainings side by side in one process do not touch each other's streams, as they would through
 * torch's process-wide generator.
 */
public final class CounterRandom {
  private static final long WEYL = 0x9E3779B97F4A7C15L;

  private final long key;

  private CounterRandom(long key) {
    this.key = key;
  }

  /**
   * The stream of one purpose.
   *
   * @param seed the run's or branch's seed
   * @param purpose what is drawn, such as {@code "dropout/1"}
   * @param counters the position of this stream among its like, such as the step or the epoch
   */
  public static CounterRandom of(long seed, String purpose, long... counters) {
    Hasher hasher = Hashing.murmur3_128().newHasher().putLong(seed).putInt(purpose.length());
    hasher.putUnencodedChars(purpose);
    for (long counter : counters) {
      hasher.putLong(counter);
    }
    return new CounterRandom(hasher.hash().asLong());
  }

  /** Sixty-four random bits. */
  public long bits(long index) {
    long z = key + index * WEYL;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A value in [0, 1). */
  public double uniform(long index) {
    return (bits(index) >>> 11) * 0x1.0p-53;
  }

  /** A value in [0, bound); the bias is below bound / 2^63. */
  public int below(long index, int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, not " + bound);
    }
    return (int) Math.multiplyHigh(bits(index) >>> 1, (long) bound << 1);
  }

  /** A value of the standard normal distribution (Box and Muller, 1958). */
  public double normal(long index) {
    long bits = bits(index);
    double radius = Math.sqrt(-2 * Math.log(((bits >>> 32) + 0.5) * 0x1.0p-32));
    return radius * Math.cos(2 * Math.PI * (bits & 0xFFFFFFFFL) * 0x1.0p-32);
  }

  /** A copy of {@code values} in random order (Fisher and Yates). */
  public int[] permuted(int[] values) {
    int[] order = values.clone();
    for (int i = order.length - 1; i > 0; i--) {
      int j = below(i, i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    return order;
  }
}
