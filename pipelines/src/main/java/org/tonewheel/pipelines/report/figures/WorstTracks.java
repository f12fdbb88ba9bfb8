package org.tonewheel.pipelines.report.figures;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.report.data.BranchData;
import org.tonewheel.pipelines.report.data.PredictionRow;
import org.tonewheel.pipelines.report.data.ReportData;
import org.tonewheel.sampling.Side;

/**
 * The test tracks (rows of a table) that a configuration was furthest from naming right: those of
 * another genre's, the least probability of the true genre first. Probabilities are means over the
 * track's segments and over seeds; synthetic tracks are left out.
 *
 * @param tracks at most {@value #MOST}
 * @param wrong how many were wrong
 * @param tested how many were tested
 */
public record WorstTracks(List<Track> tracks, int wrong, int tested) {

  /** Tracks that are listed. */
  public static final int MOST = 10;

  public WorstTracks {
    tracks = ImmutableList.copyOf(tracks);
  }

  /**
   * One of them.
   *
   * @param track its id
   * @param truth its genre, as a place among the run's
   * @param said the genre it was taken for
   * @param probabilities one a genre
   */
  public record Track(String track, int truth, int said, List<Double> probabilities) {

    public Track {
      probabilities = ImmutableList.copyOf(probabilities);
    }

    /** Returns the probability of the true genre. */
    public double ofTruth() {
      return probabilities.get(truth);
    }
  }

  private static final class Sum {
    private final int truth;
    private final double[] probabilities;
    private int segments;

    Sum(int truth, int genres) {
      this.truth = truth;
      this.probabilities = new double[genres];
    }

    void add(float[] values) {
      segments++;
      for (int label = 0; label < values.length; label++) {
        probabilities[label] += values[label];
      }
    }

    Track mean(String track) {
      ImmutableList.Builder<Double> mean = ImmutableList.builder();
      int said = 0;
      for (int label = 0; label < probabilities.length; label++) {
        mean.add(probabilities[label] / segments);
        said = probabilities[label] > probabilities[said] ? label : said;
      }
      return new Track(track, truth, said, mean.build());
    }
  }

  /** Returns those of a configuration; null where no seed is complete, or of a baseline. */
  public static WorstTracks of(Configuration configuration, int genres) {
    List<List<BranchData>> seeds = configuration.completeSeeds();
    if (seeds.isEmpty() || configuration.first().baseline()) {
      return null;
    }
    Map<String, Sum> sums = new LinkedHashMap<>();
    for (List<BranchData> folds : seeds) {
      for (BranchData branch : folds) {
        for (PredictionRow row : branch.predictions()) {
          if (row.side() == Side.TEST && !branch.synthetic(row)) {
            sums.computeIfAbsent(row.track(), track -> new Sum(row.truth(), genres))
                .add(row.probabilities());
          }
        }
      }
    }
    List<Track> wrong = new ArrayList<>();
    sums.forEach(
        (track, sum) -> {
          Track mean = sum.mean(track);
          if (mean.said() != mean.truth()) {
            wrong.add(mean);
          }
        });
    wrong.sort(Comparator.comparingDouble(Track::ofTruth).thenComparing(Track::track));
    return new WorstTracks(
        wrong.subList(0, Math.min(MOST, wrong.size())), wrong.size(), sums.size());
  }

  /**
   * Returns the tracks that the worst of all configurations are, as many as are wanted: the worst
   * of each, those of safe splits first, then the next of each.
   */
  public static Set<String> named(ReportData data, int most) {
    List<List<Track>> lists = new ArrayList<>();
    for (boolean safe : new boolean[] {true, false}) {
      for (Configuration configuration : Configuration.of(data)) {
        WorstTracks worst =
            configuration.unsafe() == null == safe ? of(configuration, data.genres().size()) : null;
        if (worst != null) {
          lists.add(worst.tracks());
        }
      }
    }
    Set<String> named = new LinkedHashSet<>();
    for (int place = 0; place < MOST; place++) {
      for (List<Track> list : lists) {
        if (place < list.size() && named.size() < most) {
          named.add(list.get(place).track());
        }
      }
    }
    return named;
  }
}
