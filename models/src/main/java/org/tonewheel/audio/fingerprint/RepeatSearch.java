package org.tonewheel.audio.fingerprint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the recordings of a collection that repeat one another. Each that is added is compared with
 * those before it that share a key with it, at the offset at which they do. Of the occurrences of a
 * key 64 are remembered, so the work grows linearly with the collection; what only ever shares keys
 * with more than these is not found, but among copies of one recording each meets one of the first.
 * What is found depends on the recordings and on their order alone.
 *
 * <p>Held are every recording's words and its part of the index: about 7 KB for half a minute, and
 * 90 to 240 bytes a second beyond. Not thread-safe.
 */
public final class RepeatSearch {
  private final KeyIndex index = new KeyIndex();
  private final List<int[]> recordings = new ArrayList<>();
  private long[] hits = new long[1 << 10];
  private long comparisons;

  /**
   * Adds a recording, which gets the next number from 0.
   *
   * @param words its {@linkplain Fingerprinter#words fingerprint}; the array is kept
   * @return those before it that it repeats, each once at its best offset, sorted by number
   */
  public List<NearRepeat> add(int[] words) {
    RecordingKeys keys = new RecordingKeys(words);
    List<NearRepeat> found = compare(words, hits(keys));
    int number = recordings.size();
    recordings.add(words);
    for (int i = 0; i < keys.count(); i++) {
      index.add(keys.key(i), number, keys.step(i));
    }
    return found;
  }

  /** How many pairs of recordings were compared so far, each offset counted. */
  public long comparisons() {
    return comparisons;
  }

  /** Finds which recordings share a key at which offset, sorted; returns how many do. */
  private int hits(RecordingKeys keys) {
    int count = 0;
    for (int i = 0; i < keys.count(); i++) {
      for (int at = index.last(keys.key(i)); at >= 0; at = index.before(at)) {
        if (count == hits.length) {
          hits = Arrays.copyOf(hits, 2 * count);
        }
        int offset = index.step(at) - keys.step(i);
        hits[count++] = ((long) index.recording(at) << Integer.SIZE) | (offset & 0xFFFFFFFFL);
      }
    }
    Arrays.sort(hits, 0, count);
    return count;
  }

  private List<NearRepeat> compare(int[] words, int count) {
    List<NearRepeat> found = new ArrayList<>();
    NearRepeat best = null;
    for (int i = 0; i < count; i++) {
      if (i > 0 && hits[i] == hits[i - 1]) {
        continue;
      }
      int earlier = (int) (hits[i] >> Integer.SIZE);
      if (best != null && best.earlier() != earlier) {
        found.add(best);
        best = null;
      }
      comparisons++;
      NearRepeat pair =
          NearRepeat.of(earlier, recordings.get(earlier), recordings.size(), words, (int) hits[i]);
      if (pair.isRepeat() && (best == null || pair.isBetterThan(best))) {
        best = pair;
      }
    }
    if (best != null) {
      found.add(best);
    }
    return found;
  }
}
