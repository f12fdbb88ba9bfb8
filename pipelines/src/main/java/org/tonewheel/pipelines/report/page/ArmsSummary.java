package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tonewheel.evaluation.Interval;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.figures.Admission;
import org.tonewheel.pipelines.report.figures.LeakComparison;
import org.tonewheel.pipelines.report.figures.MetricsFile;

/** What synthetic segments came to, in plain words. */
final class ArmsSummary {

  /** More arms than this are counted, not listed. */
  private static final int LISTED = 6;

  private ArmsSummary() {}

  /** Returns sentences about the arms of the safest split, and about those that are unsafe. */
  static List<String> of(ReportData data, MetricsFile metrics) {
    List<MetricsFile.Entry> arms =
        metrics.branches().stream()
            .filter(entry -> entry.admission() != null && entry.test() != null)
            .toList();
    List<MetricsFile.Entry> safe = new ArrayList<>();
    arms.stream()
        .filter(MetricsFile.Entry::safe)
        .max(Comparator.comparing(LeakComparison::protocol))
        .ifPresent(
            safest ->
                arms.stream()
                    .filter(arm -> arm.safe() && arm.protocol().equals(safest.protocol()))
                    .forEach(safe::add));
    List<String> sentences = new ArrayList<>();
    if (!safe.isEmpty()) {
      sentences.addAll(admission(data.admit(), safe));
      sentences.addAll(test(safe));
    }
    arms.stream().filter(arm -> arm.testReal() != null).forEach(arm -> sentences.add(unsafe(arm)));
    return sentences;
  }

  private static List<String> admission(Synthesis.Admit admit, List<MetricsFile.Entry> arms) {
    if (admit == Synthesis.Admit.ALWAYS) {
      return List.of(
          "Branches with synthetic segments compete like any other (the experiment's"
              + " “admit: always”).");
    }
    if (arms.size() > LISTED) {
      return List.of(
          "Of %d branches with synthetic segments %d were admitted; the table of arms says why."
              .formatted(arms.size(), arms.stream().filter(MetricsFile.Entry::admitted).count()));
    }
    return arms.stream()
        .map(
            arm ->
                "%s was %s: %s."
                    .formatted(
                        name(arm, arms),
                        arm.admitted() ? "admitted" : "not admitted",
                        arm.admission().because()))
        .toList();
  }

  /** What can be told from the plain arm on test, which decides nothing. */
  private static List<String> test(List<MetricsFile.Entry> arms) {
    List<MetricsFile.Entry> compared = arms.stream().filter(arm -> interval(arm) != null).toList();
    List<MetricsFile.Entry> apart =
        compared.stream()
            .filter(arm -> interval(arm).low() > 0 || interval(arm).high() < 0)
            .toList();
    if (compared.isEmpty() || apart.size() > LISTED) {
      return List.of();
    }
    if (apart.isEmpty()) {
      return List.of(
          compared.size() == 1
              ? "On test %s cannot be told from its plain arm: it is %s."
                  .formatted(name(compared.get(0), arms), difference(compared.get(0)))
              : "On test none of the %d arms with synthetic segments can be told from its plain arm."
                  .formatted(compared.size()));
    }
    return apart.stream()
        .map(arm -> "On test %s is %s.".formatted(name(arm, arms), difference(arm)))
        .toList();
  }

  private static String unsafe(MetricsFile.Entry arm) {
    return ("UNSAFE: %s would have claimed %s%% of %s, synthetic ones among them; of real ones alone"
            + " it has %s%%. It is unsafe because %s.")
        .formatted(
            arm.branch(),
            Summary.percent(arm.test().judged().accuracy()),
            arm.test().track() == null ? "rows" : "tracks",
            Summary.percent(arm.testReal().judged().accuracy()),
            arm.unsafe());
  }

  private static Interval interval(MetricsFile.Entry arm) {
    return arm.paired() == null ? null : arm.paired().test().judged().accuracy().interval();
  }

  private static String difference(MetricsFile.Entry arm) {
    return Admission.words(arm.paired().test().judged().accuracy());
  }

  /** The set's name where it says which arm is meant. */
  private static String name(MetricsFile.Entry arm, List<MetricsFile.Entry> arms) {
    long same = arms.stream().filter(one -> one.synthesis().equals(arm.synthesis())).count();
    return same == 1 ? arm.synthesis() : arm.branch();
  }
}
