package org.tonewheel.pipelines.run;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The versions that results depend on, as the build wrote them down. */
public final class Versions {
  private static final String FILE = "versions.properties";
  private static final List<String> NAMES =
      List.of("Tonewheel", "Beam", "DJL", "PyTorch", "Tribuo", "FFmpeg");

  private Versions() {}

  /** Name to version, the Java runtime last. */
  public static Map<String, String> all() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(FILE)) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("the build did not write " + FILE, e);
    }
    ImmutableMap.Builder<String, String> versions = ImmutableMap.builder();
    NAMES.forEach(name -> versions.put(name, properties.getProperty(name)));
    return versions.put("Java", Runtime.version().toString()).buildOrThrow();
  }
}
