package org.tonewheel.pipelines.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistake;
import static org.tonewheel.pipelines.experiment.file.Mistakes.mistakes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.pipelines.experiment.schema.Problem;

/** What the schema alone forbids, each with the line it stands in. */
final class ExperimentFileTest {

  @Test
  void unknownField_isNamedWithTheNearOne() {
    Problem problem = mistake("name: a", "featureSets:", "  frames33:", "    hoplength: 512");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.column()).isEqualTo(5);
    assertThat(problem.field()).isEqualTo("featureSets.frames33.hoplength");
    assertThat(problem.what()).isEqualTo("unknown field");
    assertThat(problem.expected()).startsWith("one of `nFft`, `hopLength`");
    assertThat(problem.hint()).isEqualTo("did you mean `hopLength`?");
  }

  @Test
  void unknownField_ofAnotherPart_saysWhereItBelongs() {
    Problem problem = mistake("name: a", "hopLength: 512");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.hint()).isEqualTo("`hopLength` is a field of `featureSets`");
  }

  @Test
  void unknownField_inAListItem_isCountedFromZero() {
    Problem problem = mistake("name: a", "sources:", "  - folder: x", "    pattern: y");
    assertThat(problem.field()).isEqualTo("sources[0].pattern");
    assertThat(problem.line()).isEqualTo(4);
  }

  @Test
  void missingField_isReportedWhereItsMappingBegins() {
    Problem problem = mistake("name: a", "", "relabel:", "  - track: x/y");
    assertThat(problem.line()).isEqualTo(4);
    assertThat(problem.field()).isEqualTo("relabel[0].genre");
    assertThat(problem.what()).isEqualTo("the field `genre` is missing");
  }

  @Test
  void missingName_isReportedInTheFirstLine() {
    Problem problem = mistake("# a comment", "seed: 1");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.field()).isEqualTo("name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed: many        | seed             | the text `many` stands here | a whole number from 0",
        "seed: 1.5         | seed             | `1.5` stands here           | a whole number from 0",
        "seed: -1          | seed             | `-1` is too small           | a whole number from 0",
        "seed: 99999999999999999999 | seed    | is too large                | 9007199254740991",
        "seed:             | seed             | has no value                | a whole number",
        "seed: [1]         | seed             | a list stands here          | a whole number",
        "audio: 3          | audio            | `3` stands here             | a mapping with fields",
        "branches: {}      | branches         | a mapping stands here       | a list",
        "sources: []       | sources          | is empty                    | a list",
        "audio: {keep: no} | audio.keep       | the text `no` stands here   | true or false",
        "audio: {short: no} | audio.short     | `no` is not known           | one of `segments`",
        "audio: {maxSeconds: 0} | audio.maxSeconds | `0` is too small       | a number above 0",
        "audio: {maxSeconds: 1e400} | audio.maxSeconds | is too large       | at most 86400",
        "splits: {a: {folds: 2}} | splits.a.folds | `2` is too small        | from 3 to 100",
        "splits: {'../x': {}} | splits.../x   | cannot be a name            | letters, digits",
        "splits: {a: {protocol: trak}} | splits.a.protocol | not known      | `segment`, `row`, `track`",
        "genres: [rock, 80] | genres[1]       | `80` stands here            | text",
      })
  void wrongValue_isShownBesideWhatWasExpected(
      String line, String field, String what, String expected) {
    Problem problem = mistake("name: a", line);
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.what()).contains(what);
    assertThat(problem.expected()).contains(expected);
  }

  @Test
  void nameThatNoFileCanHave_isAnError() {
    assertThat(mistake("name: a/b").what()).isEqualTo("`a/b` cannot be a name");
    assertThat(mistake("name: .hidden").what()).contains("cannot be a name");
    assertThat(mistake("name: " + "x".repeat(41)).what()).contains("cannot be a name");
  }

  @Test
  void numberWhereTextIsMeant_isToldToBeQuoted() {
    assertThat(mistake("name: 2024").hint()).isEqualTo("put it in quotes to make it text");
  }

  @Test
  void emptyMapping_isToldToBeWrittenOut() {
    Problem problem = mistake("name: a", "featureSets:", "  frames33:");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.hint()).isEqualTo("write `{}` to take the defaults");
  }

  @Test
  void nearChoice_isSuggested() {
    assertThat(mistake("name: a", "audio:", "  short: repaet").hint())
        .isEqualTo("did you mean `repeat`?");
  }

  @Test
  void wrongValueInAList_isReportedAtItsOwnLine() {
    Problem problem =
        mistake(
            "name: a", "branches:", "  - net: net5", "    rate:", "      - 0.1", "      - fast");
    assertThat(problem.line()).isEqualTo(6);
    assertThat(problem.field()).isEqualTo("branches[0].rate[1]");
    assertThat(problem.expected()).isEqualTo("a number above 0 and at most 10");
  }

  @Test
  void wrongValueWhereAListMayStand_isReportedOnce() {
    Problem problem = mistake("name: a", "branches:", "  - net: net5", "    rate: fast");
    assertThat(problem.expected()).isEqualTo("a number above 0 and at most 10, or a list of these");
    Problem list = mistake("name: a", "branches:", "  - net: net5", "    seeds: []");
    assertThat(list.what()).isEqualTo("is empty");
    Problem optimizer = mistake("name: a", "branches:", "  - net: net5", "    optimizer: adan");
    assertThat(optimizer.hint()).isEqualTo("did you mean `adam`?");
  }

  @Test
  void allMistakes_areReportedTogetherInTheOrderOfTheFile() {
    List<Problem> problems =
        mistakes("name: a", "sede: 1", "audio:", "  segments: 0", "splits:", "  x: {folds: 1.5}");
    assertThat(problems).extracting(Problem::line).containsExactly(2, 4, 6);
  }

  @Test
  void schemaMistake_doesNotHideOneOfAnotherKind() {
    List<Problem> problems =
        mistakes(
            "name: a", "seed: x", "splits:", "  s: {}", "branches:", "  - {net: net5, split: t}");
    assertThat(problems)
        .extracting(Problem::field)
        .containsExactly("seed", "branches[0].features", "branches[0].split");
  }
}
