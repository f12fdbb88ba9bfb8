package org.tonewheel.pipelines.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tonewheel.evaluation.Calibration;
import org.tonewheel.evaluation.ClusteredScores;

/** How well a configuration's seeds are calibrated. */
final class CalibrationFigures {

  private static final int BINS = 15;

  private CalibrationFigures() {}

  /**
   * Returns the errors as means over seeds, so that one that is too sure does not make up for
   * another that is not sure enough, and the bins of all seeds together.
   */
  static LevelFigures.Calibrated of(List<ClusteredScores> seeds) {
    List<Calibration> calibrations =
        seeds.stream().map(seed -> Calibration.of(seed.scores(), BINS)).toList();
    return new LevelFigures.Calibrated(
        calibrations.stream().mapToDouble(Calibration::expectedError).average().orElseThrow(),
        calibrations.stream().mapToDouble(Calibration::largestError).average().orElseThrow(),
        calibrations.size() == 1 ? calibrations.get(0).bins() : together(calibrations));
  }

  private static List<Calibration.Bin> together(List<Calibration> calibrations) {
    TreeMap<Integer, List<Calibration.Bin>> places = new TreeMap<>();
    for (Calibration calibration : calibrations) {
      for (Calibration.Bin bin : calibration.bins()) {
        // a bin holds its upper end; means stay within it but for rounding
        int place = (int) Math.ceil(bin.confidence() * BINS - 1e-9);
        places.computeIfAbsent(place, key -> new ArrayList<>()).add(bin);
      }
    }
    return places.values().stream()
        .map(
            bins -> {
              int examples = bins.stream().mapToInt(Calibration.Bin::examples).sum();
              return new Calibration.Bin(
                  examples,
                  bins.stream().mapToDouble(b -> b.examples() * b.confidence()).sum() / examples,
                  bins.stream().mapToDouble(b -> b.examples() * b.accuracy()).sum() / examples);
            })
        .toList();
  }
}
