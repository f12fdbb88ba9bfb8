package org.tonewheel.pipelines.experiment.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Decides what an unquoted YAML word is, by YAML 1.2's core schema without its octal, hexadecimal
 * and infinite numbers. SnakeYAML's own rules are YAML 1.1's, where {@code 1e-4} is text, {@code
 * no} is false and {@code 010} is eight.
 */
final class CoreResolver extends Resolver {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL");
  private static final int LONGEST_LONG = 18;

  @Override
  protected void addImplicitResolvers() {
    addImplicitResolver(Tag.NULL, EMPTY, null);
    addImplicitResolver(Tag.NULL, NOTHING, "~nN");
    addImplicitResolver(Tag.BOOL, TRUTH, "tTfF");
    addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
    addImplicitResolver(Tag.FLOAT, NUMBER, "-+.0123456789");
  }

  /**
   * Returns the number; whole ones beyond a long, and those beyond a double, as the greatest
   * double.
   */
  static NumericNode number(String text) {
    if (INTEGER.matcher(text).matches() && text.length() <= LONGEST_LONG) {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    }
    // An infinite value has no place in JSON; the greatest finite one is out of every range too.
    double value = Double.parseDouble(text);
    double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    return JsonNodeFactory.instance.numberNode(finite);
  }
}
