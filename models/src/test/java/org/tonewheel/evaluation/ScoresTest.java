package org.tonewheel.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoresTest {

  @Test
  void equalProbabilities_predictTheFirstClass() {
    Scores scores = new Scores(new int[] {1}, new double[][] {{0.2, 0.4, 0.4}});
    assertThat(scores.predicted(0)).isEqualTo(1);
  }

  @Test
  void probabilityThatIsNotANumber_isAnErrorThatNamesTheRow() {
    assertThatThrownBy(() -> new Scores(new int[] {0, 1}, new double[][] {{1, 0}, {Double.NaN, 0}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 1 has a probability of NaN, not within 0 and 1");
  }

  @Test
  void classWithoutProbability_isAnError() {
    assertThatThrownBy(() -> new Scores(new int[] {2}, new double[][] {{0.5, 0.5}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 0 has the true class 2, of 2");
  }

  @Test
  void rowsOfUnequalWidth_areAnError() {
    assertThatThrownBy(() -> new Scores(new int[] {0, 0}, new double[][] {{0.5, 0.5}, {1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 has 1 probabilities");
  }

  @Test
  void noExample_isAnError() {
    assertThatThrownBy(() -> new Scores(new int[0], new double[0][]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
