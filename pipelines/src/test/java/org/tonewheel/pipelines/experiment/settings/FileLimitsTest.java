package org.tonewheel.pipelines.experiment.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.schema.Json;

class FileLimitsTest {
  @Test
  void defaults_areNotWritten_soThatOlderRunsStayEqual() {
    Audio audio = experiment("audio: {limits: {maxChannels: 8}, isolate: false}").audio();
    assertThat(audio).isEqualTo(experiment("seed: 1").audio());
    assertThat(audio.limits()).isEqualTo(FileLimits.DEFAULT);
    ObjectNode tree = (ObjectNode) Json.tree(audio);
    assertThat(tree.has("limits")).isFalse();
    assertThat(tree.has("isolate")).isFalse();
    assertThat(Json.bind(tree, Audio.class)).isEqualTo(audio);
  }

  @Test
  void others_areWrittenAndReadBack() {
    Audio audio =
        experiment("audio: {limits: {maxMegabytes: 0.5, maxDecodeSeconds: 5}, isolate: true}")
            .audio();
    assertThat(audio.limits()).isEqualTo(new FileLimits(0.5, 8, 4_000, 384_000, 5));
    assertThat(audio.isolate()).isTrue();
    assertThat(Json.bind(Json.tree(audio), Audio.class)).isEqualTo(audio);
  }

  @Test
  void ratesThatLeaveNothing_areAnError() {
    assertThatThrownBy(
            () -> experiment("audio: {limits: {minSampleRate: 48000, maxSampleRate: 44100}}"))
        .hasMessageContaining("audio.limits.minSampleRate")
        .hasMessageContaining("at most 44100");
  }
}
