package org.tonewheel.pipelines.experiment.branches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;

import org.junit.jupiter.api.Test;
import org.tonewheel.nets.Augmentation;
import org.tonewheel.nets.NetSettings;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/** How a branch is said to the nets. */
final class DeepSettingsTest {
  private static NetSettings settings(String branch) {
    Experiment experiment =
        experiment(
            "name: a",
            "sources: [{name: files, folder: f, content: pictures}, {name: audio, folder: g}]",
            "featureSets: {mel: {mel: 64, hopLength: 1024}}",
            "pictureSets: {p: {}}",
            "splits: {s: {}}",
            "branches: [" + branch + "]");
    return DeepSettings.of(Grid.expand(experiment).get(0));
  }

  @Test
  void net5AtItsDefaults_isTheNetsOwn() {
    assertThat(settings("{net: net5, source: audio}")).isEqualTo(NetSettings.net5(42));
  }

  @Test
  void pictureNet_keepsItsLastEpoch() {
    NetSettings net4 = settings("{net: net4, source: files}");
    assertThat(net4.net()).isEqualTo("net4");
    assertThat(net4.optimizer()).isEqualTo("rmsprop");
    assertThat(net4.keep()).isEqualTo(org.tonewheel.nets.Keep.LAST);
    assertThat(net4.patience()).isZero();
    assertThat(net4.augmentation()).isEqualTo(Augmentation.NONE);
  }

  @Test
  void schedules_keepTheirFields() {
    assertThat(settings("{net: house-cnn, source: audio, epochs: 9, warmupEpochs: 2}").schedule())
        .isEqualTo(org.tonewheel.nets.Schedule.cosine(2));
    assertThat(
            settings("{net: net5, source: audio, schedule: plateau, plateauPatience: 3}")
                .schedule())
        .isEqualTo(org.tonewheel.nets.Schedule.plateau(0.1, 3));
  }

  @Test
  void houseCnn_isAugmentedUnlessToldNotToBe() {
    assertThat(settings("{net: house-cnn, source: audio}").augmentation())
        .isEqualTo(Augmentation.MEL);
    assertThat(settings("{net: house-cnn, source: audio, augment: false}").augmentation())
        .isEqualTo(Augmentation.NONE);
  }
}
