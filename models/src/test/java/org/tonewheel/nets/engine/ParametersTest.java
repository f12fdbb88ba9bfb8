package org.tonewheel.nets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final Initialisers INITIALISERS = new Initialisers(5);

  /** The way of GPUs, which this test takes in main memory. */
  @Test
  void copyByOperations_isInPlaceAndWithoutGradients() {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = parameters(manager);
        Parameters others = parameters(manager)) {
      NDArray to = parameters.get("weight");
      TensorMemory.view(to).put(3, Float.NaN);
      var view = TensorMemory.view(to);
      NDArray from = others.get("weight");
      TensorMemory.view(from).put(7, 5);
      TensorMemory.copyByOperations(from, to);
      assertThat(to.toFloatArray()).isEqualTo(from.toFloatArray());
      assertThat(view.get(7)).isEqualTo(5);
      backward(manager, parameters, 1);
      try (NDArray gradient = to.getGradient()) {
        assertThat(gradient.toFloatArray()).doesNotContain(Float.NaN).isNotEqualTo(new float[2350]);
      }
    }
  }

  @Test
  void movingAverage_takesAShareOfWhatIsTrainedAndAllElse() {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = new Parameters(manager)) {
      parameters.add("trained", manager.create(new float[] {1, 2, 3}));
      parameters.addUntrained("direction", manager.create(new float[] {5}));
      try (ParameterCopy average = ParameterCopy.averageOf(parameters)) {
        parameters.setValues(new float[] {11, 2, -7, 9});
        average.average(0.9);
        average.giveBack();
        assertThat(parameters.values()).containsExactly(new float[] {2, 2, 2, 9}, within(1e-6f));
      }
      NDArray average = manager.create(new float[] {1, 2, 3});
      NDArray value = manager.create(new float[] {11, 2, -7});
      value.setRequiresGradient(true);
      ParameterCopy.averageByOperations(average, value, 0.9);
      assertThat(average.toFloatArray()).containsExactly(new float[] {2, 2, 2}, within(1e-6f));
    }
  }

  @Test
  void parameterCopy_givesBackWhatItTook() throws IOException {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = parameters(manager);
        ParameterCopy copy = new ParameterCopy(parameters);
        ParameterCopy read = new ParameterCopy(parameters)) {
      float[] taken = parameters.values();
      copy.take();
      parameters.setValues(new float[taken.length]);
      copy.giveBack();
      assertThat(parameters.values()).isEqualTo(taken);
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      copy.write(Channels.newChannel(stored));
      read.read(Channels.newChannel(new ByteArrayInputStream(stored.toByteArray())));
      parameters.setValues(new float[taken.length]);
      read.giveBack();
      assertThat(parameters.values()).isEqualTo(taken);
    }
  }

  /** Over the boundary of blocks, and in the bytes that a reader in another language expects. */
  @Test
  void write_isLittleEndianFloatsInOrder() throws IOException {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = new Parameters(manager)) {
      int size = 3 * (1 << 14) + 5;
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = i * 0.5f;
      }
      parameters.add("x", manager.create(values));
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      parameters.write(Channels.newChannel(stored));
      float[] read = new float[size];
      ByteBuffer.wrap(stored.toByteArray())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(read);
      assertThat(read).isEqualTo(values);
      parameters.setValues(new float[size]);
      parameters.read(Channels.newChannel(new ByteArrayInputStream(stored.toByteArray())));
      assertThat(parameters.values()).isEqualTo(values);
    }
  }

  @Test
  void read_ofCutState_isAnError() {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = parameters(manager)) {
      var cut = Channels.newChannel(new ByteArrayInputStream(new byte[100]));
      assertThatThrownBy(() -> parameters.read(cut))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("weight");
    }
  }

  @Test
  void values_setValues_areInverse() {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = parameters(manager)) {
      float[] before = parameters.values();
      float[] other = new float[before.length];
      other[7] = 1;
      parameters.setValues(other);
      assertThat(parameters.values()).isEqualTo(other);
      parameters.setValues(before);
      assertThat(parameters.values()).isEqualTo(before);
      assertThatThrownBy(() -> parameters.setValues(new float[3]))
          .hasMessageContaining("was given 3");
    }
  }

  @Test
  void twoParametersOfOneName_areAnError() {
    try (NDManager manager = TorchEngine.newManager();
        Parameters parameters = parameters(manager)) {
      assertThatThrownBy(() -> parameters.add("bias", manager.zeros(new Shape(1))))
          .hasMessageContaining("bias");
    }
  }

  /** More floats than two blocks, and not a multiple of one. */
  private static Parameters parameters(NDManager manager) {
    Parameters parameters = new Parameters(manager);
    parameters.add("weight", INITIALISERS.linear(manager, "weight", new Shape(50, 47), 47));
    parameters.add("bias", INITIALISERS.linear(manager, "bias", new Shape(50), 47));
    return parameters;
  }

  private static void backward(NDManager manager, Parameters parameters, int step) {
    try (GradientScope scope = GradientScope.recording(manager)) {
      NDArray x = INITIALISERS.uniform(scope.manager(), "batch" + step, new Shape(8, 47), 1);
      NDArray y = x.matMul(parameters.get("weight").transpose()).add(parameters.get("bias"));
      scope.backward(y.sub(1).square().mean());
    }
  }
}
