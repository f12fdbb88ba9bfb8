package org.tonewheel.pipelines.experiment.rules;

import java.nio.file.FileSystems;
import java.util.regex.PatternSyntaxException;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problems;

/** Checks globs before any file is looked for. */
final class Globs {
  private Globs() {}

  static void check(String glob, FieldPath path, Problems problems) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      problems.add(
          path,
          "`" + glob + "` is no glob: " + e.getDescription(),
          "`\\\\` before a `[`, `{`, `*`, `?` or `\\\\` that stands for itself");
    }
  }
}
