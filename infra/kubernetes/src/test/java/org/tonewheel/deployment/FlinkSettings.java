package org.tonewheel.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Flink's settings by name, wherever they are written. */
final class FlinkSettings {
  /** What every cluster of Tonewheel has in common. */
  static final Path COMMON = Path.of("..", "flink", "config.yaml");

  private static final Path OF_CONTAINERS = Manifests.docker("flink/config.yaml");

  private FlinkSettings() {}

  static Map<String, String> common() throws IOException {
    return of(Yaml.file(COMMON));
  }

  /** The image's file, put together as the Dockerfile does it. */
  static Map<String, String> ofImage() throws IOException {
    return of(Yaml.documents(Files.readString(COMMON) + Files.readString(OF_CONTAINERS)).get(0));
  }

  static Map<String, String> of(JsonNode settings) {
    Map<String, String> map = new TreeMap<>();
    settings
        .properties()
        .forEach(setting -> map.put(setting.getKey(), setting.getValue().asText()));
    return map;
  }

  /** Bytes of a size as Flink writes it, in binary units: 4g, 768m. */
  static long bytes(String size) {
    long number = Long.parseLong(size.replaceAll("[a-z]+$", ""));
    return switch (size.replaceAll("^\\d+", "")) {
      case "g" -> number << 30;
      case "m" -> number << 20;
      default -> throw new IllegalArgumentException(size + " is neither in m nor in g");
    };
  }
}
