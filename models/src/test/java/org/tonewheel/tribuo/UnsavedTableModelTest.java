package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.TrainingStoppedException;

class UnsavedTableModelTest {
  private static final TableRows TRAINING = Blobs.rows(150, 1);
  private static final TableRows TEST = Blobs.rows(60, 3);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "forest", "boosting", "knn", "dummy"})
  void model_predictsAsTheOneThatIsSaved(String model) throws IOException {
    TableSettings settings = new TableSettings(model, 0, 15, 0, List.of(), 0, 0, 20, true, 7);
    TableModelTrainer trainer = new TableModelTrainer(settings, Blobs.DOMAIN);
    TableModel saved = trainer.train(TRAINING, TEST, directory, report -> {}, () -> false);
    assertThat(trainer.fit(TRAINING, () -> false).probabilities(TEST.values()))
        .isDeepEqualTo(saved.probabilities(TEST.values()));
  }

  @Test
  void stopping_isAnException() {
    TableModelTrainer trainer =
        new TableModelTrainer(TableSettings.defaults("logistic", 7), Blobs.DOMAIN);
    assertThatThrownBy(() -> trainer.fit(TRAINING, () -> true))
        .isInstanceOf(TrainingStoppedException.class);
  }

  @Test
  void net_needsADirectory() {
    TableModelTrainer trainer =
        new TableModelTrainer(TableSettings.defaults("ffn", 7), Blobs.DOMAIN);
    assertThatThrownBy(() -> trainer.fit(TRAINING, () -> false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("directory");
  }
}
