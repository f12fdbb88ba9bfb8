package org.tonewheel.pipelines.experiment.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.tonewheel.pipelines.experiment.rules.ExperimentRules;
import org.tonewheel.pipelines.experiment.rules.GridRules;
import org.tonewheel.pipelines.experiment.rules.ReportRules;
import org.tonewheel.pipelines.experiment.schema.ExperimentSchema;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.schema.SchemaCheck;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.studies.TuningRules;

/** Reads experiment files: YAML in UTF-8, held against the schema and the rules between fields. */
public final class ExperimentFile {
  /** Experiments are written by hand; one of this size is something else. */
  private static final int LARGEST_BYTES = 1 << 20;

  private static final ExperimentSchema SCHEMA = ExperimentSchema.shipped();
  private static final SchemaCheck CHECK = new SchemaCheck(SCHEMA);

  private ExperimentFile() {}

  /**
   * Reads an experiment file and resolves it: every default is filled in, every reference holds.
   *
   * @throws ExperimentException if the file cannot be read or used; carries all that is wrong
   */
  public static LoadedExperiment load(Path file) throws ExperimentException {
    return parse(file, text(file));
  }

  /**
   * Does the same for text that came from elsewhere.
   *
   * @param file what messages call it
   * @throws ExperimentException if the text cannot be used; carries all that is wrong
   */
  public static LoadedExperiment parse(Path file, String text) throws ExperimentException {
    YamlDocument document = YamlDocument.parse(file, text);
    Problems problems = document.problems();
    if (!(document.root() instanceof ObjectNode root)) {
      problems.add(
          FieldPath.ROOT, "the file is no mapping", "fields such as `name: my-experiment`");
      throw new ExperimentException(file, text, problems.inOrder());
    }
    CHECK.check(root, problems);
    // The rules between fields rely on the shape of each part, and go on with its default instead.
    root.properties().removeIf(part -> problems.at(FieldPath.ROOT.field(part.getKey())));
    ExperimentRules.apply(root, SCHEMA, problems);
    TuningRules.apply(root, CHECK, problems);
    Experiment experiment = null;
    if (problems.isEmpty()) {
      experiment = Json.bind(root, Experiment.class);
      GridRules.check(experiment, problems);
      if (problems.isEmpty()) {
        TuningRules.check(experiment, problems);
        ReportRules.check(experiment, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new ExperimentException(file, text, problems.inOrder());
    }
    return new LoadedExperiment(file, experiment);
  }

  private static String text(Path file) throws ExperimentException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new ExperimentException(
          file, "there is no such file", "the path of an experiment file");
    } catch (IOException e) {
      String why = Files.isDirectory(file) ? "is a folder" : "cannot be read: " + e.getMessage();
      throw new ExperimentException(file, why, "the path of an experiment file");
    }
    if (bytes.length > LARGEST_BYTES) {
      throw new ExperimentException(
          file, "is larger than " + LARGEST_BYTES + " bytes", "an experiment written by hand");
    }
    return decode(file, bytes);
  }

  private static String decode(Path file, byte[] bytes) throws ExperimentException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      int column = text.length() - text.lastIndexOf('\n');
      String what = String.format("the byte 0x%02X is not UTF-8", bytes[in.position()]);
      Problem problem = new Problem(line, column, "", what, "a file saved as UTF-8", "");
      throw new ExperimentException(file, text, List.of(problem));
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
