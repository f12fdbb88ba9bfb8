package org.tonewheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTest {
  private static final Path FILE = Manifests.docker("compose.yaml");

  private JsonNode services;

  @BeforeEach
  void read() throws IOException {
    services = Yaml.file(FILE).get("services");
  }

  private static Validator.Verdict check(Path file) throws Exception {
    return Validator.CHECK_JSONSCHEMA.run(
        "--builtin-schema", "vendor.compose-spec", file.toString());
  }

  @Test
  void specification_accepts() throws Exception {
    Validator.Verdict verdict = check(FILE);
    assertThat(verdict.accepted()).as(verdict.said()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"healthcheck:, heathcheck:", "cap_drop: [ALL], cap_drop: ALL", "ports:, prots:"})
  void specification_refusesAMisspeltCopy(String right, String wrong, @TempDir Path folder)
      throws Exception {
    String text = Files.readString(FILE);
    assertThat(text).contains(right);
    Path copy = folder.resolve("compose.yaml");
    Files.writeString(copy, text.replace(right, wrong));
    Validator.Verdict verdict = check(copy);
    assertThat(verdict.accepted()).as(verdict.said()).isFalse();
  }

  @Test
  void cluster_isOneJobManagerAndTwoTaskManagersOfOneSlot() throws IOException {
    assertThat(services.fieldNames())
        .toIterable()
        .containsExactly("jobmanager", "taskmanager", "tonewheel");
    assertThat(services.at("/taskmanager/deploy/replicas").asInt()).isEqualTo(2);
    assertThat(FlinkSettings.ofImage()).containsEntry("taskmanager.numberOfTaskSlots", "1");
    assertThat(Yaml.texts(services.at("/tonewheel/profiles"))).containsExactly("client");
  }

  @Test
  void ports_areOpenOnThisMachineAlone() {
    assertThat(services.findValues("ports"))
        .flatExtracting(Yaml::texts)
        .containsExactly("127.0.0.1:8081:8081");
  }

  @Test
  void everyService_isHardenedAndLimited() {
    for (JsonNode service : services) {
      assertThat(service.get("user").asText()).isEqualTo("9999:9999");
      assertThat(service.get("read_only").asBoolean()).isTrue();
      assertThat(Yaml.texts(service.get("cap_drop"))).containsExactly("ALL");
      assertThat(Yaml.texts(service.get("security_opt"))).containsExactly("no-new-privileges:true");
      assertThat(service.at("/deploy/resources/limits/memory").asText()).matches("\\d+[mg]");
      assertThat(service.at("/deploy/resources/limits/cpus").asText()).matches("\\d+");
    }
  }

  @Test
  void everyService_seesTheSameRunsAndInputAndMayOnlyReadTheLatter() {
    for (JsonNode service : services) {
      assertThat(Yaml.texts(service.get("volumes")))
          .containsExactly(
              "${TONEWHEEL_RUNS:-runs}:/data/runs",
              "${TONEWHEEL_INPUT:-input}:/data/input:ro",
              "scratch:/tmp");
    }
  }

  @Test
  void memoryOfAContainer_isWhatFlinkTakes() throws IOException {
    for (String part : List.of("jobmanager", "taskmanager")) {
      assertThat(services.get(part).at("/deploy/resources/limits/memory").asText())
          .isEqualTo(FlinkSettings.ofImage().get(part + ".memory.process.size"));
    }
  }

  @Test
  void images_areOfThisVersionAndBuiltFromTheirTargets() throws IOException {
    Dockerfile dockerfile = Dockerfile.read(Manifests.docker("Dockerfile"));
    for (JsonNode service : services) {
      assertThat(service.get("image").asText())
          .endsWith(":" + System.getProperty("version.project"));
      assertThat(dockerfile.stages()).containsKey(service.at("/build/target").asText());
      assertThat(FILE.resolveSibling(service.at("/build/context").asText()).resolve("tonewheel"))
          .isRegularFile();
    }
  }
}
