package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldOutEnsembleTest {
  private static final int PARTS = 3;
  private static final TableRows TRAINING = Blobs.rows(150, 1);
  private static final TableRows OTHERS = Blobs.rows(60, 2);
  private static final String[] GROUPS = groups(150, "training");

  @TempDir Path directory;

  private static String[] groups(int count, String prefix) {
    return IntStream.range(0, count).mapToObj(row -> prefix + row).toArray(String[]::new);
  }

  /** The nearest row alone: knows by heart what it has seen. */
  private static TableSettings nearest() {
    return TableSettings.defaults("knn", 7).withNeighbours(1);
  }

  private HeldOutEnsemble train(TableSettings... members) throws IOException {
    return new HeldOutEnsembleTrainer(List.of(members), Blobs.DOMAIN, PARTS)
        .train(TRAINING, GROUPS, OTHERS, directory, report -> {}, () -> false);
  }

  @Test
  void rowOfAGroupInTraining_isNotAnsweredByItself() throws IOException {
    HeldOutEnsemble ensemble = train(nearest());

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
    HeldOutEnsemble ensemble = train(nearest());

    double[][] all = ensemble.probabilities(OTHERS.values(), groups(60, "others"));
    double[][] mean = new double[60][3];
    for (int part = 0; part < PARTS; part++) {
      double[][] one =
          TableModel.load(HeldOutEnsemble.folder(directory, part, 0))
              .probabilities(OTHERS.values());
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
    HeldOutEnsemble ensemble = train(nearest(), TableSettings.defaults("boosting", 7));

    assertThat(HeldOutEnsemble.load(directory).probabilities(TRAINING.values(), GROUPS))
        .isDeepEqualTo(ensemble.probabilities(TRAINING.values(), GROUPS));
  }

  @Test
  void groupsOfAnotherNumber_areAnError() throws IOException {
    HeldOutEnsemble ensemble = train(nearest());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ensemble.probabilities(OTHERS.values(), Arrays.copyOf(GROUPS, 59)))
        .withMessage("There are 60 rows but 59 groups");
  }

  @Test
  void onePart_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeldOutEnsembleTrainer(List.of(nearest()), Blobs.DOMAIN, 1))
        .withMessageContaining("2 parts, not 1 and 1");
  }
}
