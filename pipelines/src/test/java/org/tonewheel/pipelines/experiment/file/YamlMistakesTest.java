package org.tonewheel.pipelines.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.tonewheel.pipelines.experiment.file.Mistakes.experiment;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;
import static org.tonewheel.pipelines.experiment.file.Mistakes.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/** What is wrong with a file before its fields are looked at. */
final class YamlMistakesTest {
  @TempDir private Path folder;

  @Test
  void syntaxError_isReportedWithItsLine() {
    Problem problem = mistake("name: a", "audio: {segments: 4");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.what()).startsWith("not YAML: ");
  }

  @Test
  void tab_isToldToBeSpaces() {
    Problem problem = mistake("name: a", "audio:", "\tsegments: 4");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.expected()).contains("spaces");
  }

  @Test
  void fieldGivenTwice_isAnError() {
    Problem problem = mistake("name: a", "seed: 1", "audio: {}", "seed: 2");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.field()).isEqualTo("seed");
    assertThat(problem.what()).isEqualTo("the field is given twice, first in line 2");
  }

  @Test
  void splitGivenTwice_isAnError() {
    Problem problem = mistake("name: a", "splits:", "  s: {}", "  s: {folds: 5}");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.field()).isEqualTo("splits.s");
  }

  @Test
  void tag_isAnError() {
    Problem problem = mistake("name: a", "description: !!java.net.URL 'http://localhost/'");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.what()).startsWith("the tag").endsWith("is not allowed");
    assertThat(mistake("name: a", "genres: !!set [a, b]").line()).isEqualTo(2);
  }

  @Test
  void mergeKey_isAnUnknownField() {
    assertThat(mistakes("name: a", "featureSets:", "  x: &x {}", "  y: {<<: *x}"))
        .extracting(Problem::field)
        .containsExactly("featureSets.y.<<");
  }

  @Test
  void keyThatIsNoText_isAnError() {
    Problem problem = mistake("name: a", "audio:", "  ? [1, 2]", "  : 3");
    assertThat(problem.field()).isEqualTo("audio");
    assertThat(problem.what()).contains("must be plain text");
  }

  @Test
  void emptyFile_isAnError() {
    assertThat(mistake("").what()).isEqualTo("the file is empty");
    assertThat(mistake("# nothing but a comment").what()).isEqualTo("the file is empty");
  }

  @Test
  void listInsteadOfFields_isAnError() {
    assertThat(mistake("- name: a").what()).isEqualTo("the file is no mapping");
  }

  @Test
  void severalDocuments_areAnError() {
    Problem problem = mistake("name: a", "---", "name: b");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.what()).contains("single document");
  }

  @Test
  void alias_standsForItsValue() {
    Experiment experiment = experiment("name: a", "featureSets:", "  x: &x {mfcc: 20}", "  y: *x");
    assertThat(experiment.featureSets().get("y").mfcc()).isEqualTo(20);
  }

  @Test
  @Timeout(10)
  void aliasesThatUnfoldWithoutEnd_areRefused() {
    String lines =
        "name: a\nx0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
            + IntStream.range(1, 10)
                .mapToObj(
                    i -> "x" + i + ": &x" + i + " [" + ("*x" + (i - 1) + ", ").repeat(9) + "]")
                .collect(Collectors.joining("\n"));
    assertThat(mistake(lines).what()).contains("alias");
  }

  @Test
  void aliasWithinItself_isRefused() {
    assertThat(mistake("name: a", "genres: &g [*g]").what()).contains("not YAML");
  }

  @Test
  void deepNesting_isRefused() {
    assertThat(mistake("name: a", "x: " + "[".repeat(5000) + "]".repeat(5000)).what())
        .contains("Nesting Depth");
  }

  @Test
  void controlCharacter_isReportedWithItsLine() {
    Problem problem = mistake("name: a", "description: b\u0007c");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.what()).contains("U+0007");
  }

  @Test
  void textThatIsNotUtf8_isReportedWithItsLine() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(
        file, "name: a\ndescription: \u00e9t\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(ExperimentException.class)
        .isThrownBy(() -> ExperimentFile.load(file))
        .satisfies(
            e -> {
              assertThat(e.problems().get(0).line()).isEqualTo(2);
              assertThat(e.problems().get(0).what()).isEqualTo("the byte 0xE9 is not UTF-8");
            });
  }

  @Test
  void truncatedUtf8_isAnError() throws IOException {
    Path file = folder.resolve("cut.yaml");
    Files.write(file, new byte[] {'n', 'a', 'm', 'e', ':', ' ', (byte) 0xC3});
    assertThatExceptionOfType(ExperimentException.class)
        .isThrownBy(() -> ExperimentFile.load(file))
        .withMessageContaining("not UTF-8");
  }

  @Test
  void byteOrderMark_isIgnored() throws Exception {
    Path file = folder.resolve("bom.yaml");
    Files.writeString(file, "\uFEFFname: a\n");
    assertThat(ExperimentFile.load(file).experiment().name()).isEqualTo("a");
  }

  @Test
  void fileThatIsNotThere_isNamed() {
    Path file = folder.resolve("absent.yaml");
    assertThatExceptionOfType(ExperimentException.class)
        .isThrownBy(() -> ExperimentFile.load(file))
        .withMessageStartingWith(file + ": there is no such file");
  }

  @Test
  void folderInsteadOfAFile_isAnError() {
    assertThatExceptionOfType(ExperimentException.class)
        .isThrownBy(() -> ExperimentFile.load(folder))
        .withMessageContaining("is a folder");
  }

  @Test
  void hugeFile_isRefusedUnread() throws IOException {
    Path file = folder.resolve("huge.yaml");
    Files.writeString(file, "name: a\n" + "#".repeat(1 << 20));
    assertThatExceptionOfType(ExperimentException.class)
        .isThrownBy(() -> ExperimentFile.load(file))
        .withMessageContaining("is larger than 1048576 bytes");
  }

  @Test
  void words_areReadByYaml12() {
    Experiment experiment =
        experiment(
            "name: no",
            "seed: 010",
            "genres: [on, yes, 1:30, 0x10, 2001-01-01]",
            "audio: {maxSeconds: 1e2}");
    assertThat(experiment.name()).isEqualTo("no");
    assertThat(experiment.seed()).isEqualTo(10);
    assertThat(experiment.genres()).containsExactly("on", "yes", "1:30", "0x10", "2001-01-01");
    assertThat(experiment.audio().maxSeconds()).isEqualTo(100);
  }

  @Test
  void message_showsTheLineAndTheColumnAsCompilersDo() {
    assertThat(refused("name: a", "audio:", "  segments: 0").getMessage())
        .isEqualTo(
            """
            my.yaml:3:13: audio.segments: `0` is too small; expected a whole number from 1 to 10000
                  segments: 0
                            ^
            1 problem in the experiment file; nothing was done""");
  }

  @Test
  void manyMistakes_stayOnOneScreen() {
    String[] lines =
        IntStream.range(0, 60)
            .mapToObj(i -> i == 0 ? "name: a" : "x" + i + ": 1")
            .toArray(String[]::new);
    String message = refused(lines).getMessage();
    assertThat(message.lines().count()).isLessThanOrEqualTo(24);
    assertThat(message).contains("... and 39 more").contains("59 problems");
  }
}
