package org.tonewheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every resource against the schema of Kubernetes, where every field must be known. */
class ManifestsTest {
  static final List<String> OVERLAYS = Manifests.OVERLAYS;

  /** The first version whose Job controller heeds our exit codes for good, and the newest. */
  private static final List<String> KUBERNETES = List.of("1.31", "1.37");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /** Kubernetes' own resources; Flink's has a test of its own. */
  private static List<JsonNode> ofKubernetes(Manifests manifests) {
    return manifests.documents().stream()
        .filter(document -> !document.path("apiVersion").asText().startsWith("flink.apache.org/"))
        .toList();
  }

  private String[] files(List<JsonNode> documents) throws Exception {
    List<String> files = new ArrayList<>();
    for (JsonNode document : documents) {
      Path file = folder.resolve(files.size() + ".yaml"); // JSON is YAML too
      Files.writeString(file, JSON.writeValueAsString(document));
      files.add(file.toString());
    }
    return files.toArray(String[]::new);
  }

  private static Validator.Verdict validate(String version, String... files) throws Exception {
    String[] options = {"--strict", "--kubernetes-version", version};
    return Validator.KUBERNETES_VALIDATE.run(
        Stream.of(options, files).flatMap(Stream::of).toArray(String[]::new));
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everyResource_isAccepted(String overlay) throws Exception {
    List<JsonNode> documents = ofKubernetes(Manifests.of(overlay));
    for (String version : KUBERNETES) {
      Validator.Verdict verdict = validate(version, files(documents));
      assertThat(verdict.accepted()).as(verdict.said()).isTrue();
      assertThat(verdict.said().lines().filter(line -> line.contains(" passed for resource ")))
          .as(verdict.said())
          .hasSameSizeAs(documents);
    }
  }

  @Test
  void everyKind_isRefusedWithAMisspeltField() throws Exception {
    List<JsonNode> misspelt = new ArrayList<>();
    for (JsonNode document : ofKubernetes(Manifests.of("flink"))) {
      // deepest first: a slip inside a container is to be found too
      ObjectNode copy = document.deepCopy();
      ObjectNode object =
          Stream.of("/spec/jobTemplate/spec/template/spec/containers/0", "/spec", "/metadata", "")
              .map(copy::at)
              .filter(JsonNode::isObject)
              .map(ObjectNode.class::cast)
              .findFirst()
              .orElseThrow();
      String field = object.fieldNames().next();
      object.set(field + "x", object.get(field));
      misspelt.add(copy);
    }
    assertThat(misspelt)
        .extracting(document -> document.get("kind").asText())
        .contains(
            "Namespace",
            "ServiceAccount",
            "ConfigMap",
            "PersistentVolumeClaim",
            "CronJob",
            "NetworkPolicy");
    Validator.Verdict verdict = validate(KUBERNETES.get(0), files(misspelt));
    assertThat(verdict.said().lines().filter(line -> line.startsWith("ERROR")))
        .as(verdict.said())
        .hasSameSizeAs(misspelt);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resources:", "configMapGenerator:"})
  void kustomization_isRefusedMisspelt(String word) throws Exception {
    try (Stream<Path> files = Files.list(Path.of("base"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path file = folder.resolve("kustomization.yaml");
    String text = Files.readString(file);
    assertThat(text).contains(word);
    assertThat(Validator.KUBECTL.run("kustomize", folder.toString()).accepted()).isTrue();
    Files.writeString(file, text.replace(word, "x" + word));
    Validator.Verdict verdict = Validator.KUBECTL.run("kustomize", folder.toString());
    assertThat(verdict.accepted()).as(verdict.said()).isFalse();
  }

  @Test
  void experiment_isRightAndItsMisspeltCopyIsNot() throws Exception {
    String schema = "../../workflows/experiments/experiment.schema.json";
    Path experiment = Path.of("base", "experiment.yaml");
    Validator.Verdict verdict =
        Validator.CHECK_JSONSCHEMA.run("--schemafile", schema, experiment.toString());
    assertThat(verdict.accepted()).as(verdict.said()).isTrue();
    Path copy = folder.resolve("experiment.yaml");
    Files.writeString(copy, Files.readString(experiment).replace("protocol:", "protocoll:"));
    verdict = Validator.CHECK_JSONSCHEMA.run("--schemafile", schema, copy.toString());
    assertThat(verdict.accepted()).as(verdict.said()).isFalse();
  }
}
