package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tonewheel.gan.quality.GenreQuality;
import org.tonewheel.gan.quality.SampleQuality;
import org.tonewheel.gan.quality.TrainOnSynthetic;
import org.tonewheel.nets.Ended;
import org.tonewheel.pipelines.report.data.BranchState;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.pipelines.report.data.SplitData;
import org.tonewheel.pipelines.report.data.SyntheticData;

/**
 * The syntheses that differ in fold and seed alone.
 *
 * @param split the split they share
 * @param syntheses at least one, in the run's order
 */
public record SyntheticGroup(SplitData split, List<SyntheticData> syntheses) {

  /** More of them would hide each other; the first are of the first folds. */
  private static final int ALARMS = 12;

  private static final Pattern FRACTION = Pattern.compile("\\d+\\.\\d+");

  public SyntheticGroup {
    syntheses = ImmutableList.copyOf(syntheses);
  }

  private record Key(String set, String source, String features, String split) {}

  /**
   * Returns a run's groups in the order of their first syntheses.
   *
   * @throws IllegalArgumentException if a synthesis names a split that the run lacks
   */
  public static List<SyntheticGroup> of(ReportData data) {
    Map<Key, List<SyntheticData>> groups = new LinkedHashMap<>();
    for (SyntheticData one : data.synthetic()) {
      groups
          .computeIfAbsent(
              new Key(one.set(), one.source(), one.features(), one.split()),
              key -> new ArrayList<>())
          .add(one);
    }
    return groups.entrySet().stream()
        .map(entry -> new SyntheticGroup(split(data, entry.getKey().split()), entry.getValue()))
        .toList();
  }

