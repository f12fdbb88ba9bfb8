package org.tonewheel.pipelines.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.decode.AudioDecoder;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;
import org.tonewheel.audio.decode.IsolatedDecoder;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;

class IngestPlanTest {
  @TempDir Path folder;

  @Test
  void anExperimentWithoutLimits_hasTheDecodersOwn() {
    assertThat(IngestPlan.limits(experiment("seed: 1").audio())).isEqualTo(DecodeLimits.DEFAULT);
  }

  @Test
  void limits_reachTheDecoder() {
    Audio audio =
        experiment(
                "audio:",
                "  maxSeconds: 90",
                "  limits: {maxMegabytes: 2, maxChannels: 2, minSampleRate: 8000,"
                    + " maxSampleRate: 48000, maxDecodeSeconds: 7}")
            .audio();
    assertThat(IngestPlan.limits(audio))
        .isEqualTo(new DecodeLimits(90, 2 << 20, 2, 8_000, 48_000, 7));
  }

  @Test
  void isolate_choosesTheDecoder() {
    try (AudioDecoder here = plan(false).decoder();
        AudioDecoder apart = plan(true).decoder()) {
      assertThat(here).isInstanceOf(InProcessDecoder.class);
      assertThat(apart).isInstanceOf(IsolatedDecoder.class);
    }
  }

  @Test
  void aMachineWithoutAJavaToStart_isAConfigurationError() {
    String home = System.getProperty("java.home");
    System.setProperty("java.home", folder.resolve("gone").toString());
    try {
      StageException e =
          catchThrowableOfType(StageException.class, () -> plan(true).decoder().close());
      assertThat(e.exit()).isEqualTo(Exit.CONFIGURATION);
      assertThat(e).hasMessageContaining("audio.isolate").hasMessageContaining("gone");
    } finally {
      System.setProperty("java.home", home);
    }
  }

  private IngestPlan plan(boolean isolate) {
    return new IngestPlan(
        RunDirectory.at(folder),
        "",
        22_050,
        new DecodeLimits(30, 1 << 20),
        isolate,
        Audio.Repeats.OFF,
        8);
  }
}
