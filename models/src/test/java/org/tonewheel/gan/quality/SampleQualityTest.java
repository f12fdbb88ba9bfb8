package org.tonewheel.gan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonewheel.tribuo.TableRows;

class SampleQualityTest {
  private static final int ROWS = World.GENRES.size() * 120;

  @Test
  void samplesOfTheSameWorld_areAsGoodAsRowsHeldOut() {
    SampleQuality quality = SampleQuality.of(World.against(World.real().rows(9)), 42);
    GenreQuality overall = quality.overall();
    assertThat(overall.frechet().ratio()).isBetween(0.5, 1.5);
    assertThat(overall.manifold().rows()).isEqualTo(ROWS);
    assertThat(overall.manifold().synthetic().precision())
        .isCloseTo(overall.manifold().heldOut().precision(), within(0.1));
    assertThat(overall.manifold().synthetic().recall())
        .isCloseTo(overall.manifold().heldOut().recall(), within(0.1));
    assertThat(overall.memorisation().shareNear()).isBetween(0.01, 0.1);
    assertThat(overall.memorisation().copies()).isZero();
    assertThat(overall.diversity().ratio()).isCloseTo(1, within(0.1));
    assertThat(quality.alarms()).isEmpty();
    assertThat(quality.missing()).isEmpty();
    assertThat(overall.missing()).isEmpty();
    assertThat(quality.genres())
        .extracting(GenreQuality::genre)
        .containsExactlyElementsOf(World.GENRES);
    assertThat(quality.genres()).allMatch(genre -> genre.missing().isEmpty());
    assertThat(quality.genres()).allMatch(genre -> genre.frechet().ratio() < 2);
  }

  @Test
  void copiesOfTrainingRows_areFoundOut() {
    QualityInput input = World.against(World.real().rows(1));
    Memorisation memorisation = SampleQuality.of(input, 42).overall().memorisation();
    assertThat(memorisation.shareNear()).isEqualTo(1);
    assertThat(memorisation.copies()).isEqualTo(ROWS);
    assertThat(memorisation.synthetic().maximum()).isZero();
    assertThat(memorisation.heldOut().minimum()).isPositive();
  }

  @Test
  void aFewCopiesAmongOtherRows_areCounted() {
    SideSample made = World.real().rows(9);
    SideSample training = World.real().rows(1);
    for (int row = 0; row < 7; row++) {
      made.rows().values()[row] = training.rows().values()[300 + row].clone();
    }
    SampleQuality quality = SampleQuality.of(World.against(made), 42);
    assertThat(quality.overall().memorisation().copies()).isEqualTo(7);
    assertThat(quality.genres().get(0).memorisation().copies()).isEqualTo(7);
    assertThat(quality.genres().get(1).memorisation().copies()).isZero();
  }

  @Test
  void rowsHeldOutThatRepeatTrainingRows_doNotExcuseCopies() {
    SideSample training = World.real().rows(1);
    SideSample test = World.real().rows(3);
    for (int row = 0; row < 60; row++) {
      test.rows().values()[row] = training.rows().values()[row].clone();
    }
    SideSample made = World.real().rows(1);
    QualityInput input =
        new QualityInput(
            World.GENRES, World.FRAME_MEANS, training, World.real().rows(2), test, made);
    Memorisation memorisation = SampleQuality.of(input, 42).genres().get(0).memorisation();
    assertThat(memorisation.heldOutCopies()).isEqualTo(60);
    assertThat(memorisation.heldOut().minimum()).isGreaterThan(memorisation.copyDistance());
    assertThat(memorisation.shareNear()).isEqualTo(1);

    for (float[] row : made.rows().values()) {
      row[0] += 0.01f;
    }
    Memorisation nearly = SampleQuality.of(input, 42).genres().get(0).memorisation();
    assertThat(nearly.copies()).isZero();
    assertThat(nearly.shareNear()).isEqualTo(1);
  }

