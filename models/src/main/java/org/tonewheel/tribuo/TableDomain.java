package org.tonewheel.tribuo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tonewheel.nets.TrainingDataException;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * What a table's columns and classes are called: the bridge between rows of floats and Tribuo's
 * examples.
 *
 * <p>Tribuo numbers features in the lexical order of their names and knows them by name alone, so
 * the order of the columns here does not influence a model. A row costs 12 bytes a column and about
 * 200 bytes besides as a Tribuo example (1.8 kB for 132 columns, against 528 bytes as floats).
 *
 * @param features names of the columns, in the order of a row's values; unique
 * @param genres names of the classes, in the order of the labels and of every probability vector;
 *     unique
 */
public record TableDomain(List<String> features, List<String> genres) {

  /**
   * @throws IllegalArgumentException when a name stands twice, or there is none
   */
  public TableDomain {
    features = List.copyOf(features);
    genres = List.copyOf(genres);
    requireUnique("column", features);
    requireUnique("genre", genres);
  }

  /**
   * The rows as a Tribuo data set.
   *
   * @param rows labelled rows; every value must be finite
   * @param description what the rows are, kept in the provenance of a model trained on them
   * @throws TrainingDataException when a row has the wrong length, a value is not finite or a label
   *     is out of range; the message names the row, counted from 0, and the column
   */
  public MutableDataset<Label> dataset(TableRows rows, String description) {
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance(description, factory), factory);
    requireFinite(rows.values());
    String[] names = features.toArray(String[]::new);
    for (int row = 0; row < rows.size(); row++) {
      int label = rows.labels()[row];
      if (label < 0 || label >= genres.size()) {
        throw new TrainingDataException(
            "Row " + row + " has label " + label + ", but there are " + genres.size() + " genres");
      }
      dataset.add(example(names, rows.values()[row], new Label(genres.get(label))));
    }
    return dataset;
  }

  /**
   * One row without a label, to be classified.
   *
   * @param values one value a column, all finite
   * @param row the row's number, for messages
   * @throws TrainingDataException as {@link #dataset}
   */
  Example<Label> example(float[] values, int row) {
    requireFinite(values, row);
    return example(features.toArray(String[]::new), values, LabelFactory.UNKNOWN_LABEL);
  }

  private static Example<Label> example(String[] names, float[] values, Label label) {
    double[] copy = new double[values.length];
    for (int column = 0; column < values.length; column++) {
      copy[column] = values[column];
    }
    return new ArrayExample<>(label, names, copy);
  }

  /**
   * Checks rows before anything is made of them. Tribuo would take an absent value for zero, so
   * there must be none.
   *
   * @throws TrainingDataException when a row has the wrong length or a value is not finite
   */
  void requireFinite(float[][] rows) {
    for (int row = 0; row < rows.length; row++) {
      requireFinite(rows[row], row);
    }
  }

  private void requireFinite(float[] values, int row) {
    if (values.length != features.size()) {
      throw new TrainingDataException(
          "Row "
              + row
              + " has "
              + values.length
              + " values, but there are "
              + features.size()
              + " columns");
    }
    for (int column = 0; column < values.length; column++) {
      if (!Float.isFinite(values[column])) {
        throw new TrainingDataException(
            "Row "
                + row
                + ", column '"
                + features.get(column)
                + "' is "
                + values[column]
                + "; every value must be finite");
      }
    }
  }

  private static void requireUnique(String what, List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("There is no " + what);
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("The " + what + " '" + name + "' stands twice");
      }
    }
  }
}
