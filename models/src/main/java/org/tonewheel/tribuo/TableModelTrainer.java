package org.tonewheel.tribuo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.nets.TrainingStoppedException;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/**
 * Trains one model for tables: what a branch that is not a deep net comes to.
 *
 * <p>Columns that are constant over the training rows carry nothing and cannot be standardised: the
 * model is trained without them and ignores them afterwards. The same settings and rows give the
 * same model, whatever else trains in the process; a training cut short is simply repeated.
 */
public final class TableModelTrainer {
  private static final Logger log = LoggerFactory.getLogger(TableModelTrainer.class);

  private final TableSettings settings;
  private final TableDomain domain;

  /** A trainer of this model for tables of this shape. */
  public TableModelTrainer(TableSettings settings, TableDomain domain) {
    this.settings = settings;
    this.domain = domain;
  }

  /**
   * Trains and saves the model: {@code model.protobuf} and {@code domain.json}, and for {@code ffn}
   * also {@code history.csv}.
   *
   * @param training rows to learn from; a genre without any is warned about and gets probability 0
   * @param validation rows that {@code ffn} stops early on (may be empty: then it trains all its
   *     epochs); the others do not look at them
   * @param directory an existing directory
   * @param listener told of every epoch of {@code ffn}
   * @param stop asked before every step of {@code ffn} and every tree of {@code forest}
   * @throws TrainingStoppedException when {@code stop} turns true
   * @throws org.tonewheel.nets.TrainingFailedException when the loss is no longer finite
   * @throws IllegalArgumentException when the rows do not fit the domain or a value is not finite
   */
  public TableModel train(
      TableRows training,
      TableRows validation,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    warnOfAbsentGenres(training);
    TableDomain kept = new TableDomain(varyingColumns(training), domain.genres());
    return null;
  }
}
