package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import com.google.common.collect.ObjectArrays;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.schema.Problem;

/** What each net learns from: pictures, mel bands, frames; and from which sources. */
final class BranchInputTest {
  private static final String[] BEFORE = {
    "name: a",
    "sources: [{name: files, folder: f, content: pictures}, {name: audio, folder: g}]",
    "featureSets: {frames33: {}, mel128: {mel: 128, hopLength: 1024}}",
    "pictureSets: {given: {}, drawn: {features: mel128}}",
    "splits: {track: {}, leaky: {protocol: segment}}",
    "branches:"
  };

  private static Problem wrong(String branch) {
    return mistake(ObjectArrays.concat(BEFORE, branch));
  }

  private static Branch right(String branch) {
    return Grid.expand(experiment(ObjectArrays.concat(BEFORE, branch))).get(0);
  }

  @Test
  void pictureNetOnAFeatureSet_isAnError() {
    Problem problem = wrong("  - {net: net1, source: audio, features: frames33, split: track}");
    assertThat(problem.line()).isEqualTo(7);
    assertThat(problem.field()).isEqualTo("branches[0].features");
    assertThat(problem.what())
        .isEqualTo("`frames33` is a feature set, and the net `net1` needs a picture set");
    assertThat(problem.expected()).isEqualTo("one of `drawn`");
  }

  @Test
  void otherNetsOnAPictureSet_areAnError() {
    for (String net : new String[] {"net5", "house-cnn", "ffn", "forest"}) {
      assertThat(
              wrong("  - {net: " + net + ", source: audio, features: drawn, split: track}").what())
          .isEqualTo("`drawn` is a picture set, and the net `" + net + "` needs a feature set");
    }
  }

  @Test
  void houseCnnOnOtherThanMelBands_isAnError() {
    Problem problem =
        wrong("  - {net: house-cnn, source: audio, features: frames33, split: track}");
    assertThat(problem.what())
        .isEqualTo("`frames33` is not of mel bands alone, which the net `house-cnn` needs");
    assertThat(problem.expected()).isEqualTo("one of `mel128`");
  }

  @Test
  void featuresLeftOut_areTheOneThatFits() {
    assertThat(right("  - {net: house-cnn, source: audio, split: track}").features())
        .isEqualTo("mel128");
    assertThat(right("  - {net: net1, source: files, split: track}").id())
        .isEqualTo("net1-adam-0.0001-e100-files-given-track-s42");
    Problem several = wrong("  - {net: net5, source: audio, split: track}");
    assertThat(several.what()).isEqualTo("the field `features` is missing");
    assertThat(several.expected()).isEqualTo("one of `frames33`, `mel128`");
  }

  @Test
  void featuresLeftOutWhereNoneFits_areToldWhatToAdd() {
    assertThat(
            mistake(
                    "name: a",
                    "featureSets: {frames33: {}}",
                    "splits: {s: {}}",
                    "branches: [{net: house-cnn}]")
                .expected())
        .isEqualTo("a feature set with mel bands and nothing else under `featureSets`");
    assertThat(
            mistake(
                    "name: a",
                    "sources: [{name: x, folder: x}, {name: y, folder: y, content: pictures}]",
                    "pictureSets: {given: {}}",
                    "splits: {s: {}}",
                    "branches: [{net: net1, source: x}]")
                .expected())
        .isEqualTo("a picture set with `features` under `pictureSets`");
    assertThat(mistake("name: a", "splits: {s: {}}", "branches: [{net: net1}]").expected())
        .isEqualTo("a picture set with `features` under `pictureSets`, which has none");
  }

  @Test
  void audioNetOnPictures_isAnError() {
    Problem problem = wrong("  - {net: net5, source: files, features: frames33, split: track}");
    assertThat(problem.field()).isEqualTo("branches[0].source");
    assertThat(problem.what()).isEqualTo("`files` holds pictures, and the net `net5` hears audio");
    assertThat(problem.expected()).isEqualTo("a source of audio");
  }

  @Test
  void pictureSetThatDoesNotFitTheSource_isAnError() {
    assertThat(wrong("  - {net: net2, source: files, features: drawn, split: track}").what())
        .isEqualTo("`drawn` is drawn from audio, and the source `files` holds pictures");
    assertThat(wrong("  - {net: net2, source: audio, features: given, split: track}").what())
        .isEqualTo("`given` is of picture files, and the source `audio` holds audio");
  }

  @Test
  void picturesBySegment_areAnError() {
    Problem problem = wrong("  - {net: net3, source: files, split: [track, leaky]}");
    assertThat(problem.field()).isEqualTo("branches[0].split");
    assertThat(problem.what())
        .isEqualTo("the split `leaky` divides the segments of tracks, and a track is one picture");
  }

  @Test
  void everyMistakeOfABranch_isReportedAtOnce() {
    assertThat(
            mistakes(
                ObjectArrays.concat(
                    BEFORE,
                    "  - {net: net5, source: files, features: frames3, split: trac, trees: 3,"
                        + " warmupEpochs: 2}")))
        .extracting(Problem::field)
        .containsExactlyInAnyOrder(
            "branches[0].source",
            "branches[0].features",
            "branches[0].split",
            "branches[0].trees",
            "branches[0].warmupEpochs");
  }

  @Test
  void mistakenFeatureSet_isNotBlamedOnTheBranchToo() {
    assertThat(
            mistakes(
                "name: a",
                "featureSets: {mel: {mel: 128, nFft: 3}}",
                "splits: {s: {}}",
                "branches: [{net: house-cnn}]"))
        .extracting(Problem::field)
        .containsExactly("featureSets.mel.nFft");
  }
}
