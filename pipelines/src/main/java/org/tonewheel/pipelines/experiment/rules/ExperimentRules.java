package org.tonewheel.pipelines.experiment.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tonewheel.pipelines.experiment.schema.ExperimentSchema;
import org.tonewheel.pipelines.experiment.schema.FieldPath;
import org.tonewheel.pipelines.experiment.schema.Names;
import org.tonewheel.pipelines.experiment.schema.Problems;

/**
 * All rules between the fields of an experiment but those of its studies, in the order in which
 * they rely on each other.
 */
public final class ExperimentRules {
  private ExperimentRules() {}

  /**
   * Checks what the schema cannot, and fills in every default: first those of the schema, then
   * those that follow from other fields. Parts that have a mistake are passed over by what relies
   * on them.
   *
   * @param experiment an experiment file without the parts that the schema refuses; changed
   * @param schema where the defaults come from
   * @param problems what is wrong is added to these
   */
  public static void apply(ObjectNode experiment, ExperimentSchema schema, Problems problems) {
    FeatureRules.leaveMelAlone(experiment);
    TableRules.checkContent(experiment, problems);
    schema.fillDefaults(experiment, schema.root());
    TableRules.leaveContentOut(experiment);
    SourceRules.apply(experiment, problems);
    LimitRules.apply(experiment, problems);
    FeatureRules.apply(experiment, problems);
    PictureRules.apply(experiment, problems);
    SplitRules.apply(experiment, problems);
    TableRules.apply(experiment, problems);
    SynthesisRules.apply(experiment, problems);
    Names.check(experiment, List.of(FieldPath.ROOT.field("splits")), problems);
    Names.check(
        experiment,
        List.of(
            FieldPath.ROOT.field("featureSets"),
            FieldPath.ROOT.field("pictureSets"),
            FieldPath.ROOT.field("tableSets")),
        problems);
    Names.check(experiment, List.of(SynthesisRules.SETS), problems);
    BranchRules.apply(experiment, problems);
    TrackRules.apply(experiment, problems);
    ReportRules.apply(experiment, problems);
  }
}
