package org.tonewheel.pipelines.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.settings.ExplorationSettings;
import org.tonewheel.pipelines.run.Json;

class ExplorerTest {
  private static final List<String> GENRES = List.of("jazz", "pop", "rock");
  private static ExplorationFigures figures;

  @BeforeAll
  static void explore() {
    figures = MadeUpTable.explored(GENRES);
  }

  @Test
  void inputs_areAllRowsAsRead() {
    assertThat(figures.rows()).isEqualTo(300);
    assertThat(figures.inputs())
        .extracting(InputFigures::column)
        .containsExactly("double", "energy", "key", "still", "tempo");
    InputFigures tempo = figures.inputs().get(4);
    assertThat(tempo.summary().known()).isEqualTo(240);
    assertThat(tempo.summary().missing()).isEqualTo(60);
    assertThat(tempo.summary().median()).isBetween(115.0, 125.0);
    assertThat(sum(tempo.bins())).isEqualTo(240);
    assertThat(figures.inputs().get(2).bins().counts()).hasSize(3);
    assertThat(sum(figures.inputs().get(2).bins())).isEqualTo(300);
  }

  private static long sum(Bins bins) {
    return bins.below() + bins.above() + bins.counts().stream().mapToLong(count -> count).sum();
  }

  @Test
  void genres_haveTheirQuartiles_categoriesNone() {
    List<InputFigures.Quartiles> energy = figures.inputs().get(1).byGenre();
    assertThat(energy).extracting(InputFigures.Quartiles::genre).isEqualTo(GENRES);
    for (int genre = 0; genre < 3; genre++) {
      assertThat(energy.get(genre).median()).isCloseTo(3 * genre, within(0.4));
      assertThat(energy.get(genre).third() - energy.get(genre).first())
          .as("a normal distribution's middle half")
          .isCloseTo(1.35, within(0.4));
    }
    assertThat(figures.inputs().get(2).byGenre()).isEmpty();
  }

  @Test
  void sample_hasEachGenreByItsShare_andPlanesHoldIt() {
    assertThat(figures.sampled()).isEqualTo(150);
    assertThat(figures.genres()).extracting(ExplorationFigures.Genre::sampled).containsOnly(50);
    for (SetFigures set : figures.sets()) {
      for (Plane plane : List.of(set.pca(), set.tsne().plane())) {
        assertThat(plane.genres()).extracting(Plane.Cloud::rows).containsOnly(50);
        assertThat(plane.genres()).allMatch(cloud -> cloud.points().size() == 100);
      }
      assertThat(set.tsne().divergence()).isBetween(0.0, 2.0);
      assertThat(set.withoutTsne()).isNull();
    }
  }

  @Test
  void genresThatLieApart_areAmongTheirOwn() {
    assertThat(figures.sets().get(0).tsne().plane().genres())
        .extracting(Plane.Cloud::alike)
        .allMatch(alike -> alike > 0.6, "a third is chance");
  }

  @Test
  void correlations_areOfNumbers_andNoneOfAConstant() {
    SetFigures plain = figures.sets().get(0);
    assertThat(plain.correlated()).containsExactly("double", "energy", "still", "tempo");
    assertThat(plain.correlations().get(0).get(1)).isEqualTo(1);
    assertThat(plain.correlations().get(2)).containsOnlyNulls();
    assertThat(plain.correlations().get(0).get(3)).isBetween(-0.3, 0.3);
  }

  @Test
  void components_areOfAllPreparedColumns_andSumToOne() {
    SetFigures plain = figures.sets().get(0);
    assertThat(plain.names()).hasSize(5);
    assertThat(plain.components()).hasSize(5);
    assertThat(plain.components().get(4).cumulative()).isCloseTo(1, within(1e-5));
    assertThat(plain.components().get(0).share())
        .as("two of four columns that vary are one")
        .isCloseTo(0.5, within(0.05));
    assertThat(plain.components().get(0).strongest())
        .extracting(SetFigures.Weight::column)
        .startsWith("double", "energy");
    SetFigures columns = figures.sets().get(1);
    assertThat(columns.names()).contains("key=A", "key=B", "key=C").hasSize(7);
    assertThat(columns.columns()).extracting(SetFigures.Column::column).doesNotContain("key");
  }

  @Test
  void sameRowsAndSeed_giveTheSameFigures_andAnotherSampleOfAnotherSeed() {
    assertThat(MadeUpTable.explored(GENRES)).isEqualTo(figures);
    ExplorationFigures other =
        new Explorer(
                MadeUpTable.LAYOUT,
                MadeUpTable.rows(300, GENRES),
                new ExplorationSettings(150, 10),
                43)
            .explore(MadeUpTable.SETS);
    assertThat(other.inputs()).isEqualTo(figures.inputs());
    assertThat(other.sets().get(0).pca()).isNotEqualTo(figures.sets().get(0).pca());
  }

  @Test
  void tooFewRows_leaveTsneOut_andSayWhy() {
    SetFigures few =
        new Explorer(
                MadeUpTable.LAYOUT,
                MadeUpTable.rows(40, GENRES),
                new ExplorationSettings(2000, 30),
                1)
            .explore(MadeUpTable.SETS)
            .sets()
            .get(0);
    assertThat(few.tsne()).isNull();
    assertThat(few.withoutTsne())
        .isEqualTo("40 rows are fewer than three times the perplexity, 30.0");
    assertThat(few.pca()).isNotNull();
  }

  @Test
  void oneRow_hasNoPlane() {
    ExplorationFigures one =
        new Explorer(
                MadeUpTable.LAYOUT,
                MadeUpTable.rows(1, List.of("jazz")),
                new ExplorationSettings(2000, 30),
                1)
            .explore(MadeUpTable.SETS);
    assertThat(one.sets().get(0).components()).isEmpty();
    assertThat(one.sets().get(0).pca()).isNull();
    assertThat(one.inputs().get(4).summary().median()).as("tempo is missing").isNull();
  }

  @Test
  void file_isReadAsItWasWritten() throws IOException {
    assertThat(Json.parse(Json.line(figures), ExplorationFigures.class)).isEqualTo(figures);
  }
}
