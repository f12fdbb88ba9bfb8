package org.tonewheel.pipelines.modelcard;

import com.google.common.base.Joiner;
import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text, tables and links of a Markdown page (CommonMark, with GitHub's tables). */
final class Markdown {
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]+");

  /** What ends or turns a line, or is not seen: it could hide what a text says. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");

  /** What means something within a line, also in GitHub's dialect, or begins a link by itself. */
  private static final Pattern MEANING =
      Pattern.compile("[!#$()*:@\\[\\\\\\]^_`{|}~]|(?<=(?i:www))\\.");

  /** Letters of HTML, which are no letters of Markdown; escaped so for readers that are neither. */
  private static final Escaper HTML =
      Escapers.builder()
          .addEscape('&', "&amp;")
          .addEscape('<', "&lt;")
          .addEscape('>', "&gt;")
          .build();

  private final StringBuilder page = new StringBuilder();

  /** A text as it is, whatever is in it: no markup, no link, no cell's or line's end. */
  static String text(String text) {
    String line = UNSEEN.matcher(text).replaceAll(" ");
    return HTML.escape(MEANING.matcher(line).replaceAll("\\\\$0"));
  }

  /** A name as code where it is made of letters, digits, dots and dashes, else as text. */
  static String name(String name) {
    return PLAIN_NAME.matcher(name).matches() ? "`" + name + "`" : text(name);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /**
   * A link to a file beside the page.
   *
   * @param path of names that are no text of others
   */
  static String link(String words, String path) {
    return "[%s](%s)".formatted(words, path);
  }

  Markdown title(String markdown) {
    page.append("# ").append(markdown).append('\n');
    return this;
  }

  Markdown heading(String markdown) {
    page.append("\n## ").append(markdown).append('\n');
    return this;
  }

  Markdown paragraph(String markdown) {
    page.append('\n').append(markdown).append('\n');
    return this;
  }

  Markdown items(List<String> markdown) {
    page.append('\n');
    markdown.forEach(item -> page.append("- ").append(item).append('\n'));
    return this;
  }

  Markdown warning(String markdown) {
    page.append("\n> **").append(markdown).append("**\n");
    return this;
  }

  /** A table; nothing without rows. */
  Markdown table(List<String> columns, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    page.append('\n');
    row(columns);
    row(new ArrayList<>(Collections.nCopies(columns.size(), "---")));
    rows.forEach(this::row);
    return this;
  }

  /** A table of two columns. */
  Markdown pairs(String... cells) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < cells.length; i += 2) {
      rows.add(Arrays.asList(cells).subList(i, i + 2));
    }
    return table(List.of("", ""), rows);
  }

  private void row(List<String> cells) {
    page.append("| ").append(Joiner.on(" | ").join(cells)).append(" |\n");
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
