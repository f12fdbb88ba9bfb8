package org.tonewheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code kubectl apply -k} of one of the folders would send. */
record Manifests(String overlay, List<JsonNode> documents) {
  /** The folders that a user may apply. */
  static final List<String> OVERLAYS = List.of("base", "gpu", "flink");

  static Manifests of(String overlay) throws Exception {
    Validator.Verdict built = Validator.KUBECTL.run("kustomize", overlay);
    assertThat(built.exit()).as(built.said()).isZero();
    return new Manifests(overlay, Yaml.documents(built.said()));
  }

  /** The only document of this kind and name. */
  JsonNode get(String kind, String name) {
    List<JsonNode> found =
        documents.stream()
            .filter(document -> document.path("kind").asText().equals(kind))
            .filter(document -> document.path("metadata").path("name").asText().equals(name))
            .toList();
    assertThat(found).as("%s %s in %s", kind, name, overlay).hasSize(1);
    return found.get(0);
  }

  /** The templates of all pods, with Flink's. */
  List<JsonNode> podSpecs() {
    return documents.stream()
        .flatMap(
            document ->
                Stream.of(
                    document.at("/spec/jobTemplate/spec/template/spec"),
                    document.at("/spec/podTemplate/spec")))
        .filter(JsonNode::isObject)
        .toList();
  }

  /** The pods of a CronJob. */
  static JsonNode podSpec(JsonNode cronJob) {
    return cronJob.at("/spec/jobTemplate/spec/template/spec");
  }

  /** Where the docker files lie, from this module. */
  static Path docker(String file) {
    return Path.of("..", "docker", file);
  }
}
