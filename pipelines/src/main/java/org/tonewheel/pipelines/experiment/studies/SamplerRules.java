package org.tonewheel.pipelines.experiment.studies;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;
import org.tonewheel.tuning.GridSampler;
import org.tonewheel.tuning.SearchSpace;

/** What holds between a study's sampler, its pruner, their own fields and the number of trials. */
final class SamplerRules {
  private static final int USUAL_TRIALS = 30;

  /** Which sampler takes a field that not all of them take. */
  private static final ImmutableMap<String, Tuning.Sampler> OF_SAMPLER =
      ImmutableMap.of(
          "multivariate", Tuning.Sampler.TPE,
          "startup", Tuning.Sampler.TPE,
          "gridValues", Tuning.Sampler.GRID);

  private final ObjectNode experiment;
  private final Problems problems;

  SamplerRules(ObjectNode experiment, Problems problems) {
    this.experiment = experiment;
    this.problems = problems;
  }

  /** Checks what a study gives its sampler and pruner, and fills in what they need. */
  void check(ObjectNode study, FieldPath path) {
    Tuning.Sampler sampler = Json.bind(study.path("sampler"), Tuning.Sampler.class);
    OF_SAMPLER.forEach(
        (field, owner) -> {
          if (study.has(field) && owner != sampler) {
            refuse(path, field, "sampler: " + Json.tree(owner).asText());
          }
        });
    if (sampler == Tuning.Sampler.TPE) {
      fill(study, "multivariate", true);
      fill(study, "startup", 10);
    } else if (sampler == Tuning.Sampler.GRID) {
      fill(study, "gridValues", 3);
    }
    if (Json.bind(study.path("pruner"), Tuning.Pruner.class) != Tuning.Pruner.NONE) {
      fill(study, "pruneAfter", 1);
    } else if (study.has("pruneAfter")) {
      refuse(path, "pruneAfter", "pruner: median");
    }
    if (!study.has("seed")) {
      study.set("seed", experiment.path("seed"));
    }
  }

  /** Checks how many trials a study has, all else of which is right, and fills that in. */
  void checkTrials(ObjectNode study, FieldPath path) {
    SearchSpace space;
    try {
      space = SearchSpaces.of(Json.bind(study, Tuning.class));
    } catch (IllegalArgumentException e) {
      problems.add(path.field("space"), e.getMessage(), "");
      return;
    }
    if (!study.has("gridValues")) {
      fill(study, "trials", USUAL_TRIALS);
      return;
    }
    try {
      int points =
          new GridSampler(study.path("gridValues").asInt(), study.path("seed").asLong())
              .points(space);
      if (!study.has("trials") && points > Experiment.MOST_MODELS) {
        problems.add(path.field("space"), "the grid has " + points + " points", "`trials`");
      } else if (study.path("trials").asInt() > points) {
        problems.add(
            path.field("trials"), "the grid has no more than " + points + " points", "no more");
      }
      fill(study, "trials", points);
    } catch (IllegalArgumentException e) {
      problems.add(path.field("space"), e.getMessage(), "");
    }
  }

  private void refuse(FieldPath path, String field, String without) {
    problems.addAtKey(
        path.field(field), "is given without `" + without + "`", "both or neither", "");
  }

  private static void fill(ObjectNode study, String field, Object value) {
    if (!study.has(field)) {
      study.set(field, Json.tree(value));
    }
  }
}
