package org.tonewheel.pipelines.experiment.studies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.rules.BranchRules;
import org.tonewheel.pipelines.experiment.rules.NetRules;
import org.tonewheel.pipelines.experiment.rules.SplitRules;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Names;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.schema.SchemaCheck;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.SearchRange;
import org.tonewheel.pipelines.experiment.settings.Split;

/**
 * What holds between the fields of a study, its branch and the rest of the experiment, beyond the
 * schema. A value that may be tried is held to the same rules as one that a branch gives.
 */
public final class TuningRules {
  /** Where the studies stand. */
  static final FieldPath STUDIES = FieldPath.ROOT.field("tuning");

  /** Lists of a branch, of which a trial has one. */
  private static final List<String> LISTS =
      List.of("split", "synthesis", "optimizer", "rate", "epochs", "seeds");

  private final ObjectNode experiment;
  private final Problems problems;
  private final SchemaCheck schema;

  private TuningRules(ObjectNode experiment, SchemaCheck schema, Problems problems) {
    this.experiment = experiment;
    this.schema = schema;
    this.problems = problems;
  }

  /**
   * Checks the studies, and fills in what their samplers and branches need.
   *
   * @param experiment to which all other rules were applied; changed
   * @param schema what a value that may be tried is held to, as one that a branch gives
   * @param problems what is wrong is added to these
   */
  public static void apply(ObjectNode experiment, SchemaCheck schema, Problems problems) {
    Names.check(experiment, List.of(STUDIES), problems);
    TuningRules rules = new TuningRules(experiment, schema, problems);
    for (Map.Entry<String, JsonNode> entry : STUDIES.in(experiment).properties()) {
      FieldPath path = STUDIES.field(entry.getKey());
      if (!problems.within(path) && entry.getValue() instanceof ObjectNode study) {
        rules.checkOne(study, path);
      }
    }
  }

  private void checkOne(ObjectNode study, FieldPath path) {
    SamplerRules samplers = new SamplerRules(experiment, problems);
    samplers.check(study, path);
    ObjectNode branch = (ObjectNode) study.get("branch");
    ObjectNode space = (ObjectNode) study.get("space");
    if (space.isEmpty()) {
      problems.add(path.field("space"), "is empty", "a setting of the branch with its range");
    }
    checkSingle(branch, path.field("branch"));
    Net net = Json.bind(branch.path("net"), Net.class);
    if (net == Net.ENSEMBLE) {
      problems.add(
          path.field("branch").field("net"),
          "an ensemble has nothing of its own to search",
          "the net of a member");
      return;
    }
    RangeRules ranges = new RangeRules(net, problems);
    List<String> known = new NetRules(experiment).taken(net);
    for (Map.Entry<String, JsonNode> setting : space.properties()) {
      FieldPath at = path.field("space").field(setting.getKey());
      ranges.check(setting.getKey(), (ObjectNode) setting.getValue(), at, known);
      if (branch.has(setting.getKey())) {
        problems.addAtKey(
            path.field("branch").field(setting.getKey()),
            "is given and searched",
            "one or the other",
            "");
      }
    }
    if (problems.within(path)) {
      return;
    }
    ObjectNode base = checkBase(branch, space, path);
    checkExtremes(branch, space, path);
    if (!problems.within(path)) {
      checkSplit(base.path("split").path(0).asText(base.path("split").asText()), path);
      TrialBranches.fillShared(branch, space, base);
      samplers.checkTrials(study, path);
    }
  }

  private void checkSingle(ObjectNode branch, FieldPath path) {
    for (String list : LISTS) {
      if (branch.path(list).size() > 1) {
        problems.add(
            path.field(list),
            "a trial trains one model, and this asks for several",
            "one value, or `" + list + "` under `space`");
      }
    }
  }

  /** Checks the branch with the first value of each range, and returns it with its defaults. */
  private ObjectNode checkBase(ObjectNode branch, ObjectNode space, FieldPath path) {
    ObjectNode base = with(branch, space, null, null);
    for (Problem problem : probed(base)) {
      String field = field(problem);
      FieldPath at =
          space.has(field) ? path.field("space").field(field) : path.field("branch").field(field);
      problems.add(at, problem.what(), problem.expected(), problem.hint());
    }
    return base;
  }

