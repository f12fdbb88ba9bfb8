package org.tonewheel.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterTest {
  @Test
  void logScale_beginsAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FloatParameter("rate", 0, 1, true))
        .withMessageContaining("rate")
        .withMessageContaining("log scale");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntParameter("batch", 0, 8, true, 1))
        .withMessageContaining("batch");
  }

  @Test
  void boundsTheWrongWayRound_areAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FloatParameter("dropout", 0.5, 0.1, false))
        .withMessageContaining("low is 0.5, above high, which is 0.1");
  }

  @Test
  void highThatStepsMiss_isAnErrorThatNamesTheOneBelow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntParameter("epochs", 10, 24, false, 5))
        .withMessageContaining("take 20");
  }

  @Test
  void choiceThatStandsTwice_isAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalParameter("optimizer", List.of("adam", "adam")))
        .withMessageContaining("twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayersParameter("hidden", 1, 2, List.of(64, 64)))
        .withMessageContaining("twice");
  }

  @Test
  void twoParametersOfOneName_areAnError() {
    FloatParameter rate = new FloatParameter("rate", 0.1, 1, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SearchSpace(List.of(rate, rate)))
        .withMessageContaining("rate: it stands twice");
  }

  @Test
  void checkedValues_haveTheTypesOfTheirParameters() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new FloatParameter("dropout", 0, 0.5, false),
                new IntParameter("batch", 16, 64, false, 16),
                new CategoricalParameter("optimizer", List.of("adam", "rmsprop")),
                new LayersParameter("hidden", 0, 3, List.of(64, 128))));
    Map<String, Object> values =
        space.checked(
            Map.of(
                "hidden", List.of(64L, 128.0), "dropout", 0, "batch", 32.0, "optimizer", "adam"));
    assertThat(values)
        .containsExactly(
            Map.entry("dropout", 0.0),
            Map.entry("batch", 32),
            Map.entry("optimizer", "adam"),
            Map.entry("hidden", List.of(64, 128)));
  }

  @Test
  void valueOutsideOfTheSpace_isAnErrorThatSaysWhatIsAllowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntParameter("batch", 16, 64, false, 16).checked(40))
        .withMessageContaining("40 is not among 16 to 64 in steps of 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FloatParameter("dropout", 0, 0.5, false).checked(0.6))
        .withMessageContaining("0.6 is outside 0.0 to 0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FloatParameter("dropout", 0, 0.5, false).checked(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new LayersParameter("hidden", 1, 2, List.of(64)).checked(List.of(64, 64, 64)))
        .withMessageContaining("1 to 2 layers");
  }

  @Test
  void missingOrUnknownValue_isAnError() {
    SearchSpace space = new SearchSpace(List.of(new FloatParameter("dropout", 0, 0.5, false)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> space.checked(Map.of()))
        .withMessageContaining("dropout: it has no value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> space.checked(Map.of("dropout", 0.1, "rate", 0.1)))
        .withMessageContaining("[rate]");
  }
}
