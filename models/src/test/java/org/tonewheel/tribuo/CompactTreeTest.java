package org.tonewheel.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Any;
import com.google.protobuf.Struct;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.common.tree.TreeModel;

class CompactTreeTest {
  private static final TableRows ROWS = Blobs.rows(300, 3);

  private final Dataset<Label> examples = Blobs.DOMAIN.dataset(ROWS, "rows");
  private final TreeModel<Label> tree =
      new CARTClassificationTrainer(Integer.MAX_VALUE, 0.5f, 7).train(examples);
  private final CompactTree compact = CompactTree.of(tree);

  @Test
  void predictsWhatTheTreePredicts_onRowsItHasSeenAndOthers() {
    assertThat(compact.size()).isEqualTo(tree.countNodes(tree.getRoot())).isGreaterThan(50);
    for (TableRows rows : new TableRows[] {ROWS, Blobs.rows(500, 4)}) {
      for (Example<Label> example : Blobs.DOMAIN.dataset(rows, "rows")) {
        assertSame(compact.predict(example), tree.predict(example));
      }
    }
  }

  @Test
  void explainsItselfAsTheTreeDoes() {
    assertThat(compact.getTopFeatures(-1).get(Model.ALL_OUTPUTS))
        .containsExactlyInAnyOrderElementsOf(tree.getTopFeatures(-1).get(Model.ALL_OUTPUTS));
    assertThat(compact.getTopFeatures(3).get(Model.ALL_OUTPUTS)).hasSize(3);
    assertThat(compact.getActiveFeatures().get(Model.ALL_OUTPUTS))
        .containsExactlyInAnyOrderElementsOf(
            tree.getActiveFeatures().get(Model.ALL_OUTPUTS).stream().distinct().toList());
    Example<Label> example = examples.getExample(5);
    assertThat(compact.getExcuse(example).orElseThrow().getScores())
        .isEqualTo(tree.getExcuse(example).orElseThrow().getScores());
  }

  @Test
  void roundTripsByProtobuf() {
    Model<Label> read = Model.deserialize(compact.serialize()).castModel(Label.class);
    assertThat(read).isInstanceOf(CompactTree.class);
    assertThat(read.getProvenance()).isEqualTo(compact.getProvenance());
    for (Example<Label> example : Blobs.DOMAIN.dataset(Blobs.rows(100, 5), "rows")) {
      assertSame(read.predict(example), compact.predict(example));
    }
  }

  @Test
  void treeThatIsNotWhole_isRefused() {
    ImmutableOutputInfo<Label> labels = compact.getOutputIDInfo();
    int features = compact.getFeatureIDMap().size();
    byte[] bytes = TreeNodes.of(tree.getRoot()).toBytes();
    assertThat(TreeNodes.of(bytes, features, labels).size()).isEqualTo(compact.size());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TreeNodes.of(Arrays.copyOf(bytes, bytes.length / 2), features, labels))
        .withMessageContaining("cannot be read");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TreeNodes.of(bytes, 1, labels))
        .withMessageContaining("not there");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompactTree.deserializeFromProto(9, "x", Any.getDefaultInstance()))
        .withMessageContaining("version 9");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CompactTree.deserializeFromProto(0, "x", Any.pack(Struct.getDefaultInstance())))
        .withMessageContaining("metadata");
  }

  private static void assertSame(Prediction<Label> actual, Prediction<Label> expected) {
    assertThat(actual.getOutput().getLabel()).isEqualTo(expected.getOutput().getLabel());
    assertThat(actual.getNumActiveFeatures()).isEqualTo(expected.getNumActiveFeatures());
    for (Map.Entry<String, Label> score : expected.getOutputScores().entrySet()) {
      assertThat(actual.getOutputScores().get(score.getKey()).getScore())
          .isEqualTo(score.getValue().getScore());
    }
  }
}
