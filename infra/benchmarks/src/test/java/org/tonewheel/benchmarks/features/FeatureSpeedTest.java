package org.tonewheel.benchmarks.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.Pcm;
import org.tonewheel.audio.decode.AudioRejectedException;

class FeatureSpeedTest {
  private static final int PIECE = 10_000;

  @TempDir private Path folder;

  @Test
  void savedAreTheFeaturesOfEveryWholePiece() throws IOException, AudioRejectedException {
    Path music = TinyMusic.write(folder.resolve("music"), 1, 2 * PIECE + 500);
    DecodeTracks.main(new String[] {folder.toString(), music.resolve("blues/0.wav").toString()});
    Path result = folder.resolve("result");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    String pcm = folder.resolve("0.pcm").toString();
    FeatureSpeed.run(
        new String[] {result.toString(), "1024", "4084", "false", "" + PIECE, pcm},
        new BufferedReader(new StringReader("go\n2\nsave\n")),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("idle", "waiting 0", "waiting 2", "waiting 2");
    float[] samples = Pcm.values(TinyMusic.tone(0, 2 * PIECE));
    FrameFeatures features = new FrameFeatures(FrameFeatureSettings.frames33());
    float[] first = features.extract(Arrays.copyOf(samples, PIECE));
    float[] second = features.extract(Arrays.copyOfRange(samples, PIECE, 2 * PIECE));
    float[] saved = new float[first.length + second.length];
    ByteBuffer.wrap(Files.readAllBytes(result))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(saved);
    assertThat(Arrays.copyOf(saved, first.length)).containsExactly(first);
    assertThat(Arrays.copyOfRange(saved, first.length, saved.length)).containsExactly(second);
  }
}
