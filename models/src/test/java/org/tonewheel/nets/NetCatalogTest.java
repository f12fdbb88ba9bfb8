package org.tonewheel.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonewheel.nets.engine.Parameters;
import org.tonewheel.nets.engine.TorchEngine;

class NetCatalogTest {
  private static final RowShape PICTURE = RowShape.picture(3, 180, 180);
  private static final RowShape SMALL_PICTURE = RowShape.picture(3, 12, 12);
  private static final long CLASSIFIER_OF_256 = 256 * 10 + 10;

  static List<String> names() {
    return NetCatalog.names();
  }

  @Test
  void names_areThoseOfExperiments() {
    assertThat(NetCatalog.names())
        .containsExactly("net1", "net2", "net3", "net4", "net5", "net6", "house-cnn");
  }

  @Test
  void net1_hasThePapersLayers() {
    NetSummary net = summary("net1", PICTURE);
    long weights = 97_200 * 512 + 512 * 512 + 512 * 10;
    assertThat(net.parameters()).isEqualTo(weights + 512 + 512 + 10);
    assertThat(net.multiplications()).isEqualTo(weights);
    // what both rectifications make, beside the input
    assertThat(net.activations()).isEqualTo(97_200 + 512 + 512);
  }

  @Test
  void net2_hasThePapersLayers() {
    NetSummary net = summary("net2", PICTURE);
    long filters = 32 * 3 * 9 + 32 * 32 * 9 + 64 * 32 * 9 + 128 * 64 * 9;
    long dense = 259_200 * 256 + 256 + CLASSIFIER_OF_256;
    assertThat(net.parameters()).isEqualTo(filters + 32 + 32 + 64 + 128 + dense);
    assertThat(net.multiplications())
        .isEqualTo(
            180 * 180 * (32 * 3 * 9 + 32 * 32 * 9)
                + 90 * 90 * (64 * 32 * 9 + 128 * 64 * 9)
                + 259_200 * 256
                + 256 * 10);
    assertThat(net.layers())
        .extracting(LayerSummary::name)
        .startsWith("conv1", "relu1", "conv2", "relu2", "pool1", "conv3")
        .endsWith("pool2", "flatten", "fc1", "relu5", "classifier");
    assertThat(layer(net, "pool2").output()).containsExactly(128L, 45L, 45L);
    assertThat(layer(net, "flatten").output()).containsExactly(259_200L);
    assertThat(layer(net, "classifier").output()).containsExactly(10L);
    assertThat(layer(net, "conv2"))
        .isEqualTo(
            new LayerSummary("conv2", "Convolution", List.of(32L, 180L, 180L), 32 * 32 * 9 + 32));
  }

  @ParameterizedTest
  @CsvSource({"net3", "net4"})
  void net3_andNet4_normaliseInPlaceOfBiases(String name) {
    NetSummary net = summary(name, PICTURE);
    assertThat(layer(net, "conv1").parameters()).isEqualTo(32 * 3 * 9);
    assertThat(layer(net, "bn1").parameters()).isEqualTo(2 * 32);
    long channels = 32 + 32 + 64 + 128;
    assertThat(net.parameters()).isEqualTo(summary("net2", PICTURE).parameters() + channels);
  }

  @ParameterizedTest
  @CsvSource({"net5", "net6"})
  void net5_andNet6_haveThePapersShapes(String name) {
    NetSummary net = summary(name, RowShape.frames(16, 33));
    // 4 × 128 gates: (33 + 128 + 2) and (128 + 128 + 2) weights each; 129 a class
    assertThat(net.parameters()).isEqualTo(512 * (163 + 258) + 1290);
    assertThat(net.multiplications()).isEqualTo(16 * 512 * (33 + 128 + 128 + 128) + 1280);
    assertThat(layer(net, "lstm1").output()).containsExactly(16L, 128L);
    assertThat(layer(net, "lstm2").output()).containsExactly(128L);
  }

