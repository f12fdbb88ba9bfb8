package org.tonewheel.pipelines.experiment.studies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.rules.BranchRules;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.tuning.SearchSpace;

/** The branches that the trials of a study train. */
public final class TrialBranches {
  /** Defaults that follow from these settings are not shared where one of them is searched. */
  private static final ImmutableSet<String> DECIDING = ImmutableSet.of("schedule", "epochs");

  private static final ImmutableSet<String> FOLLOWING =
      ImmutableSet.of("warmupEpochs", "plateauFactor", "plateauPatience");

  private TrialBranches() {}

  /** Returns whose state and lease those of a study are. */
  public static String owner(String study) {
    return "tune-" + study;
  }

  /**
   * Fills in what all trials share.
   *
   * @param branch as it was written; changed
   * @param base the branch of one trial with all its defaults
   */
  static void fillShared(ObjectNode branch, ObjectNode space, ObjectNode base) {
    boolean moves = DECIDING.stream().anyMatch(space::has);
    for (Map.Entry<String, JsonNode> field : base.properties()) {
      boolean follows = moves && FOLLOWING.contains(field.getKey());
      if (!space.has(field.getKey()) && !branch.has(field.getKey()) && !follows) {
        branch.set(field.getKey(), field.getValue());
      }
    }
  }

  /**
   * Returns the branch of a trial.
   *
   * @param values of every parameter of the space
   * @throws IllegalArgumentException if these contradict each other, such as a warm-up as long as
   *     the training
   */
  public static Branch of(Experiment experiment, String study, Map<String, ?> values) {
    return Grid.expand(experiment, Json.bind(entry(experiment, study, values), BranchSpec.class))
        .get(0);
  }

  /** Returns the branch with the first value of each setting. */
  public static Branch first(Experiment experiment, String study) {
    Tuning tuning = experiment.tuning().get(study);
    Map<String, Object> values = new LinkedHashMap<>();
    SearchSpace space = SearchSpaces.of(tuning);
    for (var parameter : space.parameters()) {
      JsonNode value = SearchSpaces.extremes(tuning.space().get(parameter.name())).get(0);
      values.put(
          parameter.name(),
          parameter.checked(
              value.isArray()
                  ? Json.bind(value, List.class)
                  : value.isNumber() ? value.numberValue() : value.asText()));
    }
    return of(experiment, study, values);
  }

  /**
   * Returns the entry of a trial as it may stand under {@code branches}, every setting written out.
   *
   * @param name of the entry, unless the study's branch has one
   */
  public static String yaml(
      Experiment experiment, String study, Map<String, ?> values, String name) {
    ObjectNode entry =
        (ObjectNode) Json.tree(Json.bind(entry(experiment, study, values), BranchSpec.class));
    ObjectNode named = entry.objectNode();
    named.set("net", entry.get("net"));
    named.put("name", entry.path("name").asText(name));
    named.setAll((ObjectNode) entry.without(List.of("net", "name")));
    try {
      return YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build()
          .writeValueAsString(List.of(single(named)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With one value in place of each list of one. */
  private static ObjectNode single(ObjectNode entry) {
    ObjectNode single = entry.objectNode();
    for (Map.Entry<String, JsonNode> field : entry.properties()) {
      boolean one = field.getValue().isArray() && field.getValue().size() == 1;
      single.set(field.getKey(), one ? field.getValue().get(0) : field.getValue());
    }
    return single;
  }

  private static ObjectNode entry(Experiment experiment, String study, Map<String, ?> values) {
    Tuning tuning = experiment.tuning().get(study);
    ObjectNode branch = (ObjectNode) Json.tree(tuning.branch());
    values.forEach(
        (setting, value) ->
            branch.set(setting, SearchSpaces.value(tuning.space().get(setting), value)));
    ObjectNode whole = (ObjectNode) Json.tree(experiment);
    whole.putArray("branches").add(branch);
    Problems problems = new Problems(Map.of(), Map.of());
    BranchRules.apply(whole, problems);
    if (!problems.isEmpty()) {
      Problem first = problems.inOrder().get(0);
      throw new IllegalArgumentException(
          "values %s: %s: %s".formatted(values, first.field(), first.what()));
    }
    return branch;
  }
}
