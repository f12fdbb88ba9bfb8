package org.tonewheel.pipelines.modelcard;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tonewheel.pipelines.run.Json;

/**
 * What the folder of one model says.
 *
 * @param id its branch
 * @param train examples that it learnt from
 * @param validation examples that it was chosen by
 * @param test examples that it was tested on
 * @param provenance files that Tribuo or DJL left, by their path in the folder; none of a model
 *     that an earlier version trained
 */
record ModelFolder(String id, int train, int validation, int test, List<String> provenance) {

  /** Reads it, or empty where there is no model. */
  static Optional<ModelFolder> read(String id, Path folder) throws IOException {
    Path file = folder.resolve("branch.json");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode branch = Json.read(file, JsonNode.class);
    try (Stream<Path> files = Files.walk(folder)) {
      return Optional.of(
          new ModelFolder(
              id,
              branch.path("trainSegments").asInt(),
              branch.path("validationSegments").asInt(),
              branch.path("testSegments").asInt(),
              files
                  .filter(one -> one.getFileName().toString().equals("provenance.json"))
                  .map(one -> folder.relativize(one).toString().replace('\\', '/'))
                  .sorted()
                  .collect(ImmutableList.toImmutableList())));
    }
  }
}
