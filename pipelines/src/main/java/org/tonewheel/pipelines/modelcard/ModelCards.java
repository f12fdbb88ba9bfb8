package org.tonewheel.pipelines.modelcard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;

/** Writes {@code report/model-cards/<configuration>.md}, one for each that has figures. */
public final class ModelCards {
  /** The folder of cards in the report. */
  public static final String FOLDER = "model-cards";

  private ModelCards() {}

  /**
   * Writes them from {@code metrics.json}, which is there, each replaced whole.
   *
   * @throws IOException if one cannot be written
   */
  public static void write(Run run) throws IOException {
    RunDirectory directory = run.directory();
    JsonNode metrics = Json.read(directory.report().resolve("metrics.json"), JsonNode.class);
    Path folder = directory.report().resolve(FOLDER);
    for (String list : List.of("branches", "baselines")) {
      for (JsonNode entry : metrics.path(list)) {
        if (entry.path("test").isObject()) {
          Files.createDirectories(folder);
          Path file = folder.resolve(entry.path("branch").asText() + ".md");
          AtomicFiles.sweep(file);
          String card = new ModelCard(run, metrics, entry, models(directory, entry)).markdown();
          AtomicFiles.write(file, card.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static List<ModelFolder> models(RunDirectory directory, JsonNode entry)
      throws IOException {
    List<ModelFolder> models = new ArrayList<>();
    for (JsonNode model : entry.path("models")) {
      String id = model.path("id").asText();
      ModelFolder.read(id, directory.model(id)).ifPresent(models::add);
    }
    return models;
  }
}