  @Test
  void genreWhoseSamplesAreAllEqual_raisesTheAlarm() {
    SideSample made = World.real().rows(9);
    for (int row = 0; row < ROWS; row++) {
      if (made.rows().labels()[row] == 1) {
        made.rows().values()[row] = made.rows().values()[ROWS / 2].clone();
      }
    }
    SampleQuality quality = SampleQuality.of(World.against(made), 42);
    assertThat(quality.alarms()).containsExactly("all samples of jazz are equal");
    assertThat(quality.genres().get(1).diversity().ratio()).isZero();
    assertThat(quality.genres().get(1).manifold().synthetic().recall()).isLessThan(0.1);
    assertThat(quality.overall().diversity().collapsed()).isTrue();
  }

  @Test
  void samplesTooCloseTogether_raiseTheAlarmWithTheRatio() {
    SideSample made = new World(20, 6, 3, 0.3, 0).rows(9);
    SampleQuality quality = SampleQuality.of(World.against(made), 42);
    assertThat(quality.genres())
        .allSatisfy(genre -> assertThat(genre.diversity().ratio()).isCloseTo(0.3, within(0.05)));
    assertThat(quality.alarms())
        .hasSize(3)
        .first()
        .asString()
        .matches("samples of blues lie only 0\\.3\\d? ?.*times as far .*alarm below 0\\.5.*");
  }

  @Test
  void shiftedSamples_areFarAndImprecise() {
    double shift = 6;
    SideSample made = new World(20, 6, 3, 1, shift).rows(9);
    SampleQuality quality = SampleQuality.of(World.against(made), 42);
    FrechetComparison frechet = quality.overall().frechet();
    SideSample training = World.real().rows(1);
    double expected = 0;
    for (int column = 0; column < World.FRAME_MEANS; column++) {
      expected += Math.pow(shift / deviation(training, column), 2);
    }
    assertThat(frechet.distance()).isCloseTo(expected, within(0.1 * expected));
    assertThat(frechet.ratio()).isGreaterThan(20);
    assertThat(frechet.columns()).isEqualTo(World.FRAME_MEANS);
    assertThat(quality.overall().manifold().synthetic().precision()).isLessThan(0.02);
    assertThat(quality.overall().memorisation().shareNear()).isZero();
  }

  @Test
  void separableGenres_areLearntFromSamplesAlone() {
    World separable = new World(20, 6, 9, 1, 0);
    TrainOnSynthetic right =
        SampleQuality.of(against(separable, separable.rows(9)), 42).trainOnSynthetic();
    assertThat(right.synthetic()).isGreaterThan(0.98);
    assertThat(right.real()).isGreaterThan(0.98);
    assertThat(right.both()).isGreaterThan(0.98);
    assertThat(right.genres()).isEqualTo(World.GENRES);
    assertThat(right.testRows()).isEqualTo(ROWS);

    SideSample made = separable.rows(9);
    int[] wrong = Arrays.stream(made.rows().labels()).map(label -> (label + 1) % 3).toArray();
    SideSample mislabelled =
        new SideSample(new TableRows(made.rows().values(), wrong), new int[0], ROWS);
    TrainOnSynthetic misled =
        SampleQuality.of(against(separable, mislabelled), 42).trainOnSynthetic();
    assertThat(misled.synthetic()).isLessThan(0.02);
    assertThat(misled.real()).isEqualTo(right.real());
  }

  @Test
  void genreWithoutSamples_isLeftOutAndNamed() {
    SideSample made = only(World.real().rows(9), 0, 2);
    SampleQuality quality = SampleQuality.of(World.against(made), 42);
    GenreQuality jazz = quality.genres().get(1);
    assertThat(jazz.synthetic()).isZero();
    assertThat(jazz.frechet()).isNull();
    assertThat(jazz.manifold()).isNull();
    assertThat(jazz.memorisation()).isNull();
    assertThat(jazz.diversity()).isNull();
    assertThat(jazz.missing())
        .containsOnlyKeys("frechet", "manifold", "memorisation", "diversity")
        .hasEntrySatisfying(
            "frechet",
            reason ->
                assertThat(reason)
                    .contains("jazz has 120 training rows of 20 tracks and 0 synthetic rows"))
        .containsEntry("memorisation", "there is no synthetic row");
    assertThat(quality.overall().frechet()).isNotNull();
    assertThat(quality.overall().missing())
        .containsEntry("frechet.genres", "left out for too few rows: jazz")
        .containsEntry("manifold.genres", "left out for too few rows: jazz")
        .containsEntry("diversity.genres", "left out for too few rows: jazz");
    assertThat(quality.trainOnSynthetic().genres()).containsExactly("blues", "metal");
    assertThat(quality.trainOnSynthetic().syntheticRows()).isEqualTo(240);
    assertThat(quality.trainOnSynthetic().realRows()).isEqualTo(240);
  }

