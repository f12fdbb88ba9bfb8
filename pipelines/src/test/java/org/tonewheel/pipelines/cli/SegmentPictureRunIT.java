package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.cli.SmallMusic.predictions;
import static org.tonewheel.pipelines.cli.SmallMusic.tonewheel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.cli.SmallMusic.Outcome;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.PredictionRow;

/** The whole workflow on pictures of segments, in two sizes, divided by tracks and by segments. */
class SegmentPictureRunIT {
  private static final int SAMPLES = 3000;

  @TempDir Path folder;

  @Test
  void netsLearnFromOnePictureASegment_andTracksAreJudgedByAllOfTheirs() throws Exception {
    SoundFolder input = SoundFolder.in(folder);
    for (int i = 0; i < 10; i++) {
      input.sound("rock/r" + i + ".wav", 3 * SAMPLES, i);
      input.sound("jazz/j" + i + ".wav", 3 * SAMPLES, 100 + i);
    }
    Path experiment =
        Files.write(
            folder.resolve("e.yaml"),
            List.of(
                "name: parts",
                "audio: {segmentSamples: " + SAMPLES + ", segments: 3}",
                "featureSets: {mel: {nFft: 512, hopLength: 100, mel: 16, fMin: 50, fMax: 9000}}",
                "pictureSets:",
                "  small: {width: 16, height: 12, features: mel, per: segment}",
                "  large: {width: 24, height: 20, features: mel, per: segment, colourMap: grey}",
                "splits:",
                "  byTrack: {protocol: track, fractions: {train: 0.6, validation: 0.2, test: 0.2}}",
                "  bySegment: {protocol: segment, fractions: {train: 0.6, validation: 0.2, test: 0.2}}",
                "branches:",
                "  - {net: net1, features: small, split: byTrack, epochs: 1, batchSize: 8}",
                "  - {net: net1, features: large, split: bySegment, epochs: 1, batchSize: 8}"));
    Path run = folder.resolve("run");
    Outcome outcome =
        tonewheel("run", "--experiment=" + experiment, "--input=" + input.input(), "--run=" + run);
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    JsonNode metrics = Json.read(run.resolve("report/metrics.json"), JsonNode.class);
    for (JsonNode branch : metrics.path("branches")) {
      JsonNode test = branch.path("test");
      if (branch.path("split").asText().equals("byTrack")) {
        assertThat(branch.path("safe").asBoolean()).isTrue();
        assertThat(test.path("track").path("size").asInt()).isEqualTo(4);
        assertThat(test.path("segment").path("size").asInt()).isEqualTo(12);
      } else {
        assertThat(branch.path("safe").asBoolean()).isFalse();
        assertThat(test.path("segment").path("size").asInt()).isEqualTo(12);
      }
    }
    assertThat(predictions(run)).hasSize(2);
    assertThat(predictions(run).values())
        .allSatisfy(
            rows ->
                assertThat(rows)
                    .extracting(PredictionRow::segment)
                    .contains(0, 1, 2)
                    .doesNotContain(3));
  }

  @Test
  void dryRun_saysHowManyPictures_andWhatIsPassedOver() throws Exception {
    SoundFolder input = SoundFolder.in(folder);
    input.sound("rock/r.wav", SAMPLES, 1);
    input.text("rock/cover.jpg", "no picture");
    Path experiment =
        Files.write(
            folder.resolve("e.yaml"),
            List.of(
                "name: parts",
                "featureSets: {m: {mel: 16}}",
                "pictureSets: {a: {features: m}, b: {features: m, per: segment}}"));
    Outcome outcome =
        tonewheel("run", "--dry-run", "--experiment=" + experiment, "--input=" + input.input());
    assertThat(outcome.out())
        .contains("passed over what is no track: 1 .jpg")
        .contains("pictures a: one a track, 180 × 180 pixels")
        .contains("pictures b: one a segment, 180 × 180 pixels");
  }
}
