package org.tonewheel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableNumericsTest {
  private static final int ROWS = 120;

  @TempDir private Path folder;

  private Path rows() throws IOException {
    float[][] rows = new float[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      rows[row] = new float[] {row * row % 37, row % 11, row % 2};
    }
    Path file = folder.resolve("rows.f32");
    RawTable.write(file, rows);
    return file;
  }

  private List<String> run(String input, String... arguments) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    TableNumerics.run(
        arguments,
        new BufferedReader(new StringReader(input)),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void smote_isDoneAsOftenAsTold_andSavesTheRowsThatWereMade() throws IOException {
    ByteBuffer labels = ByteBuffer.allocate(ROWS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < ROWS; row++) {
      labels.putInt(row < 20 ? 1 : 0);
    }
    Path labelFile = Files.write(folder.resolve("labels.i32"), labels.array());
    Path result = folder.resolve("result");
    assertThat(
            run(
                "go\n1\nsave\n2\n",
                result.toString(),
                "smote",
                rows().toString(),
                labelFile.toString(),
                "001"))
        .containsExactly("idle", "waiting 0", "waiting 1", "waiting 1", "waiting 3");
    RawTable made = RawTable.read(result, 4);
    assertThat(made.rows()).isEqualTo(80);
    float[] row = new float[4];
    for (int i = 0; i < 80; i++) {
      made.read(i, row);
      assertThat(row[2]).isIn(0f, 1f);
      assertThat(row[3]).isEqualTo(1f);
    }
  }

  @Test
  void tsne_savesPlacesAndDivergence() throws IOException {
    Path result = folder.resolve("result");
    run("go\n1\nsave\n", result.toString(), "tsne", rows().toString(), "3", "10");
    RawTable saved = RawTable.read(result, 2);
    assertThat(saved.rows()).isEqualTo(ROWS + 1L);
    float[] last = new float[2];
    saved.read(ROWS, last);
    assertThat(last[0]).isBetween(0f, 5f);
    assertThat(last[1]).isEqualTo(1_000f);
  }
}
