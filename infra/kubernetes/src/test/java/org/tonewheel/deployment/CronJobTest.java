package org.tonewheel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.tonewheel.pipelines.run.Exit;

/** What the schemas cannot say: safety, retries by our exit codes, and where a GPU is held. */
class CronJobTest {
  static final List<String> OVERLAYS = Manifests.OVERLAYS;

  /** With {@code --fail-on-verdict} only, so no member of {@link Exit} yet. */
  private static final int VERDICT_FAILED = 3;

  @ParameterizedTest
  @CsvSource({"base, tonewheel", "gpu, tonewheel", "gpu, tonewheel-prepare", "flink, tonewheel"})
  void codesThatARetryCannotMend_failTheJobAtOnce(String overlay, String name) throws Exception {
    JsonNode job = Manifests.of(overlay).get("CronJob", name).at("/spec/jobTemplate/spec");
    Set<Integer> hopeless = new TreeSet<>(Set.of(VERDICT_FAILED));
    for (Exit exit : EnumSet.complementOf(EnumSet.of(Exit.DONE, Exit.RETRY))) {
      hopeless.add(exit.code());
    }
    JsonNode rule = job.at("/podFailurePolicy/rules/1");
    assertThat(rule.at("/action").asText()).isEqualTo("FailJob");
    assertThat(rule.at("/onExitCodes/operator").asText()).isEqualTo("In");
    assertThat(rule.at("/onExitCodes").has("containerName")).as("of any container").isFalse();
    Set<Integer> codes = new TreeSet<>();
    rule.at("/onExitCodes/values").forEach(code -> codes.add(code.asInt()));
    assertThat(codes).isEqualTo(hopeless);
    assertThat(job.at("/podFailurePolicy/rules/0/action").asText()).isEqualTo("Ignore");
    assertThat(job.at("/backoffLimit").asInt()).as("twice at most").isEqualTo(2);
    assertThat(job.at("/template/spec/restartPolicy").asText())
        .as("what podFailurePolicy wants")
        .isEqualTo("Never");
    assertThat(job.at("/ttlSecondsAfterFinished").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"base, tonewheel", "gpu, tonewheel", "gpu, tonewheel-prepare", "flink, tonewheel"})
  void twoOfOneExperiment_neverRunAtOnce(String overlay, String name) throws Exception {
    JsonNode spec = Manifests.of(overlay).get("CronJob", name).get("spec");
    assertThat(spec.at("/concurrencyPolicy").asText()).isEqualTo("Forbid");
    assertThat(spec.at("/jobTemplate/spec/activeDeadlineSeconds").asInt())
        .as("ended before the next night")
        .isBetween(1, 86400 - 3600);
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everyPod_isRestricted(String overlay) throws Exception {
    Manifests manifests = Manifests.of(overlay);
    assertThat(manifests.podSpecs()).isNotEmpty();
    for (JsonNode pod : manifests.podSpecs()) {
      JsonNode security = pod.get("securityContext");
      assertThat(security.at("/runAsNonRoot").asBoolean()).isTrue();
      assertThat(security.at("/runAsUser").asInt()).isEqualTo(9999); // that of the images
      assertThat(security.at("/fsGroup").asInt()).isEqualTo(9999);
      assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
      for (JsonNode container : containers(pod)) {
        JsonNode own = container.get("securityContext");
        assertThat(own.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(own.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(Yaml.texts(own.at("/capabilities/drop"))).containsExactly("ALL");
        assertThat(own.has("privileged")).isFalse();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everyPod_canWriteRunsAndScratchAlone(String overlay) throws Exception {
    for (JsonNode pod : Manifests.of(overlay).podSpecs()) {
      for (JsonNode container : containers(pod)) {
        List<String> writable = new ArrayList<>();
        for (JsonNode mount : container.get("volumeMounts")) {
          if (!mount.path("readOnly").asBoolean()) {
            writable.add(mount.get("mountPath").asText());
          }
        }
        assertThat(writable).containsExactlyInAnyOrder("/data/runs", "/tmp");
      }
      for (JsonNode volume : pod.get("volumes")) {
        if (volume.has("emptyDir")) {
          assertThat(volume.at("/emptyDir").has("sizeLimit")).isTrue();
          assertThat(volume.at("/emptyDir").has("medium")).as("not in memory").isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @FieldSource("OVERLAYS")
  void everyContainerOfACronJob_hasLimitsThatItAlsoRequests(String overlay) throws Exception {
    for (JsonNode document : Manifests.of(overlay).documents()) {
      for (JsonNode container : containers(Manifests.podSpec(document))) {
        JsonNode resources = container.get("resources");
        assertThat(resources.get("limits").fieldNames())
            .toIterable()
            .contains("cpu", "memory", "ephemeral-storage");
        // else a pod is put where its memory is not, and Java counts cores that are not its own
        assertThat(resources.get("requests")).isEqualTo(resources.get("limits"));
        assertThat(container.get("image").asText())
            .endsWith(":" + System.getProperty("version.project"));
      }
    }
  }

  @Test
  void gpu_isHeldByTrainingAloneOnANodeThatHasOne() throws Exception {
    Manifests manifests = Manifests.of("gpu");
    JsonNode training = Manifests.podSpec(manifests.get("CronJob", "tonewheel"));
    JsonNode container = training.at("/containers/0");
    assertThat(container.at("/resources/limits").get("nvidia.com/gpu").asText()).isEqualTo("1");
    assertThat(container.get("image").asText()).startsWith("tonewheel-cuda:");
    assertThat(Yaml.texts(container.get("args"))).contains("--device=gpu");
    assertThat(training.get("nodeSelector").get("nvidia.com/gpu.present").asText())
        .isEqualTo("true");
    assertThat(training.at("/tolerations/0/key").asText()).isEqualTo("nvidia.com/gpu");

    JsonNode before = Manifests.podSpec(manifests.get("CronJob", "tonewheel-prepare"));
    assertThat(before.toString()).doesNotContain("nvidia");
    assertThat(Yaml.texts(before.at("/initContainers/0/args"))).startsWith("ingest");
    assertThat(Yaml.texts(before.at("/containers/0/args"))).startsWith("features");
    assertThat(Yaml.texts(container.get("args")))
        .as("the run that preparation made")
        .contains(Yaml.texts(before.at("/containers/0/args")).get(1));
  }

  private static List<JsonNode> containers(JsonNode pod) {
    List<JsonNode> containers = new ArrayList<>();
    pod.path("initContainers").forEach(containers::add);
    pod.path("containers").forEach(containers::add);
    return containers;
  }
}
