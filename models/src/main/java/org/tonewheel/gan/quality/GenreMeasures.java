package org.tonewheel.gan.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Takes {@link GenreQuality}.
 *
 * @param sides what is compared
 * @param frechet takes Fréchet distances
 * @param manifold takes precision and recall
 * @param memorisation takes distances to training rows
 * @param diversity takes distances between rows of a genre
 */
record GenreMeasures(
    Sides sides,
    FrechetMeasure frechet,
    ManifoldMeasure manifold,
    MemorisationMeasure memorisation,
    DiversityMeasure diversity) {

  /** Every genre, in the order of the labels. */
  List<GenreQuality> each() {
    return IntStream.range(0, sides.genres().size())
        .mapToObj(
            genre -> {
              Taken taken = new Taken();
              List<Integer> alone = List.of(genre);
              return quality(
                  sides.genres().get(genre),
                  alone,
                  taken.measure("frechet", () -> frechet.of(alone)),
                  taken.measure("manifold", () -> manifold.of(alone)),
                  taken.measure("diversity", () -> diversity.of(genre)),
                  taken);
            })
        .toList();
  }

  /** All genres together; those with too few rows for a measure are left out of it, and named. */
  GenreQuality together(List<GenreQuality> each) {
    Taken taken = new Taken();
    List<Integer> all = IntStream.range(0, sides.genres().size()).boxed().toList();
    return quality(
        null,
        all,
        taken.measure("frechet", () -> frechet.of(kept("frechet", frechet.measurable(), taken))),
        taken.measure(
            "manifold", () -> manifold.of(kept("manifold", manifold.measurable(), taken))),
        taken.measure("diversity", () -> meanDiversity(each, taken)),
        taken);
  }

  private GenreQuality quality(
      String name,
      List<Integer> genres,
      FrechetComparison distance,
      ManifoldComparison precision,
      Diversity spread,
      Taken taken) {
    Memorisation nearest = taken.measure("memorisation", () -> memorisation.of(genres));
    int heldOut = count(sides.heldOut(), genres);
    taken.explain(
        "frechet.ratio",
        distance != null && distance.ratio() == null,
        "the halves of the real rows are alike");
    taken.explain(
        "manifold.heldOut",
        precision != null && precision.heldOut() == null,
        "there are %d rows of the validation and test sides; more than %d of every genre are needed"
            .formatted(heldOut, ManifoldMeasure.NEIGHBOURS));
    taken.explain(
        "memorisation.heldOut",
        nearest != null && nearest.heldOut() == null,
        "the validation and test sides have no row that is not a copy");
    taken.explain(
        "memorisation.shareNear",
        nearest != null && nearest.shareNear() == null,
        "there are %d rows of the validation and test sides, copies included; a 5th percentile needs %d without"
            .formatted(heldOut, MemorisationMeasure.LEAST_HELD_OUT));
    taken.explain(
        "diversity.ratio", spread != null && spread.ratio() == null, "the real rows are all equal");
    return new GenreQuality(
        name,
        count(sides.training(), genres),
        heldOut,
        count(sides.synthetic(), genres),
        distance,
        precision,
        nearest,
        spread,
        taken.missing());
  }

  private static int count(SideRows side, List<Integer> genres) {
    return genres.stream().mapToInt(side::count).sum();
  }

  private List<Integer> kept(String measure, List<Integer> measurable, Taken taken) {
    if (measurable.isEmpty()) {
      throw new TooFewRowsException("no genre has rows enough");
    }
    List<String> left = new ArrayList<>(sides.genres());
    measurable.forEach(genre -> left.remove(sides.genres().get(genre)));
    explainLeft(measure, left, taken);
    return measurable;
  }

  /** Means over the genres; collapsed if one is. */
  private static Diversity meanDiversity(List<GenreQuality> each, Taken taken) {
    List<Diversity> measured =
        each.stream().map(GenreQuality::diversity).filter(Objects::nonNull).toList();
    if (measured.isEmpty()) {
      throw new TooFewRowsException("no genre has rows enough");
    }
    explainLeft(
        "diversity",
        each.stream().filter(genre -> genre.diversity() == null).map(GenreQuality::genre).toList(),
        taken);
    double synthetic = measured.stream().mapToDouble(Diversity::synthetic).average().orElseThrow();
    double real = measured.stream().mapToDouble(Diversity::real).average().orElseThrow();
    List<String> reasons =
        measured.stream().map(Diversity::reason).filter(Objects::nonNull).toList();
    return new Diversity(
        synthetic,
        real,
        real == 0 ? null : synthetic / real,
        !reasons.isEmpty(),
        reasons.isEmpty() ? null : String.join("; ", reasons));
  }

  private static void explainLeft(String measure, List<String> genres, Taken taken) {
    taken.explain(
        measure + ".genres",
        !genres.isEmpty(),
        "left out for too few rows: " + String.join(", ", genres));
  }
}
