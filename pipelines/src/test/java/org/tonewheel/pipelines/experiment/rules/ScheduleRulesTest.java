package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Keep;
import org.tonewheel.pipelines.experiment.settings.Schedule;

/** How schedules, their own fields, epochs and what is kept go together. */
final class ScheduleRulesTest {
  private static String[] lines(String fields) {
    return new String[] {
      "name: a",
      "featureSets: {mel: {mel: 64, hopLength: 1024}}",
      "splits: {s: {}}",
      "branches:",
      "  - {" + fields + "}"
    };
  }

  private static List<Branch> right(String fields) {
    return Grid.expand(experiment(lines(fields)));
  }

  private static Problem wrong(String fields) {
    return mistake(lines(fields));
  }

  @Test
  void fieldsOfASchedule_areFilledInWhereItIsTaken() {
    assertThat(right("net: net5"))
        .extracting(Branch::warmupEpochs, Branch::plateauFactor, Branch::plateauPatience)
        .containsExactly(tuple(0, 0.0, 0));
    assertThat(right("net: net5, schedule: plateau"))
        .extracting(Branch::warmupEpochs, Branch::plateauFactor, Branch::plateauPatience)
        .containsExactly(tuple(0, 0.1, 10));
    assertThat(right("net: house-cnn"))
        .extracting(Branch::warmupEpochs, Branch::plateauFactor, Branch::plateauPatience)
        .containsExactly(tuple(5, 0.0, 0));
    assertThat(right("net: house-cnn, schedule: constant"))
        .extracting(Branch::warmupEpochs, Branch::schedule)
        .containsExactly(tuple(0, Schedule.CONSTANT));
  }

  @Test
  void fieldsOfAnotherSchedule_areAnError() {
    Problem warmup = wrong("net: net5, warmupEpochs: 3");
    assertThat(warmup.field()).isEqualTo("branches[0].warmupEpochs");
    assertThat(warmup.what()).isEqualTo("is given without `schedule: cosine`");
    assertThat(wrong("net: house-cnn, plateauFactor: 0.5").what())
        .isEqualTo("is given without `schedule: plateau`");
    assertThat(
            mistakes(lines("net: net5, schedule: cosine, plateauFactor: 0.5, plateauPatience: 3")))
        .extracting(Problem::field)
        .containsExactly("branches[0].plateauFactor", "branches[0].plateauPatience");
  }

  @Test
  void severalEpochCounts_areAModelEach() {
    assertThat(right("net: net5, epochs: [100, 50]"))
        .extracting(Branch::id)
        .containsExactly("net5-adam-0.001-e100-mel-s-s42", "net5-adam-0.001-e50-mel-s-s42");
    assertThat(right("net: house-cnn, schedule: constant, epochs: [3, 4]")).hasSize(2);
    assertThat(right("net: ffn, epochs: [10, 20]")).hasSize(2);
  }

  @Test
  void severalEpochCountsWhereTheRateMoves_areAnError() {
    for (String fields :
        List.of("net: net5, schedule: plateau", "net: net5, schedule: cosine", "net: house-cnn")) {
      Problem problem = wrong(fields + ", epochs: [50, 100]");
      assertThat(problem.field()).isEqualTo("branches[0].epochs");
      assertThat(problem.what())
          .isEqualTo("one training cannot serve several, since its rate moves");
      assertThat(problem.expected()).isEqualTo("one number, or `schedule: constant`");
    }
    assertThat(right("net: house-cnn, epochs: [50]")).hasSize(1);
  }

  @Test
  void epochCountGivenTwice_isAnError() {
    assertThat(wrong("net: net5, epochs: [50, 100, 50]").field())
        .isEqualTo("branches[0].epochs[2]");
  }

  @Test
  void warmupThatLeavesNoEpochForTheCosine_isAnError() {
    Problem problem = wrong("net: net5, schedule: cosine, epochs: 10, warmupEpochs: 10");
    assertThat(problem.field()).isEqualTo("branches[0].warmupEpochs");
    assertThat(problem.expected()).isEqualTo("fewer than `epochs`, which is 10");
    assertThat(wrong("net: house-cnn, warmupEpochs: 60").expected()).endsWith("which is 60");
    assertThat(right("net: net5, schedule: cosine, epochs: 10, warmupEpochs: 9")).hasSize(1);
  }

  @Test
  void warmupByDefault_leavesAnEpochHoweverFewThereAre() {
    assertThat(right("net: house-cnn, epochs: 3").get(0).warmupEpochs()).isEqualTo(2);
    assertThat(right("net: house-cnn, epochs: 1").get(0).warmupEpochs()).isZero();
  }

  @Test
  void patienceOfZero_neverStops() {
    assertThat(right("net: net5, patience: 0, keep: last"))
        .extracting(Branch::patience, Branch::keep)
        .containsExactly(tuple(0, Keep.LAST));
    assertThat(right("net: net5, patience: 3, keep: last").get(0).patience()).isEqualTo(3);
  }
}
