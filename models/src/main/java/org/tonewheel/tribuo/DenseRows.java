package org.tonewheel.tribuo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;

/**
 * A Tribuo data set as rows of floats in the order of Tribuo's feature ids.
 *
 * @param values one row an example; a feature that an example lacks is zero
 * @param labels ids of the examples' labels
 * @param weights the examples' weights
 */
@SuppressWarnings("ArrayRecordComponent") // filled once, never compared
record DenseRows(float[][] values, int[] labels, float[] weights) {
  private static final Logger log = LoggerFactory.getLogger(DenseRows.class);

  /**
   * The rows of a data set as a model of these features and labels sees them. Examples whose label
   * is not among {@code labels} are left out, with a warning that says how many.
   *
   * @throws IllegalArgumentException when a value is not finite
   */
  static DenseRows of(
      Dataset<Label> examples, ImmutableFeatureMap features, ImmutableOutputInfo<Label> labels) {
    int known = 0;
    for (Example<Label> example : examples) {
      known += labels.getID(example.getOutput()) >= 0 ? 1 : 0;
    }
    if (known < examples.size()) {
      log.warn(
          "{} of {} examples have labels that the training side lacks; they are left out",
          examples.size() - known,
          examples.size());
    }
    DenseRows rows =
        new DenseRows(new float[known][features.size()], new int[known], new float[known]);
    int row = 0;
    for (Example<Label> example : examples) {
      int label = labels.getID(example.getOutput());
      if (label >= 0) {
        fill(example, features, rows.values[row]);
        rows.labels[row] = label;
        rows.weights[row] = example.getWeight();
        row++;
      }
    }
    return rows;
  }

  /**
   * Writes an example's values to the places of their ids.
   *
   * @return how many of the example's features the model knows
   * @throws IllegalArgumentException when a value is not finite
   */
  static int fill(Example<Label> example, ImmutableFeatureMap features, float[] row) {
    int active = 0;
    for (Feature feature : example) {
      int id = features.getID(feature.getName());
      if (id >= 0) {
        float value = (float) feature.getValue();
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException(
              "Feature '"
                  + feature.getName()
                  + "' is "
                  + value
                  + "; the net needs finite values (a standardised feature that was constant in"
                  + " training is NaN: leave such features out)");
        }
        row[id] = value;
        active++;
      }
    }
    return active;
  }

  int size() {
    return values.length;
  }
}
