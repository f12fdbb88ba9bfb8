package org.tonewheel.pipelines.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrackingServerTest {
  @Test
  void address_mayHaveAPath() {
    assertThat(TrackingServer.parse("mlflow:https://models.example/mlflow/").address())
        .hasToString("https://models.example/mlflow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5000",
        "mlflow:",
        "mlflow:localhost:5000",
        "mlflow:file:///tmp/mlruns",
        "mlflow:databricks",
        "mlflow:http://ada:sesame@localhost:5000",
        "mlflow:http://ada:sesame @localhost",
        "mlflow:http://localhost:5000/?token=sesame",
        "wandb:sesame",
      })
  void anythingElse_isRefused_andNotRepeated(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrackingServer.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("sesame", "ada"));
  }
}
