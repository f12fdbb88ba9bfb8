package org.tonewheel.pipelines.training;

import java.util.List;
import org.tonewheel.pipelines.experiment.Branch;

/**
 * What a branch is trained on.
 *
 * @param branch how
 * @param rows values, keys and sides of its fold
 * @param labels genre of each row, an index into {@code genres}; -1 for rows of other sources
 * @param genres of its source, in the order of probabilities
 * @param featureNames of one frame's values; empty for a net that takes them as they come
 */
record BranchData(
    Branch branch, BranchRows rows, int[] labels, List<String> genres, List<String> featureNames) {}
