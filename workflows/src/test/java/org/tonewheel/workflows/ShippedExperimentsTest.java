package org.tonewheel.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Families;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.file.ExperimentException;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.FeatureSet;
import org.tonewheel.pipelines.experiment.settings.Keep;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.experiment.settings.Schedule;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.experiment.settings.Synthesis;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet;

/** Every shipped experiment is a right one, and asks for what its comments say. */
final class ShippedExperimentsTest {
  private static final Path FOLDER = Path.of("experiments");

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Experiment experiment(String name) throws ExperimentException {
    return ExperimentFile.load(FOLDER.resolve(name + ".yaml")).experiment();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyExperiment_loadsAndIsNamedAsItsFile(Path file) throws ExperimentException {
    String name = ExperimentFile.load(file).experiment().name();
    assertThat(file).hasFileName(name + ".yaml");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyExperiment_tellsEditorsItsSchema(Path file) throws IOException {
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo("# yaml-language-server: $schema=experiment.schema.json");
  }

  @Test
  void everyMainExperiment_isShipped() throws IOException {
    assertThat(shipped())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "demo.yaml",
            "features.yaml",
            "gan-settings.yaml",
            "gtzan-four.yaml",
            "gtzan-ten.yaml",
            "p1-augmentation-ten.yaml",
            "p1-augmentation.yaml",
            "p1-learning-rates.yaml",
            "p1-table2.yaml",
            "p2-music-genre.yaml");
  }

  @Test
  void demo_trainsByEveryProtocolThatDraws() throws ExperimentException {
    Experiment demo = experiment("demo");
    assertThat(Grid.expand(demo)).hasSize(3 * 4);
    assertThat(Grid.expand(demo))
        .extracting(Branch::net)
        .contains(Net.NET5, Net.FFN, Net.LOGISTIC, Net.FOREST);
    assertThat(demo.splits().values())
        .extracting(Split::protocol)
        .containsExactly(Split.Protocol.SEGMENT, Split.Protocol.TRACK, Split.Protocol.GROUP);
    assertThat(demo.audio().segments()).isEqualTo(4);
  }

  @Test
  void gtzanFour_isFiveFolds_byArtistOnThreeSeedsAndWithTheHouseNet() throws ExperimentException {
    Experiment four = experiment("gtzan-four");
    assertThat(Grid.expand(four)).hasSize(5 * (2 * 4 + 3 * 5));
    assertHouseNetByArtist(four, 10, 1);
    assertThat(four.featureSets().get("mel128").frames(66_000)).isEqualTo(65);
    assertThat(four.audio().segmentSamples() * four.audio().segments()).isEqualTo(660_000);
  }

  @Test
  void gtzanTen_takesTwoSecondsOfEachTrack() throws ExperimentException {
    Experiment ten = experiment("gtzan-ten");
    assertThat(Grid.expand(ten)).hasSize(5 * 3 * (2 * 4 + 1));
    assertHouseNetByArtist(ten, 60, 5);
    assertThat(ten.featureSets().get("mel128").frames(44_100)).isEqualTo(44);
    assertThat(ten.audio().segmentSamples()).isEqualTo(2 * ten.audio().sampleRate());
    assertThat(ten.audio().segments()).isEqualTo(1);
    assertThat(ten.featureSets().get("frames33").frames(44_100)).isEqualTo(43);
  }

  /** Its recipe: Adam from 0.003 along a cosine, on augmented mel spectrograms. */
  private static void assertHouseNetByArtist(Experiment experiment, int epochs, int warmup) {
    assertThat(Grid.expand(experiment))
        .filteredOn(branch -> branch.net() == Net.HOUSE_CNN)
        .hasSize(5 * 3)
        .allMatch(branch -> branch.split().equals("artist") && branch.augment())
        .allMatch(branch -> branch.rate() == 0.003 && branch.schedule() == Schedule.COSINE)
        .allMatch(branch -> branch.epochs() == epochs && branch.warmupEpochs() == warmup)
        .allMatch(branch -> branch.keep() == Keep.LAST && branch.batchSize() == 32);
    assertThat(experiment.featureSets().get("mel128").melAlone()).isTrue();
  }

  @Test
  void p1Table2_hasARowOfTheTableUnderEachSplit() throws ExperimentException {
    Experiment table = experiment("p1-table2");
    List<Branch> pictures = of(table, "images");
    assertThat(pictures)
        .hasSize((4 + 4 + 2 + 2) * 2)
        .allMatch(branch -> branch.rate() == 0.0001 && branch.keep() == Keep.LAST)
        .allMatch(branch -> branch.epochs() == 50 || branch.epochs() == 100)
        .allMatch(branch -> branch.batchSize() == 32 && branch.patience() == 0);
    assertThat(Families.of(pictures)).hasSize(12).allMatch(family -> family.size() == 2);
    assertThat(of(table, "four"))
        .hasSize(2 * 2 * 3)
        .allMatch(branch -> branch.keep() == Keep.BEST && branch.folds() == 1)
        .allMatch(branch -> (branch.net() == Net.NET6) == (branch.generator() != null));
    assertThat(SynthesisGrid.expand(table))
        .extracting(SynthesisBranch::id)
        .containsExactlyInAnyOrder(
            "waveform-four-segment-s42", "waveform-four-track-s42", "waveform-four-artist-s42");
  }

  @Test
  void p1Table2_spellsOutWhatTheGanWouldHaveByDefault() throws Exception {
    SyntheticSet set = experiment("p1-table2").synthesis().sets().get("waveform");
    assertThat(set)
        .isEqualTo(
            experiment(
                    "name: a",
                    "synthesis: {sets: {waveform: {method: waveform-gan, samples: 600}}}")
                .synthesis()
                .sets()
                .get("waveform"));
    assertThat(set.epochs()).as("the paper's").isEqualTo(100);
  }

  private static Experiment experiment(String... lines) throws ExperimentException {
    return ExperimentFile.parse(Path.of("lines.yaml"), String.join("\n", lines)).experiment();
  }

  @Test
  void p1Augmentation_hasEveryArmOnTheSameFoldsSeedsAndNumbers() throws ExperimentException {
    Experiment experiment = experiment("p1-augmentation");
    List<Branch> safe = arms(experiment, "artist");
    assertThat(safe).hasSize(7 * 5 * 5);
    assertEqualArms(safe, 7, 5 * 5);
    assertThat(safe).filteredOn(b -> b.net() == Net.NET6).hasSize(5 * 5);
    assertThat(experiment.synthesis().sets().values())
        .allMatch(set -> set.samples() == 500 && set.balance() == null);
    assertThat(experiment.synthesis().admit()).isEqualTo(Synthesis.Admit.IF_BETTER);
    assertThat(SynthesisGrid.expand(experiment))
        .hasSize(3 * 5 * 5 + 3 * 5 + 2)
        .filteredOn(made -> made.settings().method().gan())
        .hasSize(3 * 5 + 2)
        .allMatch(made -> made.seed() == 42);
  }

  @Test
  void p1Augmentation_isUnsafeUnderTheSplitBySegmentAlone() throws ExperimentException {
    Experiment experiment = experiment("p1-augmentation");
    assertThat(experiment.splits().get("segment").protocol()).isEqualTo(Split.Protocol.SEGMENT);
    assertEqualArms(arms(experiment, "segment"), 3, 5);
    assertThat(SynthesisGrid.expand(experiment))
        .filteredOn(made -> made.settings().beforeSplit())
        .singleElement()
        .matches(made -> made.split().equals("segment") && made.set().equals("gan-dense-early"));
  }

  @Test
  void p1AugmentationTen_hasTheArmsOnFeatures() throws ExperimentException {
    Experiment ten = experiment("p1-augmentation-ten");
    assertEqualArms(arms(ten, "artist"), 6, 5 * 5);
    assertEqualArms(arms(ten, "track"), 6, 5 * 5);
    assertThat(SynthesisGrid.expand(ten))
        .hasSize(2 * 5 * 5 * 5)
        .allMatch(made -> made.settings().samples() == 25)
        .noneMatch(made -> made.settings().beforeSplit())
        .noneMatch(made -> made.settings().method() == SyntheticSet.Method.WAVEFORM_GAN);
    Experiment gtzan = experiment("gtzan-ten");
    assertThat(ten.audio()).isEqualTo(gtzan.audio());
    assertThat(ten.featureSets().get("frames33")).isEqualTo(gtzan.featureSets().get("frames33"));
  }

  private static List<Branch> arms(Experiment experiment, String split) {
    return Grid.expand(experiment).stream().filter(b -> b.split().equals(split)).toList();
  }

  /** Arms differ in their synthetic segments alone, and so can be paired. */
  private static void assertEqualArms(List<Branch> branches, int arms, int modelsEach) {
    Map<String, List<Branch>> byArm =
        branches.stream().collect(Collectors.groupingBy(Branch::configuration));
    assertThat(byArm).hasSize(arms);
    assertThat(byArm.values())
        .allSatisfy(
            arm ->
                assertThat(arm)
                    .hasSize(modelsEach)
                    .extracting(Branch::seed)
                    .containsOnly(42L, 43L, 44L, 45L, 46L));
    assertThat(branches).extracting(Branch::plain).containsOnly(branches.get(0).plain());
  }

  @Test
  void p1LearningRates_areFourByTwoOptimizersByTwoNets() throws ExperimentException {
    Experiment rates = experiment("p1-learning-rates");
    assertThat(Grid.expand(rates)).hasSize(4 * 2 * 2);
    assertThat(of(rates, "images")).extracting(Branch::net).containsOnly(Net.NET1).hasSize(8);
    assertThat(of(rates, "four")).extracting(Branch::net).containsOnly(Net.NET5).hasSize(8);
  }

  private static List<Branch> of(Experiment experiment, String source) {
    return Grid.expand(experiment).stream().filter(b -> b.source().equals(source)).toList();
  }

  @Test
  void features_isP1sAudioAndNothingToTrain() throws ExperimentException {
    Experiment features = experiment("features");
    assertThat(features.featureSets())
        .containsOnlyKeys("frames33")
        .containsValue(new FeatureSet(1024, 4084, false, 13, 6, true, 12, 0, null, null, null));
    assertThat(features.splits()).isEmpty();
    assertThat(features.branches()).isEmpty();
    assertThat(features.sources().get(0).metadata()).isNull();
  }
}
