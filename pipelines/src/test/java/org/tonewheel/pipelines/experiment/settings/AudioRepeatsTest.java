package org.tonewheel.pipelines.experiment.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.schema.Json;

class AudioRepeatsTest {
  @Test
  void nearIsTheDefault_andNotWritten_soThatOlderRunsStayEqual() {
    Audio audio = experiment("seed: 1").audio();
    assertThat(audio.repeats()).isEqualTo(Audio.Repeats.NEAR);
    ObjectNode tree = (ObjectNode) Json.tree(audio);
    assertThat(tree.has("repeats")).isFalse();
    assertThat(Json.bind(tree, Audio.class)).isEqualTo(audio);
  }

  @Test
  void others_areWrittenAndReadBack() {
    for (String value : new String[] {"off", "exact"}) {
      Audio audio = experiment("audio: {repeats: " + value + "}").audio();
      assertThat(Json.tree(audio).path("repeats").asText()).isEqualTo(value);
      assertThat(Json.bind(Json.tree(audio), Audio.class)).isEqualTo(audio);
    }
  }
}
