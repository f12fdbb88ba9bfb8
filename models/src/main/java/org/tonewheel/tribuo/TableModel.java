package org.tonewheel.tribuo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.ImmutableLabelInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierModel;

/**
 * A trained Tribuo model with the columns and genres it is applied to: rows of floats in,
 * probabilities in the order of the genres out.
 *
 * <p>Safe for use by many threads, as all the models of {@link Baselines} are.
 *
 * @param model the model, with its standardisation where it has one
 * @param domain the columns of the rows and the genres of the probabilities
 */
public record TableModel(Model<Label> model, TableDomain domain) {
  private static final String MODEL_FILE = "model.protobuf";
  private static final String DOMAIN_FILE = "domain.json";

  /** Keeps the examples of a large table from lying in memory beside its rows. */
  private static final int ROWS_AT_ONCE = 1024;

  /**
   * The probability of every genre for every row. A genre that the training side lacked has
   * probability 0.
   *
   * @param rows one value a column, all finite
   * @return one vector a row, in the order of {@link TableDomain#genres}, each adding up to 1
   * @throws org.tonewheel.nets.TrainingDataException when a row has the wrong length or a value is
   *     not finite; the message names row and column
   */
  public double[][] probabilities(float[][] rows) {
    double[][] all = new double[rows.length][];
    for (int from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      List<Example<Label>> examples = new ArrayList<>();
      for (int row = from; row < Math.min(from + ROWS_AT_ONCE, rows.length); row++) {
        examples.add(domain.example(rows[row], row));
      }
      // not one by one: several of Tribuo's models prepare each call at a cost
      List<Prediction<Label>> predictions = model.predict(examples);
      for (int i = 0; i < predictions.size(); i++) {
        all[from + i] = probabilities(predictions.get(i));
      }
    }
    return all;
  }

  private double[] probabilities(Prediction<Label> prediction) {
    double[] result = new double[domain.genres().size()];
    if (model instanceof DummyClassifierModel) {
      ImmutableLabelInfo labels = (ImmutableLabelInfo) model.getOutputIDInfo();
      for (int genre = 0; genre < result.length; genre++) {
        String name = domain.genres().get(genre);
        result[genre] = labels.getLabelCount(name) / (double) labels.getTotalObservations();
      }
      return result;
    }
    Map<String, Label> scores = prediction.getOutputScores();
    for (int genre = 0; genre < result.length; genre++) {
      Label score = scores.get(domain.genres().get(genre));
      result[genre] = score == null ? 0 : score.getScore();
    }
    return result;
  }

  /**
   * Writes {@code model.protobuf}, {@code domain.json} and, for readers without Tribuo, {@code
   * provenance.json} into an existing directory.
   */
  public void save(Path directory) throws IOException {
    model.serializeToFile(directory.resolve(MODEL_FILE));
    Files.write(directory.resolve(DOMAIN_FILE), new ObjectMapper().writeValueAsBytes(domain));
    ProvenanceFile.write(directory, model.getProvenance());
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException when a file is missing or cannot be read
   */
  public static TableModel load(Path directory) throws IOException {
    TableDomain domain =
        new ObjectMapper()
            .readValue(Files.readAllBytes(directory.resolve(DOMAIN_FILE)), TableDomain.class);
    Path file = directory.resolve(MODEL_FILE);
    try {
      return new TableModel(Model.deserializeFromFile(file).castModel(Label.class), domain);
    } catch (IllegalStateException | IllegalArgumentException | ClassCastException e) {
      throw new IOException(file + " does not hold a classifier that this program can read", e);
    }
  }
}
