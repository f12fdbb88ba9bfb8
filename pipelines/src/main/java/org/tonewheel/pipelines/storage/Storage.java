package org.tonewheel.pipelines.storage;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Where text becomes a path: {@code /a/b} and {@code file:///a/b} on this machine, {@code
 * s3://bucket/a/b} and the like by the Beam file system of that scheme.
 */
public final class Storage {
  /** A single letter before a colon is a drive of Windows. */
  private static final Pattern ELSEWHERE =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://([^/]*)(.*)", Pattern.DOTALL);

  private static final String LOCAL_SCHEME = "file:";

  private Storage() {}

  /**
   * The path that a text names. Nothing is looked up: whether there is a file system for its scheme
   * shows when the path is used.
   *
   * @throws java.nio.file.InvalidPathException if it is no path
   */
  public static Path path(String text) {
    if (text.regionMatches(true, 0, LOCAL_SCHEME, 0, LOCAL_SCHEME.length())) {
      String rest = text.substring(LOCAL_SCHEME.length());
      return Path.of(rest.startsWith("//") ? rest.substring(2) : rest);
    }
    Matcher elsewhere = ELSEWHERE.matcher(text);
    if (!elsewhere.matches()) {
      return Path.of(text);
    }
    BeamFileSystem files =
        new BeamFileSystem(elsewhere.group(1).toLowerCase(Locale.ROOT), elsewhere.group(2));
    return files.getPath("/" + elsewhere.group(3));
  }

  /** The path that a text names beside a folder: text that names its own place stays as it is. */
  public static Path resolve(Path folder, String text) {
    Path path = path(text);
    return path.isAbsolute() ? path : folder.resolve(text);
  }

  /** Whether a path is one of this machine's own, with renames, locks and a size that is known. */
  public static boolean isLocal(Path path) {
    return path.getFileSystem() == java.nio.file.FileSystems.getDefault();
  }

  /** Tells Beam's file systems their region, endpoint and credentials; its workers do so alone. */
  public static void configure(PipelineOptions options) {
    FileSystems.setDefaultPipelineOptions(options);
  }
}
