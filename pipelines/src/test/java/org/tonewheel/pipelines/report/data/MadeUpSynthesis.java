package org.tonewheel.pipelines.report.data;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tonewheel.gan.quality.Diversity;
import org.tonewheel.gan.quality.FrechetComparison;
import org.tonewheel.gan.quality.GenreQuality;
import org.tonewheel.gan.quality.SampleQuality;

/** Made-up syntheses that are done. */
public final class MadeUpSynthesis {

  private MadeUpSynthesis() {}

  /** One whose only genre is jazz. */
  public static SyntheticData of(
      long seed,
      int made,
      FrechetComparison frechet,
      boolean collapsed,
      Map<String, String> missing,
      List<SyntheticData.LossRow> losses,
      List<SamplePicture> samples) {
    GenreQuality jazz =
        new GenreQuality(
            "jazz",
            10,
            5,
            made,
            frechet,
            null,
            null,
            new Diversity(1, 2, 0.5, collapsed, null),
            Map.of());
    return new SyntheticData(
        "gan-s" + seed,
        "gan",
        "files",
        "frames33",
        "track",
        0,
        seed,
        "feature-gan",
        Map.of(),
        false,
        BranchState.DONE,
        null,
        Map.of("jazz", made),
        losses.size(),
        "epochs",
        10,
        new SampleQuality(
            Map.of(),
            jazz,
            List.of(jazz),
            null,
            null,
            collapsed ? List.of("jazz collapsed to 0.%d".formatted(seed)) : List.of(),
            missing),
        losses,
        samples);
  }

  /** Losses of so many epochs. */
  public static List<SyntheticData.LossRow> losses(int epochs) {
    return IntStream.rangeClosed(1, epochs)
        .mapToObj(epoch -> new SyntheticData.LossRow(epoch, epoch, 2 * epoch, 0.5, 0.25))
        .toList();
  }
}
