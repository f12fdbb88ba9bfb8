package org.tonewheel.pipelines.experiment.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rule for names that become parts of branch ids, and so of file names on any file system. */
public final class Names {
  /** Letters, digits, dot, underscore and hyphen; a letter or digit first; 40 at most. */
  static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$";

  private Names() {}

  /**
   * Checks that no two names in these parts of the experiment are the same to any file system, some
   * of which hold A and a to be so.
   *
   * @param parts paths of mappings by name; the names of all of them together must differ
   * @param problems what is wrong is added to these, at the later of the two names
   */
  public static void check(ObjectNode experiment, List<FieldPath> parts, Problems problems) {
    Map<String, FieldPath> seen = new HashMap<>();
    for (FieldPath part : parts) {
      part.in(experiment)
          .fieldNames()
          .forEachRemaining(
              name -> {
                FieldPath path = part.field(name);
                FieldPath first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), path);
                if (first != null) {
                  problems.addAtKey(
                      path, sameAs(name, first), "names that differ on every file system", "");
                }
              });
    }
  }

  private static String sameAs(String name, FieldPath first) {
    String other = (String) first.elements().get(first.elements().size() - 1);
    return other.equals(name)
        ? "is the name of `" + first + "` too"
        : "differs from `" + first + "` in case alone";
  }
}
