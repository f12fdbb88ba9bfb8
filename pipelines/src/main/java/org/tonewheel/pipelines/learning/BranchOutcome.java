package org.tonewheel.pipelines.learning;

import static com.google.common.base.CaseFormat.LOWER_CAMEL;
import static com.google.common.base.CaseFormat.UPPER_UNDERSCORE;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.TrainingDataException;
import org.tonewheel.nets.TrainingFailedException;
import org.tonewheel.pipelines.run.CorruptRunException;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.StoppedException;

/**
 * How the work on one branch ended, be it a model or what makes synthetic segments.
 *
 * @param branch id
 * @param end see {@link End}
 * @param message why, unless it is done
 */
public record BranchOutcome(String branch, End end, String message) implements Serializable {
  private static final Logger LOG = LoggerFactory.getLogger(BranchOutcome.class);

  /** What may become of a branch. */
  public enum End {
    DONE,
    SKIPPED,
    /** Failed for good: the same would happen again. */
    FAILED,
    /** Something passing, such as a full disk. */
    BROKE_OFF,
    /** Another process works on it. */
    HELD,
    /** What it is made from is not there yet. */
    WAITING;

    /**
     * The counter of branches that ended so, such as {@code failedBranches}.
     *
     * @param done what one that is done is called, such as {@code trained}
     * @param what they are called, such as {@code Branches}
     */
    public String counter(String done, String what) {
      String how = this == DONE ? done : UPPER_UNDERSCORE.to(LOWER_CAMEL, name());
      return how + what;
    }
  }

  /** The work on a branch. */
  public interface Work {
    StageResult run() throws Exception;
  }

  /**
   * Does the work and says how it ended: one branch's trouble is not the others'.
   *
   * @throws StoppedException if the process was asked to stop
   * @throws StageException for what ends the stage: nothing is to be trained as long as it is so
   */
  public static BranchOutcome of(String branch, Work work) throws Exception {
    try {
      boolean skipped = work.run().state().equals(StageResult.SKIPPED);
      return new BranchOutcome(branch, skipped ? End.SKIPPED : End.DONE, null);
    } catch (LeaseHeldException e) {
      return new BranchOutcome(branch, End.HELD, e.getMessage());
    } catch (StoppedException | StageException e) {
      throw e;
    } catch (TrainingFailedException
        | TrainingDataException
        | CorruptRunException
        | IllegalArgumentException e) {
      return new BranchOutcome(branch, End.FAILED, e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      LOG.error("{} broke off and may be tried again", branch, e);
      return new BranchOutcome(branch, End.BROKE_OFF, e.toString());
    } catch (RuntimeException e) {
      LOG.error("{} failed", branch, e);
      return new BranchOutcome(branch, End.FAILED, e.toString());
    }
  }
}
