package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.Fractions;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.experiment.settings.Split;

/** What holds between fields of sources, audio, feature sets, splits and tracks. */
final class ExperimentRulesTest {

  @Test
  void sourceWithoutAPlace_isAnError() {
    Problem problem = mistake("name: a", "sources:", "  - name: x");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.field()).isEqualTo("sources[0]");
    assertThat(problem.expected())
        .isEqualTo("exactly one of `folder`, `glob`, `manifest`, `table`");
  }

  @Test
  void sourceWithTwoPlaces_isAnError() {
    Problem problem = mistake("name: a", "sources:", "  - {folder: x, manifest: y.csv}");
    assertThat(problem.what()).isEqualTo("`folder`, `manifest` are given together");
  }

  @Test
  void metadataOfAManifest_isAnError() {
    Problem problem =
        mistake("name: a", "sources:", "  - manifest: y.csv", "    metadata: tracks.csv");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.field()).isEqualTo("sources[0].metadata");
  }

  @Test
  void rootsWithoutAManifest_areAnError() {
    assertThat(mistake("name: a", "sources:", "  - folder: x", "    roots: [y]").field())
        .isEqualTo("sources[0].roots");
  }

  @Test
  void keyWithoutMetadata_isAnError() {
    assertThat(mistake("name: a", "sources:", "  - folder: x", "    key: id").line()).isEqualTo(4);
  }

  @Test
  void onlySource_isCalledMain() {
    assertThat(experiment("name: a").sources())
        .containsExactly(
            new Source(
                "main",
                Source.Content.AUDIO,
                ".",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @Test
  void severalSources_needNamesOfTheirOwn() {
    assertThat(mistakes("name: a", "sources:", "  - folder: x", "  - folder: y"))
        .extracting(Problem::line)
        .containsExactly(3, 4);
    Problem same =
        mistake("name: a", "sources:", "  - {name: x, folder: x}", "  - {name: X, folder: y}");
    assertThat(same.what()).isEqualTo("`X` names sources[0] too");
  }

  @Test
  void segmentsBeyondAnArray_areAnError() {
    Problem problem = mistake("name: a", "audio:", "  segmentSamples: 3000000", "  segments: 1000");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.field()).isEqualTo("audio.segments");
  }

  @Test
  void featureSetWithoutFeatures_isAnError() {
    Problem problem =
        mistake(
            "name: a",
            "featureSets:",
            "  none: {mfcc: 0, contrastBands: 0, centroid: false, chroma: 0}");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.what()).isEqualTo("has no features");
  }

  @Test
  void frameLongerThanASegment_isAnError() {
    Problem problem =
        mistake("name: a", "audio: {segmentSamples: 1000}", "featureSets: {x: {nFft: 1024}}");
    assertThat(problem.field()).isEqualTo("featureSets.x.nFft");
    assertThat(problem.expected()).contains("1000");
  }

  @Test
  void oddFrame_isAnError() {
    assertThat(mistake("name: a", "featureSets: {x: {nFft: 1023}}").what()).contains("odd");
  }

  @Test
  void contrastBandsAboveHalfTheSampleRate_areAnError() {
    // 200 Hz and seven octaves up: 12,800 Hz is above 11,025 Hz.
    Problem problem = mistake("name: a", "featureSets:", "  x: {contrastBands: 7}");
    assertThat(problem.expected()).isEqualTo("at most 6 at 22050 Hz");
    assertThat(experiment("name: a", "featureSets:", "  x: {contrastBands: 6}").featureSets())
        .containsKey("x");
  }

  @Test
  void frames33_hasP1sShape() {
    FeatureSet set =
        experiment("name: a", "featureSets: {frames33: {}}").featureSets().get("frames33");
    assertThat(set)
        .isEqualTo(new FeatureSet(1024, 4084, false, 13, 6, true, 12, 0, null, null, null));
    assertThat(set.features()).isEqualTo(33);
    assertThat(set.frames(66_000)).isEqualTo(16);
  }

  @Test
  void melBands_leaveOutTheFamiliesThatAreNotNamed() {
    Map<String, FeatureSet> sets =
        experiment(
                "name: a",
                "featureSets:",
                "  mel: {mel: 128, nFft: 2048, hopLength: 512, center: true}",
                "  more: {mel: 40, mfcc: 20, centroid: true}",
                "  none: {mel: 0}")
            .featureSets();
    assertThat(sets.get("mel"))
        .isEqualTo(new FeatureSet(2048, 512, true, 0, 0, false, 0, 128, null, null, null));
    assertThat(sets.get("mel").melAlone()).isTrue();
    assertThat(sets.get("more"))
        .isEqualTo(new FeatureSet(1024, 4084, false, 20, 0, true, 0, 40, null, null, null));
    assertThat(sets.get("more").melAlone()).isFalse();
    assertThat(sets.get("none").features()).isEqualTo(33);
  }

  @Test
  void featureSetWhereNoSourceHoldsAudio_isAnError() {
    Problem problem =
        mistake("name: a", "sources: [{folder: ., content: pictures}]", "featureSets: {x: {}}");
    assertThat(problem.field()).isEqualTo("featureSets.x");
    assertThat(problem.what()).isEqualTo("is computed from audio, and no source holds any");
  }

  @Test
  void fractionsThatDoNotSumToOne_areAnError() {
    Problem problem =
        mistake(
            "name: a",
            "splits:",
            "  s:",
            "    fractions: {train: 0.7, validation: 0.2, test: 0.2}");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.field()).isEqualTo("splits.s.fractions");
    assertThat(problem.what()).isEqualTo("the fractions sum to 1.1");
  }

  @Test
  void fractionsBesideFolds_areAnError() {
    Problem problem =
        mistake(
            "name: a",
            "splits:",
            "  s:",
            "    folds: 5",
            "    fractions: {train: 0.7, validation: 0.2, test: 0.1}");
    assertThat(problem.what()).isEqualTo("`fractions` and `folds` are given together");
  }

  @Test
  void splitByDefault_isP1sAndTakesTheSeedOfTheExperiment() {
    Experiment experiment =
        experiment("name: a", "seed: 7", "splits: {s: {}, t: {folds: 4, seed: 1}}");
    assertThat(experiment.splits().get("s"))
        .isEqualTo(
            new Split(
                Split.Protocol.TRACK, null, null, null, new Fractions(0.7, 0.2, 0.1), null, 7L));
    assertThat(experiment.splits().get("t"))
        .isEqualTo(new Split(Split.Protocol.TRACK, null, null, null, null, 4, 1L));
  }

  @Test
  void groupProtocolWithoutColumn_isAnError() {
    Problem problem = mistake("name: a", "splits:", "  s:", "    protocol: group");
    assertThat(problem.field()).isEqualTo("splits.s.group");
    assertThat(problem.what()).isEqualTo("the field `group` is missing");
  }

  @Test
  void columnWithoutGroupProtocol_isAnError() {
    Problem problem = mistake("name: a", "splits:", "  s:", "    group: artist");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.what()).isEqualTo("is given without `protocol: group` or `lists`");
  }

  @Test
  void namesThatDifferInCaseAlone_areAnError() {
    assertThat(mistake("name: a", "splits:", "  s: {}", "  S: {}").line()).isEqualTo(4);
    assertThat(mistake("name: a", "featureSets: {x: {}, X: {}}").field())
        .isEqualTo("featureSets.X");
    Problem sets =
        mistake("name: a", "featureSets: {x: {mel: 8}}", "pictureSets: {X: {features: x}}");
    assertThat(sets.field()).isEqualTo("pictureSets.X");
    assertThat(sets.what()).isEqualTo("differs from `featureSets.x` in case alone");
    assertThat(
            mistake("name: a", "featureSets: {x: {mel: 8}}", "pictureSets: {x: {features: x}}")
                .what())
        .isEqualTo("is the name of `featureSets.x` too");
  }

  @Test
  void genres_areTwoOrMoreAndDistinct() {
    assertThat(mistake("name: a", "genres: [rock]").field()).isEqualTo("genres");
    Problem twice = mistake("name: a", "genres: [rock, pop, rock]");
    assertThat(twice.field()).isEqualTo("genres[2]");
    assertThat(twice.what()).isEqualTo("`rock` stands at genres[0] too");
    assertThat(mistake("name: a", "genres: [rock, '']").field()).isEqualTo("genres[1]");
  }

  @Test
  void relabellingToAnUnknownGenre_isAnError() {
    Problem problem =
        mistake("name: a", "genres: [rock, pop]", "relabel:", "  - {track: rock/1, genre: rok}");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.hint()).isEqualTo("did you mean `rock`?");
  }

  @Test
  void trackRelabelledTwice_isAnError() {
    assertThat(
            mistake(
                    "name: a",
                    "relabel:",
                    "  - {track: x/1, genre: rock}",
                    "  - {track: x/1, genre: pop}")
                .line())
        .isEqualTo(4);
  }

  @Test
  void patternThatIsNoGlob_isAnError() {
    Problem source = mistake("name: a", "sources:", "  - glob: '*/{a,b'");
    assertThat(source.field()).isEqualTo("sources[0].glob");
    Problem exclude = mistake("name: a", "exclude:", "  - rock/*", "  - 'rock/[live'");
    assertThat(exclude.line()).isEqualTo(4);
    assertThat(exclude.what()).startsWith("`rock/[live` is no glob");
    assertThat(experiment("name: a", "exclude: ['rock/\\[live']").exclude()).hasSize(1);
  }
}
