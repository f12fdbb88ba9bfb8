package org.tonewheel.pipelines.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

class CsvRowsTest {
  @TempDir Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("table.csv"), bytes);
  }

  private List<CsvRows.Row> rows(String text) throws IOException {
    List<CsvRows.Row> all = new ArrayList<>();
    try (CsvRows rows = new CsvRows(file(text.getBytes(UTF_8)))) {
      assertThat(rows.header()).containsExactly("a", "b");
      for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
        all.add(row);
      }
    }
    return all;
  }

  private StageException refused(byte[] bytes) throws IOException {
    Path file = file(bytes);
    StageException e =
        catchThrowableOfType(
            StageException.class,
            () -> {
              try (CsvRows rows = new CsvRows(file)) {
                while (rows.next() != null) {
                  // until the fault
                }
              }
            });
    assertThat(e).as("the file is refused").isNotNull();
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("table.csv");
    return e;
  }

  @Test
  void rows_knowTheLineTheyBeginIn() throws IOException {
    assertThat(rows("a,b\n1,2\n\"three\nlines\n\",4\n\n5,\"6 \"\"7\"\"\"\n"))
        .containsExactly(
            new CsvRows.Row(2, List.of("1", "2")),
            new CsvRows.Row(3, List.of("three\nlines\n", "4")),
            new CsvRows.Row(6, List.of("")),
            new CsvRows.Row(7, List.of("5", "6 \"7\"")));
  }

  @Test
  void byteOrderMark_andLineEndsOfWindows_arePartOfNoCell() throws IOException {
    assertThat(rows("\uFEFFa,b\r\n1,é\r\n3,4"))
        .containsExactly(
            new CsvRows.Row(2, List.of("1", "é")), new CsvRows.Row(3, List.of("3", "4")));
  }

  @Test
  void rowsOfAnyLength_areGivenAsTheyAre() throws IOException {
    assertThat(rows("a,b\n1\n1,2,3\n"))
        .extracting(row -> row.cells().size())
        .containsExactly(1, 3);
  }

  @Test
  void brokenQuotes_areRefused_withTheLine() throws IOException {
    assertThat(refused("a,b\n1,2\n3,\"4\n5,6\n".getBytes(UTF_8))).hasMessageContaining("line 3");
    assertThat(refused("a,b\n1,2\n3,\"4\"x\n5,6\n".getBytes(UTF_8)))
        .hasMessageContaining("line 3");
  }

  @Test
  void quoteThatIsNeverClosed_doesNotBringTheFileIntoMemory() throws IOException {
    String endless = "a,b\n1,\"" + "2,3\n".repeat(CsvRows.MOST_ROW_CHARACTERS);
    assertThat(refused(endless.getBytes(UTF_8)))
        .hasMessageContaining("line 2")
        .hasMessageContaining("longer than 1000000 characters")
        .hasMessageContaining("quote");
  }

  @Test
  void whatIsNoUtf8_isRefused_andNotGuessed() throws IOException {
    assertThat(refused("a,b\n1,2\nRöyksopp,2\n".getBytes(ISO_8859_1)))
        .hasMessageContaining("is not UTF-8 text")
        .hasMessageContaining("save it as UTF-8");
    assertThat(refused(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0})).hasMessageContaining("UTF-8");
  }

  @Test
  void emptyFile_isRefused() throws IOException {
    assertThat(refused(new byte[0])).hasMessageContaining("is empty");
  }
}
