package org.tonewheel.nets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.tonewheel.nets.layers.AsPicture;
import org.tonewheel.nets.layers.BatchNormalisation;
import org.tonewheel.nets.layers.Convolution;
import org.tonewheel.nets.layers.Dense;
import org.tonewheel.nets.layers.Dropout;
import org.tonewheel.nets.layers.Flatten;
import org.tonewheel.nets.layers.GlobalMean;
import org.tonewheel.nets.layers.Layer;
import org.tonewheel.nets.layers.Lstm;
import org.tonewheel.nets.layers.MaxPool;
import org.tonewheel.nets.layers.Relu;

/** The nets by name, each a list of layers from rows to one logit a class. */
public enum NetCatalog {
  /** The first paper's dense net: two layers of 512 over all values of a row. */
  NET1 {
    @Override
    List<Layer> layers(NetSettings settings, int classes) {
      return List.of(
          new Flatten("flatten"),
          new Dense("fc1", 512),
          new Relu("relu1"),
          new Dense("fc2", 512),
          new Relu("relu2"),
          new Dense(CLASSIFIER, classes));
    }
  },
  /** The first paper's convolutional net (its Table 1), for pictures. */
  NET2 {
    @Override
    List<Layer> layers(NetSettings settings, int classes) {
      return convolutional(false, classes);
    }
  },
  /** {@link #NET2} with batch normalisation after each convolution. */
  NET3 {
    @Override
    List<Layer> layers(NetSettings settings, int classes) {
      return convolutional(true, classes);
    }
  },
  /** {@link #NET3} under the name that the paper gives it when RMSprop trains it. */
  NET4 {
    @Override
    List<Layer> layers(NetSettings settings, int classes) {
      return NET3.layers(settings, classes);
    }
  },
  /**
   * The first paper's recurrent net, for frames: LSTM layers, of whose last output a dense layer
   * makes the logits. Dropout follows every LSTM layer, the last included.
   */
  NET5 {
    @Override
    List<Layer> layers(NetSettings settings, int classes) {
      List<Layer> layers = new ArrayList<>();
      for (int layer = 1; layer <= settings.layers(); layer++) {
        layers.add(new Lstm("lstm" + layer, settings.hidden(), layer < settings.layers()));
        layers.add(new Dropout("dropout" + layer, settings.dropout()));
      }
      layers.add(new Dense(CLASSIFIER, classes));
      return layers;
    }
  },
  /** {@link #NET5} under the name that the paper gives it on augmented data. */
  NET6 {
    @Override
    List<Layer> layers(NetSettings settings, int classes) {
      return NET5.layers(settings, classes);
    }
  },
  /**
   * This project's own compact net, for frames of mel bands: convolutions over time and bands,
   * whose channels are averaged over both, so that a pattern counts wherever it sounds.
   */
  HOUSE_CNN {
    @Override
    List<Layer> layers(NetSettings settings, int classes) {
      List<Layer> layers = new ArrayList<>();
      layers.add(new AsPicture("picture"));
      int[] channels = {8, 32, 64, 128, 128};
      for (int i = 1; i <= channels.length; i++) {
        addConvolution(layers, i, channels[i - 1], true);
        if (i < channels.length) {
          layers.add(new MaxPool("pool" + i, 2));
        }
      }
      layers.add(new GlobalMean("mean"));
      layers.add(new Dropout("dropout", settings.dropout()));
      layers.add(new Dense(CLASSIFIER, classes));
      return layers;
    }
  };

  private static final String CLASSIFIER = "classifier";

  /** Its layers, from rows to one logit a class. */
  abstract List<Layer> layers(NetSettings settings, int classes);

  private static List<Layer> convolutional(boolean normalised, int classes) {
    List<Layer> layers = new ArrayList<>();
    int[] channels = {32, 32, 64, 128};
    for (int i = 1; i <= channels.length; i++) {
      addConvolution(layers, i, channels[i - 1], normalised);
      if (i % 2 == 0) {
        layers.add(new MaxPool("pool" + i / 2, 2));
      }
    }
    layers.add(new Flatten("flatten"));
    layers.add(new Dense("fc1", 256));
    layers.add(new Relu("relu5"));
    layers.add(new Dense(CLASSIFIER, classes));
    return layers;
  }

  /** A convolution and its rectification; normalisation, with a bias of its own, takes its bias. */
  private static void addConvolution(
      List<Layer> layers, int number, int channels, boolean normalised) {
    layers.add(new Convolution("conv" + number, channels, 3, !normalised));
    if (normalised) {
      layers.add(new BatchNormalisation("bn" + number));
    }
    layers.add(new Relu("relu" + number));
  }

  /**
   * The layers, parameters and work of the net that the settings name, without loading the engine.
   *
   * @throws TrainingDataException if the net cannot take rows of that shape
   */
  public static NetSummary summary(RowShape row, int classes, NetSettings settings) {
    try {
      return NetSummary.of(settings.net(), row, require(settings.net()).layers(settings, classes));
    } catch (IllegalArgumentException e) {
      throw unfit(settings.net(), e);
    }
  }

  /** Says which net cannot take a row, and why. */
  static TrainingDataException unfit(String net, IllegalArgumentException why) {
    return new TrainingDataException(
        net
            + " cannot take these rows: "
            + why.getMessage()
            + "; give the branch features or pictures that fit, or another net");
  }

  /** Names as an experiment writes them. */
  public static List<String> names() {
    return Arrays.stream(values())
        .map(net -> net.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  /**
   * The net of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static NetCatalog require(String name) {
    int index = names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no net is named '" + name + "'; there are " + names());
    }
    return values()[index];
  }
}
