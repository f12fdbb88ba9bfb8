package org.tonewheel.tribuo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Models of one table, made by {@link TableEnsembleTrainer}, whose scores are averaged. Where they
 * were trained in parts, each has not seen one part of the table's groups of repeated rows, and a
 * row of a group that was in training is scored only by the models that have not seen that group;
 * any other row is scored by all.
 *
 * <p>Where equal rows stand under different labels, a model that has seen one of them answers the
 * other by the wrong label. Parts keep each answer free of that, and of any other knowledge of a
 * row's own repeats. Which models are asked depends on the row's values alone, not on any label.
 *
 * <p>Immutable, and safe for use by many threads.
 */
public final class TableEnsemble {
  private static final String FILE = "ensemble.json";

  /** By part, then by member. */
  private final List<List<TableModel>> parts;

  /** Those of training, in rising order; none where nothing is held out. */
  private final long[] groups;

  TableEnsemble(List<List<TableModel>> parts, long[] groups) {
    this.parts = parts.stream().map(List::copyOf).toList();
    this.groups = groups.clone();
    Arrays.sort(this.groups);
  }

  /**
   * The probability of every genre for every row.
   *
   * @param rows one value a column, all finite
   * @param rowGroups by row: its group of repeats, such as a hash of the columns that define them;
   *     of one part, they may be empty
   * @return one vector a row, in the order of the domain's genres, each adding up to 1
   * @throws IllegalArgumentException when there are not as many groups as rows
   */
  public double[][] probabilities(float[][] rows, List<String> rowGroups) {
    double[][] result = new double[rows.length][parts.get(0).get(0).domain().genres().size()];
    long[] ids = TableEnsembleTrainer.ids(rowGroups, rows.length, parts.size());
    for (int part = 0; part < parts.size(); part++) {
      int[] asked = asked(ids, rows.length, part);
      float[][] some = IntStream.of(asked).mapToObj(row -> rows[row]).toArray(float[][]::new);
      for (TableModel member : parts.get(part)) {
        double[][] probabilities = member.probabilities(some);
        for (int i = 0; i < asked.length; i++) {
          for (int genre = 0; genre < probabilities[i].length; genre++) {
            result[asked[i]][genre] += probabilities[i][genre];
          }
        }
      }
    }
    for (double[] row : result) {
      double models = DoubleStream.of(row).sum();
      Arrays.setAll(row, genre -> row[genre] / models);
    }
    return result;
  }

  /** The rows that the models of one part have a say in. */
  private int[] asked(long[] ids, int rows, int part) {
    return IntStream.range(0, rows)
        .filter(
            row ->
                parts.size() == 1
                    || Arrays.binarySearch(groups, ids[row]) < 0
                    || TableEnsembleTrainer.part(ids[row], parts.size()) == part)
        .toArray();
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
  public static TableEnsemble load(Path directory) throws IOException {
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
    return new TableEnsemble(parts, form.groups());
  }

  static Path folder(Path directory, int part, int member) {
    return directory.resolve("part-" + part).resolve("member-" + member);
  }
}
