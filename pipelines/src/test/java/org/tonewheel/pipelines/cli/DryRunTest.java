package org.tonewheel.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/** What is said of a run that is not made; WorkflowIT has it from the command line. */
class DryRunTest {

  private static List<String> lines(String... parts) throws IOException {
    Experiment experiment = SoundFolder.experiment(parts);
    Estimate estimate =
        new Estimate(
            9,
            1000,
            Grid.expand(experiment),
            new SynthesisEstimate(7200, 0, 0),
            TuningEstimate.of(experiment, source -> 9, 2),
            1 << 20,
            1,
            36_000,
            List.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      new DryRun(experiment, estimate, 2, false).print(out);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void syntheticSets_haveALineEachWithTheirCount() throws IOException {
    assertThat(
            lines(
                "featureSets: {narrow: {mfcc: 5}, wide: {}}",
                "splits: {folds: {folds: 3}, part: {}}",
                "synthesis:",
                "  sets:",
                "    smote: {method: smote}",
                "    waveform: {method: waveform-gan, samples: 500, epochs: 15}",
                "    early: {method: jitter, samples: 20, beforeSplit: true}",
                "    unused: {method: repeat}",
                "branches:",
                "  - {net: forest, features: wide, split: folds, synthesis: [none, smote]}",
                "  - {net: forest, features: wide, split: folds, synthesis: waveform}",
                "  - {net: forest, features: narrow, split: folds, synthesis: waveform}",
                "  - {net: forest, features: wide, split: part, synthesis: early, seeds: [1, 2]}"))
        .contains(
            "8 lots of synthetic segments to be made, in about 1 h 0 min of the time below:",
            "     3 x smote for wide under folds: smote, up to the largest genre",
            "     3 x waveform for narrow, wide under folds: waveform-gan, 500 segments a genre,"
                + " 15 epochs",
            "     2 x early for wide under part: jitter, 20 segments a genre, UNSAFE (before the"
                + " split)",
            "     3 x forest-wide-smote-folds")
        .noneMatch(line -> line.contains("unused"));
  }

  @Test
  void withoutSets_nothingIsSaidOfThem() throws IOException {
    assertThat(lines("featureSets: {wide: {}}", "splits: {s: {}}", "branches: [{net: forest}]"))
        .contains("1 models to be trained:")
        .noneMatch(line -> line.contains("synthetic"));
  }
}
