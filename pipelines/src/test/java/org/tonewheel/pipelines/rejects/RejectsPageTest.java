package org.tonewheel.pipelines.rejects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tonewheel.audio.decode.RejectReason;
import org.tonewheel.pictures.PictureRejectReason;
import org.tonewheel.pipelines.features.FeatureReason;
import org.tonewheel.pipelines.ingest.FileReason;
import org.tonewheel.table.RowReason;

/** The page lists the reasons that there are, in the order of the code, each with what to do. */
class RejectsPageTest {
  private static final Path PAGE = Path.of("docs/rejects.md");

  private static List<List<String>> rows() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf("<!-- reasons -->"), page.indexOf("<!-- end of reasons -->"))
        .lines()
        .filter(line -> line.startsWith("|") && !line.startsWith("|---"))
        .skip(1)
        .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  @Test
  void page_listsEveryReason_andNoOther() throws IOException {
    Stream<String> reasons =
        Stream.of(
                Stream.of(FileReason.values()).map(reason -> "file `" + reason.code()),
                Stream.of(RejectReason.values()).map(reason -> "audio `" + reason.code()),
                Stream.of(PictureRejectReason.values()).map(reason -> "picture `" + reason.code()),
                Stream.of(FeatureReason.values()).map(reason -> "features `" + reason.code()),
                Stream.of(RowReason.values()).map(reason -> "row `" + reason.code()))
            .flatMap(stream -> stream)
            .map(reason -> reason + "`");
    assertThat(rows())
        .as("%s; add a row there for each new reason", PAGE)
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactlyElementsOf(reasons.toList());
  }

  @Test
  void everyRow_saysWhatItMeansAndWhatToDo() throws IOException {
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row).hasSize(4).doesNotContain("");
              assertThat(row.get(1)).matches("`[a-z]+(-[a-z]+)*`");
            });
  }
}
