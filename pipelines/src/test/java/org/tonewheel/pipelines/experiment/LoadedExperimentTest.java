package org.tonewheel.pipelines.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The experiment as resolved, which is kept with the run. */
final class LoadedExperimentTest {
  private static final Path FILE = Path.of("a.yaml");

  @Test
  void resolvedYaml_readsBackAsTheSameExperiment() throws ExperimentException {
    LoadedExperiment loaded =
        ExperimentFile.parse(
            FILE,
            """
            name: a
            description: "no: # 1e-3 'quoted' \\"twice\\" é ☃"
            sources: [{folder: ., metadata: ../tracks.csv}]
            featureSets: {z: {}, b: {center: true}}
            splits: {s: {}, 2: {protocol: group, group: artist, folds: 4}}
            branches:
              - {net: net5, features: z, split: [s, '2'], rate: [1e-4, 1e-5]}
              - {net: forest, features: b, split: s}
            genres: ['1e-3', 'no', 'null', '~', '80', ' x ']
            exclude: ['rock/*']
            relabel: [{track: a/b, genre: 'no'}]
            """);
    LoadedExperiment again = ExperimentFile.parse(FILE, loaded.resolvedYaml());
    assertThat(again.experiment()).isEqualTo(loaded.experiment());
    assertThat(again.resolvedYaml()).isEqualTo(loaded.resolvedYaml());
    assertThat(again.experiment().featureSets().keySet()).containsExactly("z", "b");
  }

  @Test
  void resolvedYaml_writesOutEveryDefault() throws ExperimentException {
    assertThat(ExperimentFile.parse(FILE, "name: a").resolvedYaml())
        .isEqualTo(
            """
            name: "a"
            description: ""
            seed: 42
            sources:
            - name: "main"
              folder: "."
            audio:
              sampleRate: 22050
              segmentSamples: 66000
              segments: 10
              short: "segments"
              keep: true
              maxSeconds: 3600.0
            featureSets: {}
            splits: {}
            branches: []
            genres: []
            exclude: []
            relabel: []
            """);
  }
}