  @Test
  void fewRows_giveNullsWithReasonsAndNoNumberThatIsNone() throws JsonProcessingException {
    World tiny = new World(1, 2, 3, 1, 0);
    QualityInput input =
        new QualityInput(
            World.GENRES,
            World.FRAME_MEANS,
            tiny.rows(1),
            World.none(),
            World.none(),
            tiny.rows(9));
    SampleQuality quality = SampleQuality.of(input, 42);
    assertThat(quality.trainOnSynthetic()).isNull();
    assertThat(quality.missing().get("trainOnSynthetic")).contains("0 genres have synthetic");
    assertThat(quality.overall().missing())
        .containsOnlyKeys("frechet", "manifold", "memorisation.heldOut", "memorisation.shareNear");
    assertThat(quality.overall().diversity()).isNotNull();
    assertThat(new ObjectMapper().writeValueAsString(quality))
        .doesNotContain("NaN")
        .doesNotContain("Infinity");
  }

  @Test
  void samplesAllEqual_teachNothing() {
    SideSample made = World.real().rows(9);
    float[] one = made.rows().values()[0];
    Arrays.setAll(made.rows().values(), row -> one.clone());
    SampleQuality quality = SampleQuality.of(World.against(made), 42);
    assertThat(quality.trainOnSynthetic()).isNull();
    assertThat(quality.missing())
        .containsEntry("trainOnSynthetic", "all 360 rows to learn from are equal");
    assertThat(quality.alarms()).hasSize(3);
  }

  @Test
  void projection_holdsAsManyRealAsSyntheticPoints() {
    ProjectedRows projection =
        SampleQuality.of(World.against(World.real().rows(9)), 42).projection();
    assertThat(projection.points()).hasSize(2 * ROWS);
    assertThat(projection.points()).filteredOn(ProjectedRows.Point::synthetic).hasSize(ROWS);
    assertThat(projection.explainedVarianceRatio()).hasSize(2);
    assertThat(projection.explainedVarianceRatio().get(0))
        .isGreaterThan(projection.explainedVarianceRatio().get(1));
    // the axes pass through the middle of the real rows
    double middle =
        projection.points().stream()
            .filter(point -> !point.synthetic())
            .mapToDouble(ProjectedRows.Point::x)
            .average()
            .orElseThrow();
    assertThat(middle).isCloseTo(0, within(1e-6));
  }

  @Test
  void quality_isTheSameAgain_andSurvivesJson() throws JsonProcessingException {
    QualityInput input = World.against(World.real().rows(9));
    SampleQuality quality = SampleQuality.of(input, 42);
    assertThat(SampleQuality.of(input, 42)).isEqualTo(quality);
    assertThat(SampleQuality.of(input, 43)).isNotEqualTo(quality);
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(quality);
    assertThat(mapper.readValue(json, SampleQuality.class)).isEqualTo(quality);
  }

  private static QualityInput against(World world, SideSample synthetic) {
    return new QualityInput(
        World.GENRES, World.FRAME_MEANS, world.rows(1), world.rows(2), world.rows(3), synthetic);
  }

  private static SideSample only(SideSample side, int... genres) {
    int[] kept =
        IntStream.range(0, side.size())
            .filter(row -> Arrays.binarySearch(genres, side.rows().labels()[row]) >= 0)
            .toArray();
    return new SideSample(
        new TableRows(
            Arrays.stream(kept).mapToObj(row -> side.rows().values()[row]).toArray(float[][]::new),
            Arrays.stream(kept).map(row -> side.rows().labels()[row]).toArray()),
        new int[0],
        kept.length);
  }

  private static double deviation(SideSample side, int column) {
    double[] values = Arrays.stream(side.rows().values()).mapToDouble(row -> row[column]).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(value -> Math.pow(value - mean, 2)).average().orElseThrow());
  }
}
