package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;

import com.google.common.collect.ObjectArrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.ExplorationSettings;
import org.tonewheel.pipelines.experiment.settings.Optimizer;
import org.tonewheel.pipelines.experiment.settings.PublishedFigures;

/** What papers print for a branch. */
final class PublishedTest {
  private static final String[] BEFORE = {
    "name: a", "featureSets: {frames33: {}}", "splits: {track: {}}", "branches:"
  };
  private static final String NET5 = "  - {net: net5, optimizer: [adam, rmsprop], rate: 0.001";

  private static String[] lines(String... branch) {
    return ObjectArrays.concat(BEFORE, branch, String.class);
  }

  private static Problem wrong(String published) {
    return mistake(lines(NET5 + ", published: [" + published + "]}"));
  }

  @Test
  void figures_changeNoModel() {
    List<Branch> without = Grid.expand(experiment(lines(NET5 + "}")));
    Experiment with =
        experiment(lines(NET5 + ", published: [{source: P1, optimizer: adam, f1: 0.5}]}"));
    assertThat(Grid.expand(with)).isEqualTo(without);
    PublishedFigures figures = with.branches().get(0).published().get(0);
    assertThat(figures.f1()).isEqualTo(0.5);
    assertThat(figures.auc()).isNull();
    assertThat(without)
        .allSatisfy(
            branch ->
                assertThat(figures.isOf(branch.optimizer(), branch.epochs()))
                    .isEqualTo(branch.optimizer() == Optimizer.ADAM));
  }

  @Test
  void figuresOfAModelThatIsNotTrained_areAnError() {
    Problem problem = wrong("{source: P1, epochs: 7, f1: 0.5}");
    assertThat(problem.field()).isEqualTo("branches[0].published[0].epochs");
    assertThat(problem.what()).isEqualTo("the branch trains no model with `7`");
  }

  @Test
  void noFigure_orOneInPercent_isAnError() {
    assertThat(wrong("{source: P1}").what()).isEqualTo("no figure is given");
    assertThat(wrong("{source: P1, f1: 53.9}").expected()).isEqualTo("a number from 0 to 1");
    assertThat(wrong("{f1: 0.5}").what()).isEqualTo("the field `source` is missing");
  }

  @Test
  void exploration_isOfTablesAlone_andHasDefaults() {
    assertThat(mistake("name: a", "exploration: {sample: 500}").field()).isEqualTo("exploration");
    assertThat(experiment("name: a").exploring()).isEqualTo(new ExplorationSettings(2000, 30));
  }
}
