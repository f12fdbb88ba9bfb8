package org.tonewheel.pipelines.experiment.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.tonewheel.pipelines.experiment.schema.Setting;

/**
 * What a paper prints for the models of a branch; shown beside their own figures. No model depends
 * on it. Figures that the paper does not print are null.
 *
 * @param source where they are printed, such as {@code P2, table 3}
 * @param optimizer of models with this optimizer alone; null: with any
 * @param epochs of models that train so long alone; null: however long
 * @param accuracy share of examples that were right
 * @param precision mean precision of the genres
 * @param recall mean recall of the genres
 * @param f1 mean F1 of the genres
 * @param auc mean area under the ROC curves of the genres
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublishedFigures(
    @Setting(value = "Where they are printed, such as `P2, table 3`.", required = true, minSize = 1)
        String source,
    @Setting("The optimizer that they are of, where the branch has several.") Optimizer optimizer,
    @Setting(
            value = "The epochs that they are of, where the branch has several.",
            min = 1,
            max = 100_000)
        Integer epochs,
    @Setting(value = "Share of examples that were right.", min = 0, max = 1) Double accuracy,
    @Setting(value = "Precision, averaged over genres as the paper does.", min = 0, max = 1)
        Double precision,
    @Setting(value = "Recall, averaged likewise.", min = 0, max = 1) Double recall,
    @Setting(value = "F1, averaged likewise.", min = 0, max = 1) Double f1,
    @Setting(value = "Area under the ROC curve, averaged likewise.", min = 0, max = 1) Double auc) {

  /**
   * Returns whether they are of the model that the entry naming them trains in this way.
   *
   * @param by the model's optimizer; null where its net takes none
   * @param passes the epochs that it trains; 0 where its net takes none
   */
  public boolean isOf(Optimizer by, int passes) {
    return (optimizer == null || optimizer == by) && (epochs == null || epochs == passes);
  }

  /** Returns whether at least one figure is given. */
  public boolean hasFigure() {
    return accuracy != null || precision != null || recall != null || f1 != null || auc != null;
  }
}
