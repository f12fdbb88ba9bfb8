package org.tonewheel.tribuo;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.nets.TrainingStoppedException;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/**
 * Trains one model for tables: what a branch that is not a deep net comes to.
 *
 * <p>Columns that are constant over the training rows say nothing and cannot be standardised: the
 * model is trained without them and ignores them afterwards. The same settings and rows give the
 * same model, whatever else trains in the process; a training cut short is simply done again.
 *
 * @param settings which model, and how
 * @param domain the columns of the rows and the genres of the labels
 */
public record TableModelTrainer(TableSettings settings, TableDomain domain) {
  private static final Logger log = LoggerFactory.getLogger(TableModelTrainer.class);

  /**
   * Trains and saves a model: {@code model.protobuf} and {@code domain.json}, and for {@code ffn}
   * also {@code history.csv}.
   *
   * @param training rows to learn from; a genre without any is warned about and gets probability 0
   * @param validation rows on whose loss {@code ffn} stops early (if empty, it trains all epochs);
   *     the others do not look at them
   * @param directory an existing directory; files of an earlier training are replaced
   * @param listener told of every epoch of {@code ffn}
   * @param stop asked before every step of {@code ffn}, every tree of {@code forest} and every
   *     round of {@code boosting}; for the others before and after the training
   * @throws TrainingStoppedException when {@code stop} turns true
   * @throws org.tonewheel.nets.TrainingFailedException when the loss is no longer finite
   * @throws TrainingDataException when rows do not fit the domain, a value is not finite, or
   *     nothing can be learnt: no row, or no column that varies
   */
  public TableModel train(
      TableRows training,
      TableRows validation,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    TableModel trained;
    if (settings.model().equals("ffn")) {
      warnOfAbsentGenres(training);
      int[] varying = varyingColumns(training);
      MutableDataset<Label> examples = dataset(training, varying, "training rows");
      try (HistoryFile history = new HistoryFile(directory, listener)) {
        trained =
            new TableModel(
                net(examples, validation, varying, history, stop).train(examples), domain);
      }
      requireNotStopped(stop);
    } else {
      trained = fit(training, stop);
    }
    trained.save(directory);
    return trained;
  }

  /**
   * Trains a model without saving it.
   *
   * @param training rows to learn from; a genre without any is warned about and gets probability 0
   * @param stop asked as by {@link #train}
   * @throws IllegalArgumentException if the model is {@code ffn}, which needs a directory
   * @throws TrainingStoppedException when {@code stop} turns true
   * @throws TrainingDataException as {@link #train}
   */
  public TableModel fit(TableRows training, BooleanSupplier stop) {
    if (settings.model().equals("ffn")) {
      throw new IllegalArgumentException("the net is trained into a directory");
    }
    warnOfAbsentGenres(training);
    int[] varying = varyingColumns(training);
    MutableDataset<Label> examples = dataset(training, varying, "training rows");
    // The net weights by genre itself, so that its validation loss is weighted alike.
    if (settings.balanced()) {
      weightByGenre(examples);
    }
    Model<Label> model =
        Baselines.trainer(settings, training.size(), varying.length, stop).train(examples);
    requireNotStopped(stop);
    return new TableModel(model, domain);
  }

  private void requireNotStopped(BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      throw new TrainingStoppedException("The model '" + settings.model() + "' was stopped");
    }
  }

  /**
   * The net behind a standardisation, unless the rows are prepared. Its validation side is
   * standardised alike: the transformers fitted here for it and those the trainer fits for the
   * model are equal, as both see the same examples.
   */
  private Trainer<Label> net(
      MutableDataset<Label> examples,
      TableRows validation,
      int[] columns,
      TrainingListener listener,
      BooleanSupplier stop) {
    FeedForwardTrainer trainer = new FeedForwardTrainer(settings.feedForward());
    MutableDataset<Label> watched = null;
    if (validation.size() > 0) {
      watched = dataset(validation, columns, "validation rows");
      if (!settings.prepared()) {
        watched.transform(examples.createTransformers(Baselines.standardisation()));
      }
    }
    return Baselines.scaled(settings, trainer.watching(watched, listener, stop));
  }

  private MutableDataset<Label> dataset(TableRows rows, int[] columns, String description) {
    domain.requireFinite(rows.values());
    List<String> names = Arrays.stream(columns).mapToObj(domain.features()::get).toList();
    float[][] values = new float[rows.size()][columns.length];
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < columns.length; i++) {
        values[row][i] = rows.values()[row][columns[i]];
      }
    }
    return new TableDomain(names, domain.genres())
        .dataset(new TableRows(values, rows.labels()), description);
  }

  private int[] varyingColumns(TableRows rows) {
    if (rows.size() == 0) {
      throw new TrainingDataException("There is no training row");
    }
    domain.requireFinite(rows.values());
    float[] first = rows.values()[0];
    int[] varying =
        IntStream.range(0, first.length)
            .filter(
                column ->
                    Arrays.stream(rows.values()).anyMatch(row -> row[column] != first[column]))
            .toArray();
    if (varying.length == 0) {
      throw new TrainingDataException(
          "All " + rows.size() + " training rows are equal, so nothing can be learnt from them");
    }
    if (varying.length < first.length) {
      List<String> constant = new ArrayList<>(domain.features());
      Arrays.stream(varying).mapToObj(domain.features()::get).forEach(constant::remove);
      log.warn("Columns that are constant over the training rows are left out: {}", constant);
    }
    return varying;
  }

  private void warnOfAbsentGenres(TableRows training) {
    Set<String> absent = new LinkedHashSet<>(domain.genres());
    for (int label : training.labels()) {
      if (label >= 0 && label < domain.genres().size()) {
        absent.remove(domain.genres().get(label));
      }
    }
    if (!absent.isEmpty()) {
      log.warn("Genres without a training row will never be predicted: {}", absent);
    }
  }

  /** As scikit-learn's {@code balanced}: rows / (genres × rows of the genre). */
  private static void weightByGenre(MutableDataset<Label> examples) {
    Map<Label, Float> weights = new HashMap<>();
    for (Pair<String, Long> count : examples.getOutputInfo().outputCountsIterable()) {
      double others = (double) examples.getOutputInfo().size() * count.getB();
      weights.put(new Label(count.getA()), (float) (examples.size() / others));
    }
    examples.setWeights(weights);
  }
}
