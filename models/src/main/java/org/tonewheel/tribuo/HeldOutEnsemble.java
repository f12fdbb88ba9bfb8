package org.tonewheel.tribuo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models of one table, made by {@link HeldOutEnsembleTrainer}: each was trained without one part of
 * the table's groups of repeated rows. A row of a group that was in training is scored by the
 * models that have not seen that group, any other row by all; scores are the mean of the models'
 * own.
 *
 * <p>Where equal rows stand under different labels, a model that has seen one of them answers the
 * other by the wrong label. This keeps each answer free of that, and of any other knowledge of a
 * row's own repeats.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class HeldOutEnsemble {
  private static final String FILE = "ensemble.json";

  /** By part, then by member. */
  private final List<List<TableModel>> parts;

  /** Those of training, in rising order. */
  private final long[] groups;

  HeldOutEnsemble(List<List<TableModel>> parts, long[] groups) {
    this.parts = parts.stream().map(List::copyOf).toList();
    this.groups = groups.clone();
    Arrays.sort(this.groups);
  }

  /**
   * The probability of every genre for every row.
   *
   * @param rows one value a column, all finite
   * @param rowGroups by row: its group of repeats, such as a hash of the columns that define them
   * @return one vector a row, in the order of the domain's genres, each adding up to 1
   * @throws IllegalArgumentException when there are not as many groups as rows
   */
  public double[][] probabilities(float[][] rows, String[] rowGroups) {
    if (rows.length != rowGroups.length) {
      throw new IllegalArgumentException(
          "There are " + rows.length + " rows but " + rowGroups.length + " groups");
    }
    double[][] result = new double[rows.length][parts.get(0).get(0).domain().genres().size()];
    long[] ids = HeldOutEnsembleTrainer.ids(rowGroups);
    for (int part = 0; part < parts.size(); part++) {
      int[] asked = asked(ids, part);
      float[][] some = IntStream.of(asked).mapToObj(row -> rows[row]).toArray(float[][]::new);
      for (TableModel member : parts.get(part)) {
        double[][] probabilities = member.probabilities(some);
        for (int i = 0; i < asked.length; i++) {
          double share = 1.0 / parts.get(part).size() / (seen(ids[asked[i]]) ? 1 : parts.size());
          for (int genre = 0; genre < probabilities[i].length; genre++) {
            result[asked[i]][genre] += share * probabilities[i][genre];
          }
        }
      }
    }
    return result;
  }

  /** The rows that the models of one part have a say in. */
  private int[] asked(long[] ids, int part) {
    return IntStream.range(0, ids.length)
        .filter(
            row -> !seen(ids[row]) || HeldOutEnsembleTrainer.part(ids[row], parts.size()) == part)
        .toArray();
  }

  private boolean seen(long group) {
    return Arrays.binarySearch(groups, group) >= 0;
  }

  /** What {@code ensemble.json} holds. */
  @SuppressWarnings("ArrayRecordComponent") // written and read, never compared
  record Form(int parts, int members, long[] groups) {}

  /** Writes {@code ensemble.json} and a folder a model, as {@link TableModel#save} does. */
  public void save(Path directory) throws IOException {
    Form form = new Form(parts.size(), parts.get(0).size(), groups);
    Files.write(directory.resolve(FILE), new ObjectMapper().writeValueAsBytes(form));
    for (int part = 0; part < form.parts(); part++) {
      for (int member = 0; member < form.members(); member++) {
        Path folder = Files.createDirectories(folder(directory, part, member));
        parts.get(part).get(member).save(folder);
      }
    }
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException when a file is missing or cannot be read
   */
  public static HeldOutEnsemble load(Path directory) throws IOException {
    Form form =
        new ObjectMapper().readValue(Files.readAllBytes(directory.resolve(FILE)), Form.class);
    List<List<TableModel>> parts = new ArrayList<>();
    for (int part = 0; part < form.parts(); part++) {
      List<TableModel> members = new ArrayList<>();
      for (int member = 0; member < form.members(); member++) {
        members.add(TableModel.load(folder(directory, part, member)));
      }
      parts.add(members);
    }
    return new HeldOutEnsemble(parts, form.groups());
  }

  static Path folder(Path directory, int part, int member) {
    return directory.resolve("part-" + part).resolve("member-" + member);
  }
}
