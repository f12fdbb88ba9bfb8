package org.tonewheel.pipelines.experiment.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import org.tonewheel.pipelines.experiment.schema.Json;
import org.tonewheel.pipelines.experiment.settings.Experiment;

/**
 * An experiment and the file it was read from.
 *
 * @param file the file
 * @param experiment what it says, every default filled in
 */
public record LoadedExperiment(Path file, Experiment experiment) {

  /**
   * Returns the experiment as YAML with every default written out, fields in the order of the
   * records; reading it again gives the same experiment.
   */
  public String resolvedYaml() {
    try {
      return YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build()
          .writeValueAsString(Json.tree(experiment));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
