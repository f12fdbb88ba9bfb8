package org.tonewheel.nets.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.nets.engine.DeviceChoice.Resolved;
import org.tonewheel.nets.engine.TorchEngine.Gpus;

class DeviceChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "auto, 2, 0, gpu:0: 2 CUDA devices",
    "auto, 1, 0, gpu:0: one CUDA device",
    "auto, 0, -1, cpu: no CUDA device",
    "gpu, 2, 0, gpu:0: 2 CUDA devices",
    "gpu:1, 2, 1, gpu:1: 2 CUDA devices"
  })
  void choice_takesWhatThereIsAndSaysWhy(String text, int count, int gpu, String why) {
    Resolved resolved = DeviceChoice.parse(text).resolve(new Gpus(true, count));
    assertThat(resolved.device()).isEqualTo(new ComputeDevice(gpu));
    assertThat(resolved.why()).startsWith(why);
  }

  @Test
  void gpuThatIsNotThere_isAnErrorThatSaysWhatToDo() {
    DeviceChoice second = DeviceChoice.parse("gpu:1");
    assertThatThrownBy(() -> second.resolve(new Gpus(true, 1)))
        .isInstanceOf(EngineUnusableException.class)
        .hasMessageContaining("gpu:1 was asked for, but found: one CUDA device")
        .hasMessageContaining("Ask for cpu or auto");
    assertThatThrownBy(() -> second.resolve(new Gpus(true, 0)))
        .hasMessageContaining("look at the driver");
    assertThatThrownBy(() -> second.resolve(new Gpus(false, 0)))
        .hasMessageContaining("the PyTorch natives are the CPU build");
  }

  @Test
  void cpu_isTakenWithoutALook() {
    assertThat(DeviceChoice.parse("cpu").resolve())
        .isEqualTo(new Resolved(ComputeDevice.CPU, "cpu: asked for"));
  }

  @Test
  void auto_onThisMachine_isADeviceThatComputes() {
    Resolved resolved = DeviceChoice.AUTO.resolve();
    try (var manager = TorchEngine.newManager(resolved.device())) {
      assertThat(manager.create(new float[] {2}).square().toFloatArray()).containsExactly(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CPU", "gpu:", "gpu:-1", "gpu:x", "cuda", "gpu:99999"})
  void otherWords_areAnError(String text) {
    assertThatThrownBy(() -> DeviceChoice.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("auto, cpu, gpu and gpu:n");
  }
}
