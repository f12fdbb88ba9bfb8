package org.tonewheel.pipelines.experiment;

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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tonewheel.nets.TrainingDataException;

/** Reads experiment files: YAML in UTF-8, held against the schema and the rules between fields. */
public final class ExperimentFile {
  /** Experiments are written by hand; one of this size is something else. */
  private static final int LARGEST_BYTES = 1 << 20;

  /** File systems take 255 bytes; stages append to ids. */
  private static final int LONGEST_ID = 200;

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
    FeatureRules.leaveMelAlone(root);
    SCHEMA.fillDefaults(root, SCHEMA.root());
    SourceRules.apply(root, problems);
    FeatureRules.apply(root, problems);
    PictureRules.apply(root, problems);
    SplitRules.apply(root, problems);
    Names.check(root, List.of("splits"), problems);
    Names.check(root, List.of("featureSets", "pictureSets"), problems);
    BranchRules.apply(root, problems);
    TrackRules.apply(root, problems);
    Experiment experiment = null;
    if (problems.isEmpty()) {
      experiment = Json.bind(root, Experiment.class);
      checkIds(experiment, problems);
    }
    if (!problems.isEmpty()) {
      throw new ExperimentException(file, text, problems.inOrder());
    }
    return new LoadedExperiment(file, experiment);
  }

  /** Checks that every model has an id of its own, on file systems that ignore case too. */
  private static void checkIds(Experiment experiment, Problems problems) {
    Map<String, Integer> owners = new HashMap<>();
    double count = 0;
    for (int i = 0; i < experiment.branches().size(); i++) {
      FieldPath path = FieldPath.ROOT.field("branches").item(i);
      count += Grid.size(experiment, experiment.branches().get(i));
      if (count > Grid.MOST) {
        problems.add(path, "the branches are more than " + Grid.MOST + " models", "fewer");
        return;
      }
      List<Branch> branches = Grid.expand(experiment, experiment.branches().get(i));
      checkNet(branches.get(0), experiment, path, problems);
      for (Branch branch : branches) {
        if (branch.id().length() > LONGEST_ID) {
          problems.add(
              path,
              "has the id `" + branch.id() + "`, which is too long for a file's name",
              "shorter names, so that it has " + LONGEST_ID + " characters at most");
          break;
        }
        Integer first = owners.putIfAbsent(branch.id().toLowerCase(Locale.ROOT), i);
        if (first != null) {
          problems.add(
              path,
              "has the id `" + branch.id() + "`, as branches[" + first + "] has",
              "a `name` that tells the two apart, since ids do not show every field");
          break;
        }
      }
    }
  }

  /** Checks that something is left of a branch's rows after every layer of its net. */
  private static void checkNet(
      Branch branch, Experiment experiment, FieldPath path, Problems problems) {
    if (branch.net().deep()) {
      try {
        BranchInput.summary(branch, experiment, BranchInput.genres(experiment));
      } catch (TrainingDataException e) {
        problems.add(path.field("features"), e.getMessage(), "");
      }
    }
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
