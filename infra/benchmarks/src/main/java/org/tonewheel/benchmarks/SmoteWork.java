package org.tonewheel.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.tonewheel.sampling.Balanced;
import org.tonewheel.sampling.NominalColumns;
import org.tonewheel.sampling.Smote;

/** SMOTE from the rows alone to a balanced table. */
final class SmoteWork implements Rounds.Work {
  private static final int NEIGHBOURS = 5;

  private final RawTable rows;
  private final int[] labels;
  private final int[] all;
  private final int classes;
  private final NominalColumns nominal;
  private long seed;
  private Balanced made;

  private SmoteWork(RawTable rows, int[] labels, boolean[] nominal) {
    this.rows = rows;
    this.labels = labels;
    this.nominal = NominalColumns.of(nominal);
    all = IntStream.range(0, labels.length).toArray();
    classes = Arrays.stream(labels).max().orElseThrow() + 1;
  }

  /**
   * Reads {@code RESULT smote ROWS LABELS NOMINAL}: files, and of each column 1 if it is nominal,
   * else 0.
   */
  static SmoteWork parse(String[] arguments) throws IOException {
    boolean[] nominal = new boolean[arguments[4].length()];
    for (int column = 0; column < nominal.length; column++) {
      nominal[column] = arguments[4].charAt(column) == '1';
    }
    return new SmoteWork(
        RawTable.read(Path.of(arguments[2]), nominal.length),
        RawTable.labels(Path.of(arguments[3])),
        nominal);
  }

  @Override
  public void run() {
    Smote smote = Smote.ofTable(rows, labels, all, nominal, NEIGHBOURS, seed++);
    made = Balanced.of(smote, labels, all, classes);
  }

  /** The rows, each with its class behind its columns. */
  @Override
  public void save(Path file) throws IOException {
    float[][] labelled = new float[made.labels().length][];
    for (int row = 0; row < labelled.length; row++) {
      labelled[row] = Arrays.copyOf(made.rows()[row], rows.rowFloats() + 1);
      labelled[row][rows.rowFloats()] = made.labels()[row];
    }
    RawTable.write(file, labelled);
  }
}
