package org.tonewheel.pipelines.leaderboard;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts that many rows share, each once; rows hold their numbers. */
final class Words {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** Returns the text's number; that of null is -1. */
  int number(String text) {
    if (text == null) {
      return -1;
    }
    int next = numbers.size();
    Integer known = numbers.putIfAbsent(text, next);
    return known == null ? next : known;
  }

  int size() {
    return numbers.size();
  }

  /** Returns the texts in the order of their numbers. */
  List<String> all() {
    return ImmutableList.copyOf(numbers.keySet());
  }
}
