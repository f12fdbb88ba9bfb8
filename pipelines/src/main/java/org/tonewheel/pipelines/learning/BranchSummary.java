package org.tonewheel.pipelines.learning;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageState.State;

/**
 * How a stage of branches ended.
 *
 * @param counts branches asked for, done, failed for good, pending (broken off, waiting or held
 *     elsewhere)
 * @param exit what the process should end with
 */
public record BranchSummary(Map<String, Long> counts, Exit exit) {
  private static final Logger LOG = LoggerFactory.getLogger(BranchSummary.class);

  /**
   * Sums up, and logs why those failed that did.
   *
   * @param all what the count of all is called
   * @param finished what the count of those that are done is called
   */
  public static BranchSummary of(BranchStates states, List<String> ids, String all, String finished)
      throws IOException {
    long done = 0;
    long failed = 0;
    for (String id : ids) {
      if (states.isIn(State.DONE, id)) {
        done++;
      } else if (states.isIn(State.FAILED, id)) {
        failed++;
        LOG.error("{} failed: {}", id, states.of(id).orElseThrow().message());
      }
    }
    long pending = ids.size() - done - failed;
    Exit exit = failed > 0 ? Exit.BRANCH_FAILED : pending > 0 ? Exit.RETRY : Exit.DONE;
    return new BranchSummary(
        ImmutableMap.of(
            all, (long) ids.size(), finished, done, "failed", failed, "pending", pending),
        exit);
  }
}
