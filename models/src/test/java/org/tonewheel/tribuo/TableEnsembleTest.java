package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableEnsembleTest {
  private static final int PARTS = 3;
  private static final TableRows TRAINING = Blobs.rows(150, 1);
  private static final TableRows OTHERS = Blobs.rows(60, 2);
  private static final List<String> GROUPS = groups(150, "training");

  @TempDir Path directory;

  private static List<String> groups(int count, String prefix) {
    return IntStream.range(0, count).mapToObj(row -> prefix + row).toList();
  }

  /** The nearest row alone: knows by heart what it has seen. */
  private static TableSettings nearest() {
    return TableSettings.defaults("knn", 7).withNeighbours(1);
  }

  private TableEnsemble train(TableSettings... members) throws IOException {
    return new TableEnsembleTrainer(List.of(members), Blobs.DOMAIN, PARTS)
        .train("blobs", TRAINING, GROUPS, OTHERS, directory, () -> false);
  }

  @Test
  void rowOfAGroupInTraining_isNotAnsweredByItself() throws IOException {
    TableEnsemble ensemble = train(nearest());

    assertThat(
            Blobs.accuracy(
                ensemble.probabilities(TRAINING.values(), groups(150, "unknown")),
                TRAINING.labels()))
        .as("most of the models have seen the row")
        .isEqualTo(1);
    assertThat(Blobs.accuracy(ensemble.probabilities(TRAINING.values(), GROUPS), TRAINING.labels()))
        .as("none that is asked has")
        .isBetween(0.4, 0.9);
  }

  @Test
  void rowOfNoGroupInTraining_isAnsweredByAll() throws IOException {
    TableEnsemble ensemble = train(nearest());

    double[][] all = ensemble.probabilities(OTHERS.values(), groups(60, "others"));
    double[][] mean = new double[60][3];
    for (int part = 0; part < PARTS; part++) {
      double[][] one =
          TableModel.load(TableEnsemble.folder(directory, part, 0)).probabilities(OTHERS.values());
      for (int row = 0; row < 60; row++) {
        for (int genre = 0; genre < 3; genre++) {
          mean[row][genre] += one[row][genre] / PARTS;
        }
      }
    }
    for (int row = 0; row < 60; row++) {
      assertThat(all[row]).containsExactly(mean[row], within(1e-12));
      assertThat(DoubleStream.of(all[row]).sum()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void savedEnsemble_predictsTheSameBits() throws IOException {
    TableEnsemble ensemble = train(nearest(), TableSettings.defaults("boosting", 7));

    assertThat(TableEnsemble.load(directory).probabilities(TRAINING.values(), GROUPS))
        .isDeepEqualTo(ensemble.probabilities(TRAINING.values(), GROUPS));
  }

  @Test
  void groupsOfAnotherNumber_areAnError() throws IOException {
    TableEnsemble ensemble = train(nearest());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ensemble.probabilities(OTHERS.values(), GROUPS.subList(0, 59)))
        .withMessage("There are 60 rows but 59 groups");
  }

  @Test
  void onePart_holdsNothingOut_andItsModelsHaveSeedsOfTheirOwn() throws IOException {
    TableSettings boosting = TableSettings.defaults("boosting", 7).withTrees(5, 2, 0.5);
    TableEnsemble ensemble =
        new TableEnsembleTrainer(List.of(boosting, boosting), Blobs.DOMAIN, 1)
            .train("blobs", TRAINING, List.of(), OTHERS, directory, () -> false);

    double[][] one = member(0);
    double[][] other = member(1);
    assertThat(one).as("another seed").isNotEqualTo(other);
    double[][] all = ensemble.probabilities(OTHERS.values(), List.of());
    for (int row = 0; row < 60; row++) {
      for (int genre = 0; genre < 3; genre++) {
        assertThat(all[row][genre])
            .isCloseTo((one[row][genre] + other[row][genre]) / 2, within(1e-6));
      }
    }
    assertThat(TableEnsemble.load(directory).probabilities(OTHERS.values(), List.of()))
        .isDeepEqualTo(all);
  }

  private double[][] member(int member) throws IOException {
    return TableModel.load(TableEnsemble.folder(directory, 0, member))
        .probabilities(OTHERS.values());
  }

  @Test
  void noPart_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TableEnsembleTrainer(List.of(nearest()), Blobs.DOMAIN, 0))
        .withMessageContaining("1 part, not 1 and 0");
  }
}
