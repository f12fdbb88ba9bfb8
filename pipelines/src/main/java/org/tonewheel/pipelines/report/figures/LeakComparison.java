package org.tonewheel.pipelines.report.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.tonewheel.sampling.Protocol;

/**
 * One recipe with one synthetic set, or none, under a safe split and under a leaky one.
 *
 * @param recipe what was trained
 * @param net its net
 * @param safe its entry under the safe split
 * @param leaky its entry under the leaky split
 */
public record LeakComparison(
    String recipe, String net, MetricsFile.Entry safe, MetricsFile.Entry leaky) {

  /** Returns how much more the leaky split claims, of segments or rows: 0.1 is ten points. */
  public double difference() {
    return claimed(leaky) - claimed(safe);
  }

  private static double claimed(MetricsFile.Entry entry) {
    return (entry.test().segment() == null ? entry.test().row() : entry.test().segment())
        .accuracy();
  }

  /** Returns whether rows are counted, which are neither segments nor tracks. */
  public boolean ofRows() {
    return safe.test().row() != null;
  }

  /** What a pair has in common: a recipe, and a synthetic set or none. */
  private record Arm(String recipe, String synthesis) {

    static Arm of(MetricsFile.Entry entry) {
      return new Arm(entry.recipe(), entry.synthesis());
    }
  }

  /** Returns every pair that has figures, the safest split first within a recipe. */
  public static List<LeakComparison> of(List<MetricsFile.Entry> entries) {
    List<LeakComparison> pairs = new ArrayList<>();
    List<MetricsFile.Entry> scored =
        entries.stream().filter(entry -> entry.test() != null).toList();
    for (Arm arm : scored.stream().map(Arm::of).distinct().toList()) {
      List<MetricsFile.Entry> same =
          scored.stream().filter(entry -> Arm.of(entry).equals(arm)).toList();
      same.stream()
          .filter(MetricsFile.Entry::safe)
          .sorted(Comparator.comparing(LeakComparison::protocol).reversed())
          .forEach(
              safe ->
                  same.stream()
                      .filter(leaky -> !leaky.safe())
                      .forEach(
                          leaky ->
                              pairs.add(
                                  new LeakComparison(arm.recipe(), safe.net(), safe, leaky))));
    }
    return pairs;
  }

  /** Returns what an entry's split keeps on one side; protocols are in order of their safety. */
  public static Protocol protocol(MetricsFile.Entry entry) {
    return Protocol.valueOf(entry.protocol().toUpperCase(Locale.ROOT));
  }
}
