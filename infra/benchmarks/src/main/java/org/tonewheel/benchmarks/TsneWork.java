package org.tonewheel.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.tonewheel.projection.Tsne;
import org.tonewheel.projection.TsneSettings;

/** t-SNE from the rows to their places. */
final class TsneWork implements Rounds.Work {
  private final double[][] rows;
  private final TsneSettings settings;
  private Tsne fitted;

  private TsneWork(double[][] rows, TsneSettings settings) {
    this.rows = rows;
    this.settings = settings;
  }

  /** Reads {@code RESULT tsne ROWS COLUMNS PERPLEXITY}. */
  static TsneWork parse(String[] arguments) throws IOException {
    RawTable table = RawTable.read(Path.of(arguments[2]), Integer.parseInt(arguments[3]));
    double[][] rows = new double[Math.toIntExact(table.rows())][table.rowFloats()];
    for (int row = 0; row < rows.length; row++) {
      int start = row * table.rowFloats();
      Arrays.setAll(rows[row], column -> table.values()[start + column]);
    }
    return new TsneWork(
        rows, TsneSettings.DEFAULT.withPerplexity(Double.parseDouble(arguments[4])));
  }

  @Override
  public void run() {
    fitted = Tsne.fit(rows, settings);
  }

  /** The places, and in a last row the divergence and the iterations. */
  @Override
  public void save(Path file) throws IOException {
    float[][] places = new float[rows.length + 1][];
    for (int row = 0; row < rows.length; row++) {
      places[row] = new float[] {(float) fitted.points()[row][0], (float) fitted.points()[row][1]};
    }
    places[rows.length] = new float[] {(float) fitted.klDivergence(), fitted.iterations()};
    RawTable.write(file, places);
  }
}
