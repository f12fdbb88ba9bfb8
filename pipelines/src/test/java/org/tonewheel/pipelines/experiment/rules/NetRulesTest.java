package org.tonewheel.pipelines.experiment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Problem;
import org.tonewheel.pipelines.experiment.schema.Problems;
import org.tonewheel.pipelines.experiment.settings.Net;

/** What a net takes, and what holds between its settings. */
final class NetRulesTest {
  private static final FieldPath PATH = FieldPath.ROOT.field("branches").item(0);

  private final Problems problems = new Problems(Map.of(), Map.of());

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static NetRules on(String source) {
    ObjectNode experiment = empty();
    experiment.putArray("sources").addObject().put(source, "music");
    return new NetRules(experiment);
  }

  private void check(Net net, ObjectNode branch) {
    NetRules rules = on("table");
    rules.check(net, branch, PATH, rules.taken(net), problems);
  }

  @Test
  void onATable_aNetTakesWhatIsOfRows_inPlaceOfSyntheticSegments() {
    assertThat(on("table").onTable()).isTrue();
    assertThat(on("table").taken(Net.KNN))
        .containsExactly(
            "name",
            "net",
            "source",
            "features",
            "split",
            "seeds",
            "neighbours",
            "smote",
            "repeatParts",
            "published");
    assertThat(on("folder").taken(Net.KNN))
        .containsExactly(
            "name",
            "net",
            "source",
            "features",
            "split",
            "seeds",
            "synthesis",
            "neighbours",
            "published");
    assertThat(on("folder").takesSynthesis(Net.NET1)).as("it sees pictures").isFalse();
  }

  @Test
  void anEnsembleAlone_takesMembers() {
    for (Net net : Net.values()) {
      assertThat(on("table").taken(net).contains("members")).isEqualTo(net == Net.ENSEMBLE);
    }
  }

  @Test
  void defaultsAreFilledIn_andOptionsAreNot() {
    ObjectNode branch = empty().put("rate", 0.5);
    check(Net.LOGISTIC, branch);
    assertThat(problems.isEmpty()).isTrue();
    assertThat(branch.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("rate", "epochs", "classWeights");
    assertThat(branch.path("rate").asDouble()).isEqualTo(0.5);
  }

  @Test
  void settingOfAnotherNet_isAnError_andSyntheticSegmentsSayWhy() {
    check(Net.LOGISTIC, empty().put("depth", 3).put("synthesis", "smote"));
    List<Problem> found = problems.inOrder();
    assertThat(found)
        .extracting(Problem::field)
        .containsExactly("branches[0].depth", "branches[0].synthesis");
    assertThat(found.get(0).what()).isEqualTo("the net `logistic` does not take it");
    assertThat(found.get(1).hint()).endsWith("of a table, `smote: true` makes rows");
  }

  @Test
  void partsOfRepeats_areNotHeldOutOfRowsThatSmoteMade() {
    check(Net.FOREST, empty().put("smote", true).put("repeatParts", 2));
    assertThat(problems.inOrder())
        .extracting(Problem::field)
        .containsExactly("branches[0].repeatParts");
  }

  @Test
  void onePart_standsBesideSmote() {
    check(Net.FOREST, empty().put("smote", true).put("repeatParts", 1));
    assertThat(problems.isEmpty()).isTrue();
  }
}
