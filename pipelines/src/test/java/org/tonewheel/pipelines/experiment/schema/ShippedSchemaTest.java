package org.tonewheel.pipelines.experiment.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.branches.SynthesisGrid;
import org.tonewheel.pipelines.experiment.file.ExperimentException;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Tuning;

/** The files made from the records are those that the records make. */
final class ShippedSchemaTest {
  private static final Path SCHEMA = Path.of("../workflows/experiments/experiment.schema.json");
  private static final Path GUIDE = Path.of("../workflows/docs/experiment.md");
  private static final String COMMAND =
      "mvn -pl models,pipelines test -Dtest=ShippedSchemaTest -Dtonewheel.regenerate=true"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private final ObjectNode schema = SchemaGenerator.generate();

  @Test
  void schema_isUpToDate() throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    String text =
        new ObjectMapper()
                .writer(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                .writeValueAsString(schema)
            + "\n";
    checkOrWrite(SCHEMA, text);
  }

  @Test
  void guide_isUpToDate() throws IOException {
    checkOrWrite(GUIDE, new FieldGuide(new ExperimentSchema(schema)).markdown());
  }

  private static void checkOrWrite(Path file, String text) throws IOException {
    if (Boolean.getBoolean("tonewheel.regenerate")) {
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file))
        .as("%s differs from what the records make; write it anew with: %s", file, COMMAND)
        .isEqualTo(text);
  }

  @Test
  void exampleOfTheGuide_trainsAsManyModelsAsItSays() throws ExperimentException {
    assertThat(FieldGuideTexts.HEAD).contains("It trains 15 models");
    assertThat(Grid.expand(example(FieldGuideTexts.HEAD))).hasSize(15);
  }

  @Test
  void exampleOfPictures_isARightOne() throws ExperimentException {
    assertThat(Grid.expand(example(FieldGuideTexts.TAIL)))
        .extracting(Branch::features)
        .containsExactlyInAnyOrder("given", "given", "drawn");
  }

  @Test
  void everyShippedExperiment_isARightOne() throws IOException, ExperimentException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SCHEMA.getParent())) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      assertThat(ExperimentFile.load(file).experiment().name())
          .isEqualTo(file.getFileName().toString().replace(".yaml", ""));
    }
  }

  @Test
  void exampleOfATable_trainsAsManyModelsAsItSays() throws ExperimentException {
    String page = FieldGuideTexts.TAIL.substring(FieldGuideTexts.TAIL.indexOf("## A table"));
    assertThat(page).contains("It trains four models");
    assertThat(Grid.expand(example(page))).hasSize(4);
  }

  @Test
  void exampleOfSynthesis_trainsAndMakesAsMuchAsItSays() throws ExperimentException {
    String page =
        FieldGuideTexts.TAIL.substring(FieldGuideTexts.TAIL.indexOf("## Synthetic segments"));
    assertThat(page).contains("It trains 25 models on 20 lots of synthetic segments");
    assertThat(Grid.expand(example(page))).hasSize(25);
    assertThat(SynthesisGrid.expand(example(page))).hasSize(20);
  }

  @Test
  void exampleOfSearching_makesAsManyTrialsAsItSays() throws ExperimentException {
    String page =
        FieldGuideTexts.TAIL.substring(FieldGuideTexts.TAIL.indexOf("## Searching for good"));
    assertThat(page).contains("It makes 50 trials in two studies");
    assertThat(example(page).tuning()).hasSize(2);
    assertThat(example(page).tuning().values().stream().mapToInt(Tuning::trials).sum())
        .isEqualTo(50);
  }

  private static Experiment example(String page) throws ExperimentException {
    int from = page.indexOf("```yaml") + "```yaml".length();
    return ExperimentFile.parse(GUIDE, page.substring(from, page.indexOf("```", from)))
        .experiment();
  }

  @Test
  void everyField_isExplained() {
    assertThat(schema.findValues("properties"))
        .allSatisfy(
            properties ->
                assertThat(properties.properties())
                    .allSatisfy(
                        field ->
                            assertThat(field.getValue().path("description").asText())
                                .isNotEmpty()));
  }
}
