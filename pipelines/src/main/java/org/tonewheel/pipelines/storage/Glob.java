package org.tonewheel.pipelines.storage;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A pattern of paths: {@code *} and {@code ?} stay within a folder, a folder {@code **} stands for
 * any number of folders, none included, {@code [abc]} and {@code {a,b}} for one of several, and a
 * backslash takes the meaning from what follows it. Accents fit whichever way they are written.
 *
 * @param folder what stands before the first part with a wildcard; empty where there is none
 * @param pattern the rest
 */
public record Glob(String folder, String pattern) {
  private static final String WILDCARDS = "*?[{";

  /** A folder of two stars, unless it stands between braces, where Java's globs take no more. */
  private static final Pattern ANY_FOLDERS = Pattern.compile("(?<![^/])\\*\\*/(?![^{]*\\})");

  /** The parts of a text. */
  public static Glob of(String text) {
    int wildcard = wildcard(text);
    int slash = text.lastIndexOf('/', wildcard < 0 ? text.length() : wildcard);
    String folder = text.substring(0, Math.max(slash, 0)).replaceAll("\\\\(.)", "$1");
    return new Glob(slash == 0 ? "/" : folder, text.substring(slash + 1));
  }

  /** Whether a text has a wildcard that stands for more than itself. */
  public static boolean isGlob(String text) {
    return wildcard(text) >= 0;
  }

  /**
   * What tells whether a path relative to the folder fits.
   *
   * @throws java.util.regex.PatternSyntaxException if the pattern is none
   */
  public PathMatcher matcher() {
    // Java's own `**/` wants a folder, and those of shells and of Python do not.
    String anyFolders = ANY_FOLDERS.matcher(composed(pattern)).replaceAll("{**/,}");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + anyFolders);
    return path -> matcher.matches(Path.of(composed(path.toString())));
  }

  /** Text with each accent in one character with its letter, as far as there is such a one. */
  public static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static int wildcard(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (WILDCARDS.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
