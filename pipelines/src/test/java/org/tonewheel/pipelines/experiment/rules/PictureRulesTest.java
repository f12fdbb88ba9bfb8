package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.BranchSpec;
import org.tonewheel.pipelines.experiment.settings.ColourMap;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.PictureSet;

/** What holds between picture sets, feature sets and sources. */
final class PictureRulesTest {
  private static final String FILES = "sources: [{folder: ., content: pictures}]";
  private static final String MEL =
      "featureSets: {frames33: {}, mel128: {mel: 128, hopLength: 1024}}";

  private static PictureSet only(String... lines) {
    return experiment(lines).pictureSets().values().iterator().next();
  }

  @Test
  void byDefault_picturesAreP1s() {
    assertThat(only("name: a", FILES, "pictureSets: {p: {}}"))
        .isEqualTo(new PictureSet(180, 180, null, null, false, PictureSet.Per.TRACK, null, null));
  }

  @Test
  void drawnPictures_areMagmaByDefault() {
    assertThat(only("name: a", MEL, "pictureSets: {p: {features: mel128}}"))
        .isEqualTo(
            new PictureSet(
                180, 180, "mel128", ColourMap.MAGMA, false, PictureSet.Per.TRACK, null, null));
    assertThat(
            only("name: a", MEL, "pictureSets: {p: {features: mel128, colourMap: grey}}")
                .colourMap())
        .isEqualTo(ColourMap.GREY);
  }

  @Test
  void drawnPictures_mayBeOfSegments_withARangeAndATop() {
    PictureSet set =
        only(
            "name: a",
            MEL,
            "pictureSets: {p: {features: mel128, per: segment, range: 60, top: 20,"
                + " colourMap: grey_r}}");
    assertThat(set)
        .isEqualTo(
            new PictureSet(
                180, 180, "mel128", ColourMap.GREY_R, false, PictureSet.Per.SEGMENT, 60.0, 20.0));
  }

  @Test
  void whatIsNotAskedFor_isNotWritten_soThatOlderRunsKeepTheirNames() {
    assertThat(Json.tree(only("name: a", MEL, "pictureSets: {p: {features: mel128}}")).fieldNames())
        .toIterable()
        .containsExactly("width", "height", "features", "colourMap", "crop");
    assertThat(Json.tree(experiment("name: a", MEL).featureSets().get("mel128")).fieldNames())
        .toIterable()
        .doesNotContain("fMin", "fMax", "topDb");
  }

  @Test
  void whatDrawnPicturesAloneHave_isAnErrorOfGivenOnes() {
    for (String field : new String[] {"per: segment", "range: 60", "top: 0"}) {
      assertThat(mistake("name: a", FILES, "pictureSets: {p: {" + field + "}}").what())
          .startsWith("is given without `features`");
    }
    assertThat(only("name: a", FILES, "pictureSets: {p: {per: track}}").per())
        .isEqualTo(PictureSet.Per.TRACK);
  }

  @Test
  void segmentSplit_needsPicturesOfSegments() {
    String[] experiment = {
      "name: a",
      MEL,
      "pictureSets: {p: {features: mel128, per: segment}}",
      "splits: {s: {protocol: segment}}",
      "branches: [{net: net1, split: s}]",
    };
    assertThat(experiment(experiment).branches()).hasSize(1);
    experiment[2] = "pictureSets: {p: {features: mel128}}";
    assertThat(mistake(experiment).expected()).contains("per: segment");
  }

  @Test
  void melRangesThatCannotWork_areToldByField() {
    String[][] mistakes = {
      {"mel: 40, fMin: 8000, fMax: 300", "fMin", "no room between 8000.0 and 300.0 Hz"},
      {"mel: 40, fMax: 12000", "fMax", "lies above half the sample rate"},
      {"mel: 400, nFft: 512", "mel", "no bin falls into band"},
      {"fMin: 20", "fMin", "is given without `mel`"},
      {"mel: 40, topDb: 0", "topDb", "`0`"},
    };
    for (String[] mistake : mistakes) {
      Problem problem = mistake("name: a", "featureSets: {f: {" + mistake[0] + "}}");
      assertThat(problem.field()).isEqualTo("featureSets.f." + mistake[1]);
      assertThat(problem.what()).contains(mistake[2]);
    }
  }

  @Test
  void picturesDrawnFromMoreThanMelBands_areAnError() {
    Problem problem = mistake("name: a", MEL, "pictureSets:", "  p:", "    features: frames33");
    assertThat(problem.line()).isEqualTo(5);
    assertThat(problem.field()).isEqualTo("pictureSets.p.features");
    assertThat(problem.what())
        .isEqualTo("`frames33` is not of mel bands alone, which a picture needs");
    assertThat(problem.expected()).isEqualTo("one of `mel128`");
  }

  @Test
  void picturesDrawnFromAnUnknownSet_areToldTheNearOne() {
    Problem problem = mistake("name: a", MEL, "pictureSets: {p: {features: mel}}");
    assertThat(problem.what()).isEqualTo("there is no feature set `mel`");
    assertThat(problem.expected()).isEqualTo("one of `mel128`");
    assertThat(mistake("name: a", MEL, "pictureSets: {p: {features: mel-129}}").hint())
        .isEqualTo("did you mean `mel128`?");
  }

  @Test
  void picturesDrawnFromNothing_areToldWhatToAdd() {
    assertThat(mistake("name: a", "pictureSets: {p: {features: mel}}").expected())
        .isEqualTo(
            "a feature set with mel bands and nothing else under `featureSets`, which has none");
  }

  @Test
  void marginsOfDrawnPictures_areAnError() {
    Problem problem =
        mistake("name: a", MEL, "pictureSets:", "  p:", "    features: mel128", "    crop: true");
    assertThat(problem.line()).isEqualTo(6);
    assertThat(problem.field()).isEqualTo("pictureSets.p.crop");
  }

  @Test
  void coloursOfGivenPictures_areAnErrorEvenThoseOfTheDefault() {
    Problem problem = mistake("name: a", FILES, "pictureSets: {p: {colourMap: magma}}");
    assertThat(problem.field()).isEqualTo("pictureSets.p.colourMap");
    assertThat(problem.what()).isEqualTo("is given without `features`");
  }

  @Test
  void setOfFilesWhereNoSourceHoldsAny_isAnError() {
    Problem problem = mistake("name: a", "pictureSets:", "  p: {}");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.expected()).isEqualTo("`features`, or a source with `content: pictures`");
  }

  @Test
  void mistakenSource_isNotBlamedOnThePicturesToo() {
    assertThat(
            mistakes("name: a", "sources: [{folder: ., content: picture}]", "pictureSets: {p: {}}"))
        .extracting(Problem::field)
        .containsExactly("sources[0].content");
  }

  @Test
  void pictureNet_takesTheSetThatFitsItsSource() {
    Experiment experiment =
        experiment(
            "name: a",
            "sources: [{name: files, folder: f, content: pictures}, {name: audio, folder: g}]",
            MEL,
            "pictureSets: {given: {}, drawn: {features: mel128}}",
            "splits: {s: {}}",
            "branches: [{net: net1, source: files}, {net: net2, source: audio}]");
    assertThat(experiment.branches())
        .extracting(BranchSpec::features)
        .containsExactly("given", "drawn");
  }
}
