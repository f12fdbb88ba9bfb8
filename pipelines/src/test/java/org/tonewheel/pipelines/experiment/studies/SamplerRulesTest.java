package org.tonewheel.pipelines.experiment.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.schema.Problems;

/** What holds between a sampler, a pruner and their own fields. */
final class SamplerRulesTest {
  private static final FieldPath PATH = TuningRules.STUDIES.field("s");

  private final Problems problems = new Problems(Map.of(), Map.of());

  private static ObjectNode study(String sampler, String pruner) {
    return JsonNodeFactory.instance.objectNode().put("sampler", sampler).put("pruner", pruner);
  }

  private ObjectNode checked(ObjectNode study) {
    ObjectNode experiment = study.objectNode().put("seed", 7);
    new SamplerRules(experiment, problems).check(study, PATH);
    return study;
  }

  @Test
  void eachSamplerAndPruner_getsWhatItNeeds_andTheSeedOfTheExperiment() {
    assertThat(checked(study("tpe", "none")))
        .isEqualTo(
            study("tpe", "none").put("multivariate", true).put("startup", 10).put("seed", 7));
    assertThat(checked(study("grid", "none")))
        .isEqualTo(study("grid", "none").put("gridValues", 3).put("seed", 7));
    assertThat(checked(study("random", "median").put("seed", 1)))
        .isEqualTo(study("random", "median").put("seed", 1).put("pruneAfter", 1));
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void fieldWithoutItsSamplerOrPruner_isAnErrorThatNamesIt() {
    checked(study("random", "none").put("startup", 5).put("gridValues", 2).put("pruneAfter", 1));
    assertThat(problems.inOrder())
        .extracting(Problem::field, Problem::what)
        .containsExactlyInAnyOrder(
            tuple("tuning.s.startup", "is given without `sampler: tpe`"),
            tuple("tuning.s.gridValues", "is given without `sampler: grid`"),
            tuple("tuning.s.pruneAfter", "is given without `pruner: median`"));
  }
}
