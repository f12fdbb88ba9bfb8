package org.tonewheel.pipelines.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.report.data.BranchState;

/**
 * What the segments of a synthetic set under one split are worth: means over its folds and seeds,
 * each figure over those that have it. Null where none has.
 *
 * @param set the set's name
 * @param split the split whose training sides they are made from
 * @param source the source's name
 * @param features the feature sets that they are in
 * @param method how they are made
 * @param settings how in detail, by name
 * @param safe false where figures made with them are too good to be believed
 * @param unsafe why; null where safe
 * @param state done if they are made for every fold and seed, failed if one failed for good,
 *     otherwise pending
 * @param failure why the first that failed did; null where none did
 * @param asked folds times seeds that the experiment asks for
 * @param done how many of these are made
 * @param epochs epochs trained; 0 where nothing is trained
 * @param limited how many a time limit ended before the experiment would have
 * @param seconds wall-clock seconds, summed
 * @param overall all genres together, each counting the same
 * @param genres by genre
 * @param trainOnSynthetic what a classifier learns from them
 * @param alarms what must not be missed, in words
 * @param missing measures that none has, by name, with the reason of the first
 */
public record SyntheticFigures(
    String set,
    String split,
    String source,
    String features,
    String method,
    Map<String, String> settings,
    boolean safe,
    String unsafe,
    BranchState state,
    String failure,
    int asked,
    int done,
    double epochs,
    int limited,
    double seconds,
    Genre overall,
    List<Genre> genres,
    Learnt trainOnSynthetic,
    List<String> alarms,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> missing) {

  public SyntheticFigures {
    settings = ImmutableMap.copyOf(settings);
    genres = ImmutableList.copyOf(genres);
    alarms = ImmutableList.copyOf(alarms);
    missing = ImmutableMap.copyOf(missing);
  }

  /** Returns whether any genre's Fréchet distance could be measured. */
  public boolean measuresFrechet() {
    return genres.stream().anyMatch(genre -> genre.frechet() != null);
  }

  /**
   * The figures of one genre's segments. See {@link org.tonewheel.gan.quality} for what they are.
   *
   * @param genre the genre; null for all together
   * @param made segments made, of one fold and seed
   * @param frechet Fréchet distance to the real ones
   * @param frechetHalves the same between two halves of the real ones
   * @param rankDeficient whether too few rows made these comparable with nothing else, anywhere
   * @param precision share of the synthetic ones among the real ones
   * @param precisionHeldOut the same of real ones held out
   * @param recall share of the real ones among the synthetic ones
   * @param recallHeldOut the same with real ones held out
   * @param nearest median distance to the nearest training segment
   * @param nearestHeldOut the same of real ones held out
   * @param shareNear share nearer than all but 5% of those held out: 0.05 where nothing is
   *     memorised
   * @param copies those that equal a training segment, summed
   * @param heldOutCopies real ones held out that equal a training segment, of one fold and seed:
   *     left out of what is measured on those held out
   * @param diversity mean distance among themselves over that of the real ones
   * @param collapsed in how many folds and seeds they collapsed
   */
  public record Genre(
      String genre,
      double made,
      Double frechet,
      Double frechetHalves,
      boolean rankDeficient,
      Double precision,
      Double precisionHeldOut,
      Double recall,
      Double recallHeldOut,
      Double nearest,
      Double nearestHeldOut,
      Double shareNear,
      int copies,
      Double heldOutCopies,
      Double diversity,
      int collapsed) {}

  /**
   * Accuracy on real test segments of a logistic regression.
   *
   * @param synthetic trained on synthetic ones alone
   * @param real trained on real ones
   * @param both trained on both
   */
  public record Learnt(double synthetic, double real, double both) {}
}
