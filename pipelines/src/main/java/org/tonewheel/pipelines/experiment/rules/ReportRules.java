package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.schema.Expectation;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Threshold;
import org.tonewheel.table.NearName;

/** What holds for the settings of the report. */
public final class ReportRules {
  private static final FieldPath REPORT = FieldPath.ROOT.field("report");
  private static final FieldPath THRESHOLDS = REPORT.field("thresholds");
  private static final FieldPath BASELINE = REPORT.field("baseline");

  private ReportRules() {}

  /** Checks what each threshold says by itself. */
  static void apply(JsonNode experiment, Problems problems) {
    JsonNode thresholds = experiment.path("report").path("thresholds");
    for (int i = 0; i < thresholds.size(); i++) {
      FieldPath path = THRESHOLDS.item(i);
      if (problems.within(path)) {
        continue;
      }
      Threshold threshold = Json.bind(thresholds.get(i), Threshold.class);
      checkBounds(threshold, path, problems);
      for (int glob = 0; glob < threshold.branch().size(); glob++) {
        Globs.check(threshold.branch().get(glob), path.field("branch").item(glob), problems);
      }
    }
  }

  private static void checkBounds(Threshold threshold, FieldPath path, Problems problems) {
    Double least = threshold.atLeast();
    Double most = threshold.atMost();
    if (least == null && most == null) {
      problems.add(path, "says not what must be reached", "`atLeast`, `atMost` or both");
    } else if (least != null && most != null && least > most) {
      problems.add(path, "`atLeast` lies above `atMost`", "nothing else: no figure could pass");
    }
    if (threshold.metric() == Threshold.Metric.LOG_LOSS) {
      return;
    }
    double lowest = threshold.against() == null ? 0 : -1;
    for (String field : List.of("atLeast", "atMost")) {
      Double bound = field.equals("atLeast") ? least : most;
      if (bound != null && !(bound >= lowest && bound <= 1)) {
        problems.add(
            path.field(field),
            "%s is no share%s".formatted(bound, lowest < 0 ? ", nor a difference of two" : ""),
            lowest < 0 ? "-1 to 1, such as 0.02 for two points" : "0 to 1, such as 0.7 for 70%");
      }
    }
  }

  /**
   * Checks, in an experiment in which everything else is right, that what thresholds and the
   * baseline name is there.
   *
   * @param problems what is wrong is added to these
   */
  public static void check(Experiment experiment, Problems problems) {
    List<Branch> branches = Grid.expand(experiment);
    List<Threshold> thresholds = experiment.reporting().thresholds();
    for (int i = 0; i < thresholds.size(); i++) {
      check(experiment, branches, thresholds.get(i), THRESHOLDS.item(i), problems);
    }
    String baseline = experiment.reporting().baseline();
    Set<String> baselines =
        ImmutableSet.<String>builder()
            .addAll(names(branches, Branch::configuration))
            .addAll(names(branches, Branch::withoutSplit))
            .build();
    if (baseline != null && !baselines.contains(baseline)) {
      problems.add(
          BASELINE,
          "no branch has the id `" + baseline + "`",
          "the id of a branch without fold and seed, of which the split may be left out",
          NearName.hint(baseline, baselines));
    }
  }

  private static void check(
      Experiment experiment,
      List<Branch> branches,
      Threshold threshold,
      FieldPath path,
      Problems problems) {
    Set<String> splits = names(branches, Branch::split);
    for (int i = 0; i < threshold.split().size(); i++) {
      String split = threshold.split().get(i);
      if (!splits.contains(split)) {
        problems.add(
            path.field("split").item(i),
            "no branch has the split `" + split + "`",
            splits.isEmpty() ? "branches" : "one of " + Expectation.quoted(splits),
            NearName.hint(split, splits));
      }
    }
    for (int i = 0; i < threshold.branch().size(); i++) {
      String glob = threshold.branch().get(i);
      if (branches.stream().noneMatch(one -> Threshold.matches(glob, one.configuration()))) {
        problems.add(
            path.field("branch").item(i),
            "`" + glob + "` is the id of no branch",
            "ids without fold and seed, or globs over them; `tonewheel train --list` shows all",
            NearName.hint(glob, names(branches, Branch::configuration)));
      }
    }
    boolean table = experiment.table().isPresent();
    if (threshold.level() != null && table != (threshold.level() == Threshold.Level.ROW)) {
      problems.add(
          path.field("level"),
          table ? "the source is a table" : "the source is no table",
          table ? "`row`" : "`track` or `segment`");
    }
  }

  private static Set<String> names(List<Branch> branches, Function<Branch, String> name) {
    return branches.stream().map(name).collect(ImmutableSet.toImmutableSet());
  }
}
