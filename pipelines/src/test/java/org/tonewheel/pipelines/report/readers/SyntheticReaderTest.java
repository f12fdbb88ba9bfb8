package org.tonewheel.pipelines.report.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pictures.PictureDecoder;
import org.tonewheel.pictures.PictureLimits;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.report.data.ArmData;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.MadeUpQuality;
import org.tonewheel.pipelines.report.data.SamplePicture;
import org.tonewheel.pipelines.report.data.SyntheticData;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.synthesis.SynthesisFile;

/** What the report reads of a run whose experiment asks for synthetic segments. */
class SyntheticReaderTest {

  private static final List<String> GENRES = List.of("jazz", "rock");

  private RunDirectory run;
  private Experiment experiment;

  @BeforeEach
  void makeRun(@TempDir Path folder) throws Exception {
    run = RunDirectory.at(folder);
    experiment =
        ExperimentFile.parse(
                Path.of("a.yaml"),
                """
                name: a
                featureSets: {frames33: {}}
                splits: {track: {}}
                synthesis:
                  sets:
                    smote: {method: smote, neighbours: 5, balance: true}
                    all: {method: feature-gan, samples: 20, beforeSplit: true, epochs: 2,
                          rate: 2e-4, loss: cross-entropy, spectralNorm: false}
                branches:
                  - {net: net5, synthesis: [none, smote, all], seeds: [1, 2]}
                  - {net: net5, name: small, hidden: 8}
                  - {net: net6, synthesis: smote, rate: 0.002}
                  - {net: net6, synthesis: all, name: big, hidden: 256}
                """)
            .experiment();
  }

  private BranchData branch(String id) throws IOException {
    BranchReader reader = new BranchReader(run, experiment, GENRES);
    return reader.read(
        Grid.expand(experiment).stream()
            .filter(branch -> branch.id().equals(id))
            .findFirst()
            .orElseThrow());
  }

  private SynthesisBranch synthesis(String set) {
    return SynthesisGrid.expand(experiment).stream()
        .filter(one -> one.set().equals(set))
        .findFirst()
        .orElseThrow();
  }

  private void write(SynthesisBranch branch) throws IOException {
    Files.createDirectories(run.root().resolve("state"));
    Json.write(
        run.state(branch.id()),
        new StageState(
            1,
            branch.id(),
            StageState.State.DONE,
            "f",
            1,
            "2026-11-22",
            7,
            Map.of(),
            null,
            null,
            null));
    Path samples = Files.createDirectories(run.synthetic(branch.id()).resolve("samples"));
    byte[] rgb = new byte[3 * 200 * 100];
    Files.write(samples.resolve("jazz-0.png"), new Picture(200, 100, rgb).png());
    Files.writeString(samples.resolve("rock-0.png"), "no picture");
    Json.write(
        run.synthetic(branch.id()).resolve(SynthesisFile.NAME),
        new SynthesisFile(
            1,
            branch,
            "track",
            false,
            GENRES,
            Map.of("jazz", 20, "rock", 20),
            50,
            10,
            2,
            "time-limit",
            "PT1M",
            7,
            List.of(),
            List.of(
                shown("jazz", "synthetic", "samples/jazz-0.png", "samples/jazz-0.wav"),
                shown("rock", "synthetic", "samples/rock-0.png", null),
                shown("jazz", "real", "samples/gone.png", null)),
            Map.of()));
    Json.write(
        run.synthetic(branch.id()).resolve(SynthesisFile.QUALITY),
        MadeUpQuality.of(List.of("jazz", "rock")));
    Files.writeString(
        run.synthetic(branch.id()).resolve("history.csv"),
        """
        epoch,generatorLoss,discriminatorLoss,realScore,fakeScore,seconds
        1,0.7,1.3,0.6,0.4,2.5
        2,0.9,1.1,0.7,0.3,2.5
        """,
        StandardCharsets.UTF_8);
  }

  private static SynthesisFile.Shown shown(
      String genre, String origin, String picture, String sound) {
    return new SynthesisFile.Shown(genre, origin, null, 0, picture, sound);
  }

