package org.tonewheel.audio.fingerprint;

import java.util.Arrays;

/**
 * What a recording is looked up by. A key is a word without one of its four bytes, so that a word
 * of which some neighbouring bits differ is found as well. Of all keys a share is taken that the
 * key itself decides, so that a repeat, wherever it starts, has the same ones: of a recording of
 * half a minute one in sixteen, of a shorter one more, which are those of a longer one and others.
 */
final class RecordingKeys {
  private static final int KEYS_OF_A_WORD = 4;

  private static final int SMALLEST_SHARE = 16;

  /** Steps for which one key in one is taken, for twice as many one in two, and so on. */
  private static final int STEPS_OF_WHOLE_SHARE = 39;

  /** Occurrences that count of one key in one recording: a loop has thousands. */
  private static final int MOST_OF_A_KEY = 4;

  private final int[] keys;
  private final int[] steps;
  private int count;

  RecordingKeys(int[] words) {
    keys = new int[KEYS_OF_A_WORD * words.length];
    steps = new int[keys.length];
    int share = words.length / STEPS_OF_WHOLE_SHARE;
    int mask = Integer.highestOneBit(Math.max(1, Math.min(SMALLEST_SHARE, share))) - 1;
    int[] former = new int[KEYS_OF_A_WORD];
    for (int step = 0; step < words.length; step++) {
      for (int part = 0; part < KEYS_OF_A_WORD; part++) {
        int key = key(words[step], part);
        boolean goesOn = step > 0 && former[part] == key;
        former[part] = key;
        if (words[step] != Fingerprinter.SILENCE && !goesOn && (key & mask) == 0) {
          keys[count] = key;
          steps[count++] = step;
        }
      }
    }
    leaveOutFrequent();
  }

  int count() {
    return count;
  }

  int key(int i) {
    return keys[i];
  }

  int step(int i) {
    return steps[i];
  }

  private void leaveOutFrequent() {
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = ((long) keys[i] << Integer.SIZE) | steps[i];
    }
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      int key = (int) (sorted[i] >> Integer.SIZE);
      int same = i - MOST_OF_A_KEY;
      if (same < 0 || (int) (sorted[same] >> Integer.SIZE) != key) {
        keys[kept] = key;
        steps[kept++] = (int) sorted[i];
      }
    }
    count = kept;
  }

  /** Spreads the bits over all places: neighbouring bands make neighbouring bits alike. */
  private static int key(int word, int part) {
    int key = (word & ~(0xFF << (Byte.SIZE * part))) + part * 0x3C6EF35F;
    key = (key ^ (key >>> 16)) * 0x85EBCA6B;
    key = (key ^ (key >>> 13)) * 0xC2B2AE35;
    return key ^ (key >>> 16);
  }
}
