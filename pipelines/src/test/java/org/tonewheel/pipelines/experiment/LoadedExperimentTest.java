package org.tonewheel.pipelines.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.Mistakes.experiment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The experiment as resolved: what is kept with the run, and what stages are skipped by. */
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

  @Test
  void canonicalJson_ordersFieldsAndLeavesListsAlone() {
    assertThat(
            new String(
                Fingerprint.canonicalJson(
                    Map.of("b", new int[] {2, 1}, "a", new Fractions(0.5, 0.25, 0.25))),
                StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":{\"test\":0.25,\"train\":0.5,\"validation\":0.25},\"b\":[2,1]}");
  }

  @Test
  void fingerprints_changeWithWhatTheyCoverAndWithNothingElse() {
    Experiment plain = experiment("name: a", "featureSets: {x: {}}", "splits: {s: {}}");
    Experiment other =
        experiment(
            "name: b",
            "description: changes nothing",
            "featureSets: {x: {}, y: {mfcc: 20}}",
            "splits: {s: {}, t: {folds: 5}}");
    assertThat(Fingerprint.ingest(other)).isEqualTo(Fingerprint.ingest(plain));
    assertThat(Fingerprint.features(other, "x")).isEqualTo(Fingerprint.features(plain, "x"));
    assertThat(Fingerprint.features(other, "y")).isNotEqualTo(Fingerprint.features(plain, "x"));
    assertThat(Fingerprint.split(other, "s")).isEqualTo(Fingerprint.split(plain, "s"));

    Experiment shorter =
        experiment("name: a", "audio: {segments: 4}", "featureSets: {x: {}}", "splits: {s: {}}");
    assertThat(Fingerprint.ingest(shorter)).isEqualTo(Fingerprint.ingest(plain));
    assertThat(Fingerprint.features(shorter, "x")).isNotEqualTo(Fingerprint.features(plain, "x"));
    Experiment without = experiment("name: a", "exclude: [rock/1]");
    assertThat(Fingerprint.ingest(without)).isNotEqualTo(Fingerprint.ingest(plain));
  }

  @Test
  void fingerprint_countsTheOrderOfItsParts() {
    assertThat(Fingerprint.of("a", "b"))
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(Fingerprint.of("b", "a"))
        .isNotEqualTo(Fingerprint.of("ab"));
  }
}