  @Test
  void armsOfOneRecipe_shareItAndTheirPlainArm() throws IOException {
    BranchData plain = branch("net5-adam-0.001-e100-frames33-track-s1");
    BranchData smote = branch("net5-adam-0.001-e100-frames33-smote-track-s2");
    assertThat(plain.arm()).isNull();
    assertThat(plain.recipe()).isEqualTo("net5-adam-0.001-e100-frames33");
    assertThat(smote.recipe()).isEqualTo(plain.recipe());
    assertThat(smote.arm())
        .isEqualTo(new ArmData("smote", "smote", false, "net5-adam-0.001-e100-frames33-track", 0));
    assertThat(branch("net5-adam-0.001-e100-frames33-all-track-s1").arm().beforeSplit()).isTrue();
  }

  @Test
  void netsOfOtherSettings_areNoPlainArm() throws IOException {
    BranchData other = branch("net6-adam-0.002-e100-frames33-smote-track-s42");
    assertThat(other.recipe()).isEqualTo("net5-adam-0.002-e100-frames33");
    assertThat(other.arm().plain()).isNull();
    BranchData big = branch("net6-big-adam-0.001-e100-frames33-all-track-s42");
    assertThat(big.arm().plain()).isNull();
  }

  @Test
  void everythingThatSynthesisLeft_isRead() throws IOException {
    SynthesisBranch branch = synthesis("all");
    write(branch);
    SyntheticData data = new SyntheticReader(run).read(branch, true);
    assertThat(data.state()).isEqualTo(BranchState.DONE);
    assertThat(data.beforeSplit()).isTrue();
    assertThat(data.method()).isEqualTo("feature-gan");
    assertThat(data.settings())
        .containsEntry("samples", "20")
        .containsEntry("rate", "0.0002")
        .containsEntry("loss", "cross-entropy")
        .doesNotContainKeys("method", "beforeSplit", "labelSmoothing", "spectralNorm");
    assertThat(data.perGenre()).isEqualTo(Map.of("jazz", 20, "rock", 20));
    assertThat(data.epochs()).isEqualTo(2);
    assertThat(data.ended()).isEqualTo("time-limit");
    assertThat(data.quality()).isEqualTo(MadeUpQuality.of(List.of("jazz", "rock")));
    assertThat(data.losses())
        .containsExactly(
            new SyntheticData.LossRow(1, 0.7, 1.3, 0.6, 0.4),
            new SyntheticData.LossRow(2, 0.9, 1.1, 0.7, 0.3));
    assertThat(new SyntheticReader(run).read(branch, false).samples()).isEmpty();
  }

  @Test
  void samples_areMadeSmallInTheirShape_andUnreadableOnesAreNamed() throws Exception {
    SynthesisBranch branch = synthesis("all");
    write(branch);
    List<SamplePicture> samples = new SyntheticReader(run).read(branch, true).samples();
    assertThat(samples).extracting(SamplePicture::real).containsExactly(false, false, true);
    assertThat(samples.get(0).path()).isEqualTo("synthetic/" + branch.id() + "/samples/jazz-0.png");
    assertThat(samples.get(0).sound()).endsWith("samples/jazz-0.wav");
    Picture small = new PictureDecoder(PictureLimits.DEFAULT).decode(samples.get(0).thumbnail());
    assertThat(small.width()).isEqualTo(79);
    assertThat(small.height()).isEqualTo(40);
    assertThat(samples.get(1).thumbnail()).isNull();
    assertThat(samples.get(2).thumbnail()).isNull();
  }

  @Test
  void whatIsNotMadeYet_isPending() throws IOException {
    SyntheticData data = new SyntheticReader(run).read(synthesis("smote"), true);
    assertThat(data.state()).isEqualTo(BranchState.PENDING);
    assertThat(data.quality()).isNull();
    assertThat(data.perGenre()).isEmpty();
    assertThat(data.settings()).containsEntry("neighbours", "5").containsEntry("balance", "yes");
  }
}