  /** Checks that every value that may be tried is one that a branch may give. */
  private void checkExtremes(ObjectNode branch, ObjectNode space, FieldPath path) {
    for (Map.Entry<String, JsonNode> setting : space.properties()) {
      String name = setting.getKey();
      FieldPath at = path.field("space").field(name);
      if (problems.within(at)) {
        continue;
      }
      for (JsonNode value :
          SearchSpaces.extremes(Json.bind(setting.getValue(), SearchRange.class))) {
        probed(with(branch, space, name, value)).stream()
            .filter(problem -> field(problem).equals(name) || !problems.within(path))
            .forEach(
                problem -> problems.add(at, problem.what(), problem.expected(), problem.hint()));
      }
    }
  }

  /** The branch with the first value of each range, but one setting with another. */
  private static ObjectNode with(ObjectNode branch, ObjectNode space, String name, JsonNode value) {
    ObjectNode trial = branch.deepCopy();
    for (Map.Entry<String, JsonNode> setting : space.properties()) {
      SearchRange range = Json.bind(setting.getValue(), SearchRange.class);
      trial.set(
          setting.getKey(),
          setting.getKey().equals(name) ? value : SearchSpaces.extremes(range).get(0));
    }
    return trial;
  }

  /** What is wrong with a branch; fills in its defaults if nothing is. */
  private List<Problem> probed(ObjectNode branch) {
    Problems found = problems.trying(FieldPath.ROOT.field("branches"));
    ObjectNode alone = experiment.objectNode().put("name", "trial");
    alone.putArray("branches").add(branch);
    schema.check(alone, found);
    if (found.isEmpty()) {
      ObjectNode whole = experiment.deepCopy();
      whole.putArray("branches").add(branch);
      BranchRules.apply(whole, found);
    }
    return found.inOrder();
  }

  /**
   * The field of a branch that a problem is of, such as {@code rate} of {@code branches[0].rate}.
   */
  private static String field(Problem problem) {
    String path = problem.field().replaceFirst("^branches\\[0]\\.?", "");
    return path.split("[.\\[]", 2)[0];
  }

  private void checkSplit(String name, FieldPath path) {
    FieldPath at = path.field("branch").field("split");
    JsonNode split = experiment.path("splits").path(name);
    if (split.has("folds")) {
      problems.add(
          at,
          "the split `" + name + "` has folds, of which each validates what another tests",
          "a split with `fractions` or lists");
    } else if (SplitRules.protocol(split) == Split.Protocol.SEGMENT) {
      problems.add(
          at,
          "the split `"
              + name
              + "` lets segments of one track train and validate, so that a search would choose what"
              + " knows the tracks best",
          "a split that keeps tracks or groups whole");
    }
  }

  /**
   * Checks an experiment in which everything else is right: that no study has the id of a branch,
   * that its net can see its rows, and that some branch makes the synthetic segments it asks for.
   *
   * @param problems what is wrong is added to these
   */
  public static void check(Experiment experiment, Problems problems) {
    ImmutableSet.Builder<String> owners = ImmutableSet.builder();
    Grid.expand(experiment).forEach(branch -> owners.add(branch.id()));
    ImmutableSet.Builder<String> generators = ImmutableSet.builder();
    SynthesisGrid.expand(experiment).forEach(synthesis -> generators.add(synthesis.id()));
    ImmutableSet<String> made = generators.build();
    ImmutableSet<String> all = owners.addAll(made).build();
    experiment
        .tuning()
        .forEach(
            (name, study) -> {
              FieldPath path = STUDIES.field(name);
              if (all.contains(TrialBranches.owner(name))) {
                problems.addAtKey(
                    path, "is the id of a branch or of synthetic segments too", "another name", "");
              }
              checkTrial(experiment, name, made, path, problems);
            });
  }

  private static void checkTrial(
      Experiment experiment,
      String name,
      ImmutableSet<String> made,
      FieldPath path,
      Problems problems) {
    Branch trial = TrialBranches.first(experiment, name);
    try {
      if (trial.net().deep()) {
        BranchInput.summary(trial, experiment, BranchInput.genres(experiment));
      }
    } catch (TrainingDataException e) {
      problems.add(path.field("branch"), e.getMessage(), "");
    }
    if (trial.generator() == null) {
      return;
    }
    FieldPath at = path.field("branch").field("synthesis");
    if (experiment.tuning().get(name).space().containsKey("features")) {
      problems.add(at, "is given while `features` are searched", "one or the other");
    } else if (experiment.synthesis().sets().get(trial.synthesis()).beforeSplit()) {
      problems.add(
          at, "`" + trial.synthesis() + "` is made before splitting, so validation leaks", "");
    } else if (!made.contains(trial.generator())) {
      problems.add(
          at,
          "no branch has the segments `" + trial.generator() + "` made, which trials would share",
          "a branch with the same synthetic set, features, split and seed, or `none`");
    }
  }
}
