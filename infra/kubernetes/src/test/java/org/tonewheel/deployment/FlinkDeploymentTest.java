package org.tonewheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlinkDeploymentTest {
  private final OperatorSchema schema = OperatorSchema.read();
  private Manifests manifests;
  private JsonNode deployment;
  private Map<String, String> settings;

  @BeforeAll
  void render() throws Exception {
    manifests = Manifests.of("flink");
    deployment = manifests.get("FlinkDeployment", "tonewheel-flink");
    settings = FlinkSettings.of(deployment.at("/spec/flinkConfiguration"));
  }

  @Test
  void operatorsDefinition_accepts() {
    assertThat(schema.mistakes(deployment)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/spec, flinkVersion",
    "/spec/taskManager/resource, memory",
    "/spec/podTemplate/spec, securityContext",
    "/spec/podTemplate/spec/containers/0/securityContext, readOnlyRootFilesystem"
  })
  void operatorsDefinition_refusesAMisspeltField(String parent, String field) {
    JsonNode copy = deployment.deepCopy();
    ObjectNode object = (ObjectNode) copy.at(parent);
    assertThat(object.has(field)).isTrue();
    object.set(field + "s", object.remove(field));
    assertThat(schema.mistakes(copy)).anySatisfy(mistake -> assertThat(mistake).contains(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1_9", "v1.19", "1.19.3"})
  void operatorsDefinition_refusesAVersionThatItDoesNotKnow(String version) {
    JsonNode copy = deployment.deepCopy();
    ((ObjectNode) copy.get("spec")).put("flinkVersion", version);
    assertThat(schema.mistakes(copy)).isNotEmpty();
  }

  @Test
  void versions_areThoseOfThePom() {
    String[] flink = System.getProperty("version.flink").split("\\.", 3);
    assertThat(deployment.at("/spec/flinkVersion").asText())
        .isEqualTo("v" + flink[0] + "_" + flink[1]);
    assertThat(deployment.at("/spec/image").asText())
        .isEqualTo("tonewheel-flink:" + System.getProperty("version.project"));
  }

  @Test
  void settings_areThoseOfEveryCluster() throws IOException {
    assertThat(settings).containsAllEntriesOf(FlinkSettings.common());
  }

  @Test
  void settings_differFromTheImagesInSizesAndAddressesAlone() throws IOException {
    Map<String, String> image = new TreeMap<>(FlinkSettings.ofImage());
    image.entrySet().removeAll(settings.entrySet());
    assertThat(image.keySet())
        .containsExactlyInAnyOrder(
            // the operator sets these
            "jobmanager.bind-host",
            "jobmanager.rpc.address",
            "rest.address",
            "rest.bind-address",
            "taskmanager.bind-host",
            "jobmanager.memory.process.size",
            "taskmanager.memory.process.size",
            // a pod has more than a container of a laptop
            "taskmanager.memory.jvm-overhead.min",
            "taskmanager.memory.jvm-overhead.max");
  }

  @Test
  void memoryOfATaskManager_leavesAHeapInEitherPlace() throws IOException {
    assertThat(heap(settings, deployment.at("/spec/taskManager/resource/memory").asText()))
        .isGreaterThan(2L << 30);
    Map<String, String> image = FlinkSettings.ofImage();
    assertThat(heap(image, image.get("taskmanager.memory.process.size"))).isGreaterThan(512L << 20);
  }

  /** What Flink's memory model leaves to the tasks' heap; its own defaults where nothing is set. */
  private static long heap(Map<String, String> settings, String process) {
    long flink =
        FlinkSettings.bytes(process)
            - FlinkSettings.bytes(settings.get("taskmanager.memory.jvm-metaspace.size"))
            - FlinkSettings.bytes(settings.get("taskmanager.memory.jvm-overhead.max"));
    double managed = Double.parseDouble(settings.get("taskmanager.memory.managed.fraction"));
    double network = 0.1;
    long framework = 2 * (128L << 20);
    return (long) (flink * (1 - managed - network))
        - framework
        - FlinkSettings.bytes(settings.get("taskmanager.memory.task.off-heap.size"));
  }

  @Test
  void submitter_findsTheJobManager() {
    List<String> args =
        Yaml.texts(
            Manifests.podSpec(manifests.get("CronJob", "tonewheel")).at("/containers/0/args"));
    assertThat(args)
        .contains("--runner=FlinkRunner")
        // the service that the operator makes for a deployment of this name
        .contains("--flinkMaster=" + deployment.at("/metadata/name").asText() + "-rest:8081");
  }

  @Test
  void cluster_isOneJobManagerAndTwoTaskManagersOfOneSlot() {
    assertThat(deployment.at("/spec/mode").asText())
        .as("with TaskManagers that wait for jobs")
        .isEqualTo("standalone");
    assertThat(deployment.at("/spec/jobManager/replicas").asInt()).isEqualTo(1);
    assertThat(deployment.at("/spec/taskManager/replicas").asInt()).isEqualTo(2);
    assertThat(settings).containsEntry("taskmanager.numberOfTaskSlots", "1");
    assertThat(deployment.get("spec").has("job")).as("a session").isFalse();
  }

  @Test
  void jobManager_isReachedByFlinkSubmitterAndOperatorAlone() {
    JsonNode policy = manifests.get("NetworkPolicy", "tonewheel-flink");
    assertThat(policy.at("/spec/podSelector/matchLabels/app").asText())
        .isEqualTo(deployment.at("/metadata/name").asText()); // the label that Flink gives its pods
    assertThat(policy.at("/spec/ingress/1/from/0/podSelector/matchLabels"))
        .isEqualTo(
            manifests
                .get("CronJob", "tonewheel")
                .at("/spec/jobTemplate/spec/template/metadata/labels"));
    assertThat(policy.at("/spec/ingress/1/ports")).hasSize(1);
  }

  @Test
  void libraries_areThoseThatEveryClusterHas() throws IOException {
    Path list =
        Path.of(
            "../../pipelines/src/main/resources/org/tonewheel/pipelines/runner/cluster-lib.txt");
    List<String> beginnings =
        Files.readAllLines(list).stream()
            .filter(line -> line.endsWith(" copy"))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();
    Dockerfile.Copy libraries = Dockerfile.read(Manifests.docker("Dockerfile")).libraries();
    assertThat(libraries.sources())
        .containsExactlyInAnyOrderElementsOf(
            beginnings.stream()
                .map(beginning -> "/src/pipelines/target/lib/" + beginning + "*.jar")
                .toList());
  }

  @Test
  void environmentOfTheImage_isThatOfEveryCluster() throws IOException {
    Map<String, String> image =
        Dockerfile.read(Manifests.docker("Dockerfile")).stages().get("flink").environment();
    List<String> common =
        Files.readAllLines(FlinkSettings.COMMON.resolveSibling("environment")).stream()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .toList();
    assertThat(common).isNotEmpty();
    for (String variable : common) {
      assertThat(image).containsEntry(variable.split("=", 2)[0], variable.split("=", 2)[1]);
    }
  }
}
