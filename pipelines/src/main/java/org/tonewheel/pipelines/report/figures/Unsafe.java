package org.tonewheel.pipelines.report.figures;

import java.util.ArrayList;
import java.util.List;
import org.tonewheel.pipelines.report.data.SplitData;

/** Why figures cannot be believed, as a clause. */
final class Unsafe {

  private Unsafe() {}

  /**
   * Returns the reason, or both; null where there is none.
   *
   * @param split whose sides they are about
   * @param setBeforeSplit the synthetic set that is made before splitting; null where none is
   */
  static String why(SplitData split, String setBeforeSplit) {
    List<String> reasons = new ArrayList<>();
    if (!split.protocol().safe()) {
      reasons.add("split %s leaks".formatted(split.name()));
    }
    if (setBeforeSplit != null) {
      reasons.add("set %s is made before splitting".formatted(setBeforeSplit));
    }
    return reasons.isEmpty() ? null : String.join(", and ", reasons);
  }
}
