package org.tonewheel.audio.fingerprint;

import java.util.Arrays;

/**
 * Where keys occurred, in plain arrays: about 27 bytes an occurrence. A key keeps a bounded number
 * of occurrences, the first that came: one that many recordings share says little, and would make
 * the search's cost grow faster than the collection.
 */
final class KeyIndex {
  /** Occurrences kept of a key. */
  static final int MOST_OF_A_KEY = 64;

  private static final int NONE = -1;

  private int[] slotKeys = new int[1 << 10];
  private int[] slotLast = new int[1 << 10];
  private byte[] slotCounts = new byte[1 << 10]; // 0: the slot is free
  private int usedSlots;

  private int[] recordings = new int[1 << 10];
  private int[] steps = new int[1 << 10];
  private int[] befores = new int[1 << 10];
  private int entries;

  /** Adds an occurrence, unless there are enough of that key. */
  void add(int key, int recording, int step) {
    int slot = slot(key);
    if (slotCounts[slot] == MOST_OF_A_KEY) {
      return;
    }
    if (slotCounts[slot] == 0) {
      if (4 * (usedSlots + 1) > 3 * slotKeys.length) {
        grow();
        slot = slot(key);
      }
      usedSlots++;
      slotKeys[slot] = key;
      slotLast[slot] = NONE;
    }
    if (entries == recordings.length) {
      recordings = Arrays.copyOf(recordings, 2 * entries);
      steps = Arrays.copyOf(steps, 2 * entries);
      befores = Arrays.copyOf(befores, 2 * entries);
    }
    recordings[entries] = recording;
    steps[entries] = step;
    befores[entries] = slotLast[slot];
    slotLast[slot] = entries++;
    slotCounts[slot]++;
  }

  /** The latest occurrence of a key; negative where there is none. */
  int last(int key) {
    int slot = slot(key);
    return slotCounts[slot] == 0 ? NONE : slotLast[slot];
  }

  /** The occurrence of the same key before this one; negative where there is none. */
  int before(int occurrence) {
    return befores[occurrence];
  }

  int recording(int occurrence) {
    return recordings[occurrence];
  }

  int step(int occurrence) {
    return steps[occurrence];
  }

  /** The slot that has the key or, if none has, is free for it; keys are spread evenly already. */
  private int slot(int key) {
    int slot = key >>> Integer.numberOfLeadingZeros(slotKeys.length - 1);
    while (slotCounts[slot] != 0 && slotKeys[slot] != key) {
      slot = (slot + 1) & (slotKeys.length - 1);
    }
    return slot;
  }

  private void grow() {
    int[] keys = slotKeys;
    int[] lasts = slotLast;
    byte[] counts = slotCounts;
    slotKeys = new int[2 * keys.length];
    slotLast = new int[2 * keys.length];
    slotCounts = new byte[2 * keys.length];
    for (int old = 0; old < keys.length; old++) {
      if (counts[old] != 0) {
        int slot = slot(keys[old]);
        slotKeys[slot] = keys[old];
        slotLast[slot] = lasts[old];
        slotCounts[slot] = counts[old];
      }
    }
  }
}