  @Test
  void houseCnn_isCompactWhateverTheNumberOfFrames() {
    NetSummary net = summary("house-cnn", RowShape.frames(44, 128));
    long filters = 9 * (8 + 8 * 32 + 32 * 64 + 64 * 128 + 128 * 128);
    assertThat(net.parameters())
        .isEqualTo(filters + 2 * (8 + 32 + 64 + 128 + 128) + 128 * 10 + 10)
        .isLessThan(300_000)
        .isEqualTo(summary("house-cnn", RowShape.frames(65, 128)).parameters());
    assertThat(layer(net, "conv5").output()).containsExactly(128L, 2L, 8L);
  }

  @Test
  void activations_areWhatPyTorchKeeps() {
    long input = 3 * 12 * 12;
    long firstPair = 2 * 32 * 12 * 12;
    long firstPool = 32 * 6 * 6;
    long secondPair = (64 + 128) * 6 * 6;
    long secondPool = 128 * 3 * 3;
    // a pooled value and, in 64 bits, its place
    long rectified = input + firstPair + 3 * firstPool + secondPair + 3 * secondPool + 256;
    assertThat(summary("net2", SMALL_PICTURE).activations()).isEqualTo(rectified);
    // normalisation reads what rectification does not keep
    assertThat(summary("net3", SMALL_PICTURE).activations())
        .isEqualTo(rectified + firstPair + secondPair);
  }

  @ParameterizedTest
  @CsvSource({"adam,BEST,5", "adam,LAST,4", "rmsprop,BEST,4", "rmsprop,LAST,3"})
  void memory_isWeightsGradientsAveragesActivationsAndTheirGradients(
      String optimizer, Keep keep, int copies) {
    NetSummary net = summary("net1", SMALL_PICTURE);
    assertThat(net.memoryBytes(32, optimizer, keep))
        .isEqualTo(4 * (copies * net.parameters() + 32 * (net.activations() + 512 + 512)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void summary_countsTheParametersOfTheBuiltNet(String name) {
    RowShape row =
        switch (name) {
          case "net5", "net6", "house-cnn" -> RowShape.frames(17, 19);
          default -> RowShape.picture(3, 13, 11);
        };
    try (NDManager manager = TorchEngine.newManager();
        Net net = new Net(manager, row.shape(), 4, settings(name))) {
      long trained =
          net.parameters().entries().stream()
              .filter(Parameters.Entry::trained)
              .mapToLong(entry -> entry.array().getShape().size())
              .sum();
      assertThat(NetCatalog.summary(row, 4, settings(name)).parameters()).isEqualTo(trained);
    }
  }

  @Test
  void rowsThatDoNotFit_areAnErrorThatSaysWhatDoes() {
    assertUnfit("net2", RowShape.frames(16, 33), "conv1 takes pictures", "not 16 × 33");
    assertUnfit("net3", RowShape.picture(3, 3, 180), "pool2", "2 × 2", "128 × 1 × 90");
    assertUnfit("net5", PICTURE, "lstm1 takes frames × features", "not 3 × 180 × 180");
    assertUnfit("house-cnn", PICTURE, "picture takes frames × features");
    assertUnfit("house-cnn", RowShape.frames(15, 128), "pool4", "128 × 1 × 16");
  }

  private static void assertUnfit(String net, RowShape row, String... parts) {
    assertThatThrownBy(() -> summary(net, row))
        .isInstanceOf(TrainingDataException.class)
        .hasMessageContaining(net)
        .hasMessageContainingAll(parts);
    try (NDManager manager = TorchEngine.newManager()) {
      assertThatThrownBy(() -> new Net(manager, row.shape(), 10, settings(net)))
          .isInstanceOf(TrainingDataException.class)
          .hasMessageContainingAll(parts);
    }
  }

  private static NetSummary summary(String net, RowShape row) {
    return NetCatalog.summary(row, 10, settings(net));
  }

  private static LayerSummary layer(NetSummary net, String name) {
    return net.layers().stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static NetSettings settings(String net) {
    return new NetSettings(
        net, "adam", 1e-3, Schedule.CONSTANT, 32, 1, 0, Keep.LAST, 128, 2, 0.3, 0, 1);
  }
}
