package org.tonewheel.pipelines.report.readers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.settings.Net;
import org.tonewheel.pipelines.run.Json;

/** How many numbers training set, as files of a model tell. */
final class ParameterCount {

  private ParameterCount() {}

  /**
   * Counts weights and biases; running statistics of batch normalisation do not count, as in
   * PyTorch.
   *
   * @param model the folder of a model that is done
   * @return null of trees and neighbours, which have no such numbers, and of what averages several
   *     models
   * @throws IOException if a file cannot be read
   */
  static Long of(Branch branch, Path model) throws IOException {
    if (branch.net().deep()) {
      return inTensors(Json.read(model.resolve("model.json"), JsonNode.class));
    }
    Path domain = model.resolve("domain.json");
    if ((branch.net() != Net.FFN && branch.net() != Net.LOGISTIC) || !Files.exists(domain)) {
      return null;
    }
    JsonNode sizes = Json.read(domain, JsonNode.class);
    List<Integer> widths = new ArrayList<>();
    widths.add(sizes.path("features").size());
    widths.addAll(branch.hidden());
    widths.add(sizes.path("genres").size());
    long count = 0;
    for (int layer = 1; layer < widths.size(); layer++) {
      boolean hidden = layer < widths.size() - 1;
      // a hidden layer is normalised, with a scale and a shift a unit
      count += (widths.get(layer - 1) + 1L + (hidden ? 2 : 0)) * widths.get(layer);
    }
    return count;
  }

  private static Long inTensors(JsonNode description) {
    long count = 0;
    for (JsonNode tensor : description.path("parameters")) {
      if (!tensor.path("name").asText().contains("running_")) {
        long size = 1;
        for (JsonNode side : tensor.path("shape")) {
          size *= side.asLong();
        }
        count += size;
      }
    }
    return count;
  }
}
