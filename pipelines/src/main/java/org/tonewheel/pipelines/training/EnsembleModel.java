package org.tonewheel.pipelines.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.evaluation.MixtureWeights;
import org.tonewheel.evaluation.Scores;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.TrainingListener;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.RowOptions;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.MemberWeights;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.storage.FileTree;

/**
 * The weighted mean of several Tribuo models, trained one after the other, each in a folder of its
 * own with its preparation. Their weights, in {@code weights.json}, are equal or fitted on the
 * validation side.
 */
record EnsembleModel(Experiment experiment) implements BranchModel {
  private static final Logger log = LoggerFactory.getLogger(EnsembleModel.class);
  private static final String WEIGHTS = "weights.json";

  /** One member's weight in the mean; all together are 1. */
  record Weight(String folder, String model, double weight) {}

  @Override
  public Trained train(
      BranchData data,
      int[] predicted,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    FileTree.delete(directory); // what it holds is of other settings or of a training cut short
    List<Branch> members = RowOptions.of(data.branch()).members();
    List<double[][]> probabilities = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      String name = data.branch().id() + ", member " + (i + 1);
      probabilities.add(
          new TableBranchModel(experiment, name)
              .train(
                  data.of(members.get(i)),
                  predicted,
                  directory.resolve(folder(i)),
                  epoch -> {},
                  stop)
              .probabilities());
      log.info(
          "{}: member {} of {}, {}, is trained",
          data.branch().id(),
          i + 1,
          members.size(),
          members.get(i).net().id());
    }
    double[] weights = weights(data, probabilities);
    Json.write(
        directory.resolve(WEIGHTS),
        IntStream.range(0, members.size())
            .mapToObj(i -> new Weight(folder(i), members.get(i).configuration(), weights[i]))
            .toList());
    return new Trained(mean(probabilities, weights), 0, 0, null, 0);
  }

  private static String folder(int member) {
    return "member-" + member;
  }

  /**
   * How much each member counts.
   *
   * @param probabilities by member: first those of the validation rows
   */
  private static double[] weights(BranchData data, List<double[][]> probabilities) {
    if (RowOptions.of(data.branch()).memberWeights() == MemberWeights.EQUAL) {
      double[] equal = new double[probabilities.size()];
      Arrays.fill(equal, 1.0 / equal.length);
      return equal;
    }
    int[] validation = data.rows().sides().validation();
    if (validation.length == 0) {
      throw new TrainingDataException(
          "the validation side is empty, so the members cannot be weighted by it; give it a share"
              + " of the split, or `memberWeights: equal`");
    }
    int[] truth = TableSides.labels(data, validation);
    return MixtureWeights.of(
        probabilities.stream()
            .map(predicted -> new Scores(truth, Arrays.copyOf(predicted, truth.length)))
            .toList());
  }

  private static double[][] mean(List<double[][]> probabilities, double[] weights) {
    double[][] mean = new double[probabilities.get(0).length][];
    for (int row = 0; row < mean.length; row++) {
      double[] sum = new double[probabilities.get(0)[row].length];
      double all = 0;
      for (int i = 0; i < weights.length; i++) {
        for (int genre = 0; genre < sum.length; genre++) {
          double part = weights[i] * probabilities.get(i)[row][genre];
          sum[genre] += part;
          all += part;
        }
      }
      double total = all;
      Arrays.setAll(sum, genre -> sum[genre] / total);
      mean[row] = sum;
    }
    return mean;
  }
}
