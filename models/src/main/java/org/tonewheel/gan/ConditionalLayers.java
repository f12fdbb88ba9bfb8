package org.tonewheel.gan;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.nets.RowShape;
import org.tonewheel.nets.layers.Convolution;
import org.tonewheel.nets.layers.Crop;
import org.tonewheel.nets.layers.Dense;
import org.tonewheel.nets.layers.Flatten;
import org.tonewheel.nets.layers.Layer;
import org.tonewheel.nets.layers.LeakyRelu;
import org.tonewheel.nets.layers.Relu;
import org.tonewheel.nets.layers.Reshape;
import org.tonewheel.nets.layers.SpectrallyNormalised;
import org.tonewheel.nets.layers.Tanh;
import org.tonewheel.nets.layers.Upsample;

/**
 * One of a GAN's two nets, as data: layers over a row to which an embedding of its class is joined.
 *
 * @param inputs values of a row before the embedding joins it
 * @param embedding values that a class is embedded in
 * @param layers over inputs and embedding, flat
 */
record ConditionalLayers(int inputs, int embedding, List<Layer> layers) {
  /** P1's. */
  private static final int CLASS_VALUES = 10;

  private static final float SLOPE = 0.2f;

  /** Of the convolutional generator: at a quarter and at half of the size. */
  private static final int QUARTER_CHANNELS = 64;

  private static final int HALF_CHANNELS = 32;

  /** Of the convolutional discriminator, each at half the size of the one before. */
  private static final int[] DISCRIMINATOR_CHANNELS = {32, 64, 128};

  ConditionalLayers {
    layers = List.copyOf(layers);
  }

  /** The shape of what its layers take. */
  Shape input() {
    return new Shape(inputs + embedding);
  }

  /** From noise to a row, flat. */
  static ConditionalLayers generator(RowShape row, GanSettings settings) {
    List<Layer> layers =
        switch (settings.kind()) {
          case WAVEFORM -> denseGenerator(row, 512, 1024, 2048);
          case DENSE -> denseGenerator(row, 256, 512);
          case CONVOLUTIONAL -> convolutionalGenerator(row);
        };
    if (settings.output() == GanOutput.TANH) {
      layers.add(new Tanh("output"));
    }
    return new ConditionalLayers(settings.noise(), CLASS_VALUES, layers);
  }

  /** From a row, flat, to one output. */
  static ConditionalLayers discriminator(RowShape row, GanSettings settings) {
    boolean pictures = settings.kind() == GanKind.CONVOLUTIONAL;
    List<Layer> layers =
        switch (settings.kind()) {
          case WAVEFORM -> denseDiscriminator(1024, 512);
          case DENSE -> denseDiscriminator(512, 256);
          case CONVOLUTIONAL -> convolutionalDiscriminator(row);
        };
    if (settings.spectralNorm()) {
      layers.replaceAll(
          layer ->
              layer instanceof Dense || layer instanceof Convolution
                  ? new SpectrallyNormalised(layer)
                  : layer);
    }
    // to convolutions a class is a plane, a second channel of the picture
    int embedding = pictures ? row.floats() : CLASS_VALUES;
    return new ConditionalLayers(row.floats(), embedding, layers);
  }

  private static List<Layer> denseGenerator(RowShape row, int... widths) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i <= widths.length; i++) {
      layers.add(new Dense("fc" + i, widths[i - 1]));
      layers.add(new Relu("relu" + i));
    }
    layers.add(new Dense("row", row.floats()));
    return layers;
  }

  private static List<Layer> denseDiscriminator(int... widths) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 1; i <= widths.length; i++) {
      layers.add(new Dense("fc" + i, widths[i - 1]));
      layers.add(new LeakyRelu("leaky" + i, SLOPE));
    }
    layers.add(new Dense("verdict", 1));
    return layers;
  }

  private static List<Layer> convolutionalGenerator(RowShape row) {
    int height = height(row);
    int width = width(row);
    int quarterHeight = (height + 3) / 4;
    int quarterWidth = (width + 3) / 4;
    List<Layer> layers = new ArrayList<>();
    layers.add(new Dense("fc1", QUARTER_CHANNELS * quarterHeight * quarterWidth));
    layers.add(new Relu("relu1"));
    layers.add(new Reshape("picture", new Shape(QUARTER_CHANNELS, quarterHeight, quarterWidth)));
    layers.add(new Upsample("up1", 2));
    layers.add(new Convolution("conv1", HALF_CHANNELS, 3, true));
    layers.add(new Relu("relu2"));
    layers.add(new Upsample("up2", 2));
    layers.add(new Convolution("conv2", channels(row), 5, true));
    layers.add(new Crop("crop", height, width));
    layers.add(new Flatten("row"));
    return layers;
  }

  private static List<Layer> convolutionalDiscriminator(RowShape row) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Reshape("picture", new Shape(2L * channels(row), height(row), width(row))));
    for (int i = 1; i <= DISCRIMINATOR_CHANNELS.length; i++) {
      layers.add(new Convolution("conv" + i, DISCRIMINATOR_CHANNELS[i - 1], 3, 2, true));
      layers.add(new LeakyRelu("leaky" + i, SLOPE));
    }
    layers.add(new Flatten("flatten"));
    layers.add(new Dense("verdict", 1));
    return layers;
  }

  private static int channels(RowShape row) {
    return row.isPicture() ? row.dimensions().get(0) : 1;
  }

  private static int height(RowShape row) {
    return row.dimensions().get(row.dimensions().size() - 2);
  }

  private static int width(RowShape row) {
    return row.dimensions().get(row.dimensions().size() - 1);
  }
}
