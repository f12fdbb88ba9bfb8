package org.tonewheel.pipelines.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/**
 * Which experiments may share a run: those that differ at most in what papers print and in what the
 * report says beyond figures, as no result depends on that. Published figures and thresholds can so
 * be added to the file of a run that is trained.
 */
public final class RunExperiment {
  private RunExperiment() {}

  /**
   * The experiment as JSON without published figures and settings of the report. Of one that has
   * none it is the JSON of the experiment itself, so that the names of runs made before there were
   * such things hold.
   */
  public static JsonNode withoutReport(Experiment experiment) {
    JsonNode tree = Json.tree(experiment);
    tree.path("branches").forEach(branch -> ((ObjectNode) branch).remove("published"));
    ((ObjectNode) tree).remove("report");
    return tree;
  }

  /** Whether results of one experiment are results of the other. */
  public static boolean sameResults(Experiment one, Experiment other) {
    return one.equals(other) || withoutReport(one).equals(withoutReport(other));
  }

  /** Puts an experiment of the same results into {@code run.json}. */
  public static void replace(RunDirectory run, Experiment experiment)
      throws IOException, InterruptedException {
    try (Lease lease = RunStages.turn(run)) {
      ObjectNode info = Json.read(run.runJson(), ObjectNode.class);
      info.set("experiment", Json.tree(experiment));
      lease.check();
      Json.write(run.runJson(), info);
    }
  }
}