  private static SplitData split(ReportData data, String name) {
    return data.splits().stream()
        .filter(split -> split.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "synthetic segments are of split %s, which the run lacks".formatted(name)));
  }

  /** Returns the first, of which all agree in everything but fold, seed and what was made. */
  public SyntheticData first() {
    return syntheses.get(0);
  }

  /** Returns those that are made. */
  public List<SyntheticData> done() {
    return syntheses.stream().filter(one -> one.state() == BranchState.DONE).toList();
  }

  SyntheticFigures figures(List<String> genres) {
    List<SyntheticData> done = done();
    String failure =
        syntheses.stream()
            .map(SyntheticData::failure)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    String unsafe = Unsafe.why(split, first().beforeSplit() ? first().set() : null);
    return new SyntheticFigures(
        first().set(),
        first().split(),
        first().source(),
        first().features(),
        first().method(),
        first().settings(),
        unsafe == null,
        unsafe,
        failure != null
            ? BranchState.FAILED
            : done.size() == syntheses.size() ? BranchState.DONE : BranchState.PENDING,
        failure,
        syntheses.size(),
        done.size(),
        done.stream().mapToInt(SyntheticData::epochs).average().orElse(0),
        (int) done.stream().filter(one -> Ended.TIME_LIMIT.word().equals(one.ended())).count(),
        syntheses.stream().mapToDouble(SyntheticData::seconds).sum(),
        qualities().findAny().isEmpty() ? null : genre(null),
        qualities().findAny().isEmpty() ? List.of() : genres.stream().map(this::genre).toList(),
        learnt(),
        alarms(),
        missing());
  }

  private Stream<SampleQuality> qualities() {
    return done().stream().map(SyntheticData::quality).filter(Objects::nonNull);
  }

  /** Returns the figures of a genre, or for null of all together. */
  private SyntheticFigures.Genre genre(String name) {
    List<GenreQuality> all =
        qualities()
            .map(
                quality ->
                    name == null
                        ? quality.overall()
                        : quality.genres().stream()
                            .filter(one -> name.equals(one.genre()))
                            .findFirst()
                            .orElse(null))
            .filter(Objects::nonNull)
            .toList();
    return new SyntheticFigures.Genre(
        name,
        made(name),
        mean(all, one -> one.frechet() == null ? null : one.frechet().distance()),
        mean(all, one -> one.frechet() == null ? null : one.frechet().reference()),
        all.stream().anyMatch(one -> one.frechet() != null && one.frechet().rankDeficient()),
        mean(all, one -> one.manifold() == null ? null : one.manifold().synthetic().precision()),
        mean(all, one -> heldOut(one) ? one.manifold().heldOut().precision() : null),
        mean(all, one -> one.manifold() == null ? null : one.manifold().synthetic().recall()),
        mean(all, one -> heldOut(one) ? one.manifold().heldOut().recall() : null),
        mean(
            all,
            one -> one.memorisation() == null ? null : one.memorisation().synthetic().median()),
        mean(
            all,
            one ->
                one.memorisation() == null || one.memorisation().heldOut() == null
                    ? null
                    : one.memorisation().heldOut().median()),
        mean(all, one -> one.memorisation() == null ? null : one.memorisation().shareNear()),
        all.stream()
            .mapToInt(one -> one.memorisation() == null ? 0 : one.memorisation().copies())
            .sum(),
        mean(
            all,
            one -> one.memorisation() == null ? null : (double) one.memorisation().heldOutCopies()),
        mean(all, one -> one.diversity() == null ? null : one.diversity().ratio()),
        (int)
            all.stream()
                .filter(one -> one.diversity() != null && one.diversity().collapsed())
                .count());
  }

  private static boolean heldOut(GenreQuality one) {
    return one.manifold() != null && one.manifold().heldOut() != null;
  }

  private double made(String genre) {
    return done().stream()
        .mapToInt(
            one ->
                genre == null
                    ? one.perGenre().values().stream().mapToInt(count -> count).sum()
                    : one.perGenre().getOrDefault(genre, 0))
        .average()
        .orElse(0);
  }

  private SyntheticFigures.Learnt learnt() {
    List<TrainOnSynthetic> all =
        qualities().map(SampleQuality::trainOnSynthetic).filter(Objects::nonNull).toList();
    return all.isEmpty()
        ? null
        : new SyntheticFigures.Learnt(
            mean(all, TrainOnSynthetic::synthetic),
            mean(all, TrainOnSynthetic::real),
            mean(all, TrainOnSynthetic::both));
  }

  private static <T> Double mean(List<T> all, Function<T, Double> figure) {
    double[] there =
        all.stream().map(figure).filter(Objects::nonNull).mapToDouble(value -> value).toArray();
    return there.length == 0 ? null : Arrays.stream(there).average().orElseThrow();
  }

  /** The alarms, each once, with how many folds and seeds raise it whatever its figures. */
  private List<String> alarms() {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    qualities()
        .flatMap(one -> one.alarms().stream())
        .forEach(
            alarm ->
                alike
                    .computeIfAbsent(
                        FRACTION.matcher(alarm).replaceAll("#"), key -> new ArrayList<>())
                    .add(alarm));
    int measured = (int) qualities().count();
    List<String> alarms = new ArrayList<>();
    alike
        .values()
        .forEach(
            all ->
                alarms.add(
                    measured > 1
                        ? "%s (%d of %d)".formatted(all.get(0), all.size(), measured)
                        : all.get(0)));
    if (alarms.size() <= ALARMS) {
      return alarms;
    }
    List<String> first = new ArrayList<>(alarms.subList(0, ALARMS - 1));
    first.add("and %d more; quality.json has all".formatted(alarms.size() - first.size()));
    return first;
  }

  private Map<String, String> missing() {
    List<Map<String, String>> lacking = qualities().map(SyntheticGroup::missing).toList();
    Map<String, String> missing = new LinkedHashMap<>();
    for (Map<String, String> one : lacking) {
      one.forEach(
          (measure, reason) -> {
            if (lacking.stream().allMatch(other -> other.containsKey(measure))) {
              missing.putIfAbsent(measure, reason);
            }
          });
    }
    return ImmutableMap.copyOf(missing);
  }

  private static Map<String, String> missing(SampleQuality quality) {
    Map<String, String> missing = new LinkedHashMap<>(quality.missing());
    if (quality.overall() != null) {
      quality.overall().missing().forEach(missing::putIfAbsent);
    }
    return missing;
  }
}
