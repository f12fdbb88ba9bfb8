package org.tonewheel.pipelines.experiment.file;

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
            sources:
              - {name: a, folder: ., metadata: ../tracks.csv}
              - {name: p, content: pictures, folder: p, metadata: t.csv, key: k}
            featureSets: {z: {}, b: {center: true}, m: {mel: 64, hopLength: 512}}
            pictureSets: {given: {crop: true}, drawn: {features: m, width: 90}}
            splits:
              s: {}
              2: {protocol: group, group: artist, folds: 4}
              c: {protocol: lists, column: side, group: artist}
              l: {protocol: lists, lists: {train: a.txt, validation: b.txt, test: c.txt}}
            synthesis:
              admit: if-better
              sets:
                w: {method: waveform-gan, samples: 9, balance: false, rate: 1e-3}
                d: {method: feature-gan, net: convolutional, beforeSplit: true}
                j: {method: jitter, per: fold, balance: true}
            branches:
              - {net: net6, source: a, features: z, split: [s, '2'], rate: 1e-4, synthesis: [w, d]}
              - {net: ffn, source: a, features: z, split: s, synthesis: [none, j]}
              - {net: net1, source: p, split: [c, l], epochs: [3, 5]}
              - {net: net4, source: a, split: s, schedule: cosine, warmupEpochs: 2, epochs: 9}
              - {net: house-cnn, source: a, split: s, schedule: plateau}
              - {net: house-cnn, source: a, split: s, name: short, epochs: 3}
              - {net: net5, source: a, features: z, split: [s, '2'], rate: [1e-4, 1e-5]}
              - {net: forest, source: a, features: b, split: s}
            genres: ['1e-3', 'no', 'null', '~', '80', ' x ']
            exclude: ['rock/*']
            relabel: [{track: a/b, genre: 'no'}]
            """);
    LoadedExperiment again = ExperimentFile.parse(FILE, loaded.resolvedYaml());
    assertThat(again.experiment()).isEqualTo(loaded.experiment());
    assertThat(again.resolvedYaml()).isEqualTo(loaded.resolvedYaml());
    assertThat(again.experiment().featureSets().keySet()).containsExactly("z", "b", "m");
  }

  @Test
  void resolvedYamlOfATable_readsBackAsTheSameExperiment() throws ExperimentException {
    LoadedExperiment loaded =
        ExperimentFile.parse(
            FILE,
            """
            name: a
            sources:
              - table: t.csv
                missing: ['', '?', 'no']
                columns:
                  'a column: with # signs': {role: numeric, min: -1.5, bounds: clip}
                  k: {role: categorical, categories: [A, 'A#', '1'], unknown: fail}
                  who: {role: group, missing: [nobody]}
                  x: {role: ignored}
                  g: {role: label}
            tableSets: {p: {}, q: {impute: mean, outliers: clip, encode: one-hot}}
            splits: {r: {protocol: row}, w: {protocol: group, group: who, folds: 4}}
            branches:
              - {net: ffn, features: p, split: [r, w], smote: true, schedule: one-cycle}
              - {net: boosting, features: q, split: r}
              - {net: knn, features: q, split: w}
            """);
    LoadedExperiment again = ExperimentFile.parse(FILE, loaded.resolvedYaml());
    assertThat(again.experiment()).isEqualTo(loaded.experiment());
    assertThat(again.resolvedYaml()).isEqualTo(loaded.resolvedYaml());
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
              content: "audio"
              folder: "."
            audio:
              sampleRate: 22050
              segmentSamples: 66000
              segments: 10
              short: "segments"
              keep: true
              maxSeconds: 3600.0
            featureSets: {}
            pictureSets: {}
            splits: {}
            synthesis:
              admit: "always"
              sets: {}
            branches: []
            genres: []
            exclude: []
            relabel: []
            """);
  }
}
