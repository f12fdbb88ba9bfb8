package org.tonewheel.pipelines.training;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.Families;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.learning.CheckpointFolder;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.LeaseHeldException;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageState;
import org.tonewheel.pipelines.storage.FileTree;

/**
 * Hands a checkpoint on from a branch that is done to the sibling that is to train on from there,
 * and removes checkpoints that nobody will want. Siblings differ in their epochs alone, so a
 * checkpoint of one is a point that the other comes through too.
 *
 * <p>A checkpoint changes hands by one rename, and only from a branch that is done: whoever is
 * ended in between finds it in one of the two places, and a branch that finds none starts from the
 * beginning and comes to the same. Elsewhere than on this machine it is copied before it is
 * removed, so that it may be found in both.
 */
final class FamilyCheckpoints {
  private static final Logger LOG = LoggerFactory.getLogger(FamilyCheckpoints.class);

  private final RunDirectory run;
  private final List<List<Branch>> families;

  FamilyCheckpoints(RunDirectory run, Experiment experiment) {
    this.run = run;
    this.families = Families.of(Grid.expand(experiment));
  }

  /**
   * Takes over the checkpoint of the nearest shorter sibling that is done, if that has come further
   * than the branch itself. To be called with the branch's lease held.
   */
  void takeOver(Branch branch) throws IOException {
    CheckpointFolder.sweep(checkpoint(branch));
    List<Branch> shorter =
        family(branch).stream().filter(other -> other.epochs() < branch.epochs()).toList();
    boolean wanted = false;
    for (int i = shorter.size() - 1; i >= 0; i--) {
      Branch sibling = shorter.get(i);
      if (!isDone(sibling)) {
        wanted = true;
      } else if (Files.isDirectory(checkpoint(sibling))) {
        if (epochs(sibling) > (Files.isDirectory(checkpoint(branch)) ? epochs(branch) : 0)) {
          takeOver(sibling, branch, wanted);
        }
        return;
      }
    }
  }

  private void takeOver(Branch from, Branch to, boolean wanted) throws IOException {
    try (Lease lease = Lease.take(run.lease(from.id()))) {
      Path source = checkpoint(from);
      if (!isDone(from) || !Files.isDirectory(source)) {
        return; // begun anew, or taken by another sibling meanwhile
      }
      lease.check();
      Path own = checkpoint(to);
      if (wanted || endedByLimit(from)) { // someone else is to go on from there too
        source = copy(source, own);
      }
      Files.createDirectories(own.getParent());
      CheckpointFolder.delete(own);
      FileTree.move(source, own);
      LOG.info("{} goes on where {} ended, after {} epochs", to.id(), from.id(), epochs(from));
    } catch (LeaseHeldException e) {
      LOG.info("{} is being trained anew; {} does not wait for it", from.id(), to.id());
    }
  }

  /** Checkpoints are never changed in place, so that another name for the same bytes will do. */
  private static Path copy(Path folder, Path beside) throws IOException {
    Path copy = AtomicFiles.temporary(beside);
    Files.createDirectories(copy);
    for (Path file : MoreFiles.listFiles(folder)) {
      Path name = copy.resolve(file.getFileName());
      try {
        Files.createLink(name, file);
      } catch (UnsupportedOperationException | FileSystemException e) {
        Files.copy(file, name, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return copy;
  }

  /**
   * Removes the checkpoints of the branch's family that nobody will go on from: not those of a
   * branch that a time limit ended, nor those that a longer sibling may still take over.
   */
  void tidy(Branch branch) throws IOException {
    List<Branch> family = family(branch);
    boolean wanted = false;
    for (int i = family.size() - 1; i >= 0 && !wanted; i--) {
      Branch sibling = family.get(i);
      wanted = !isDone(sibling) || endedByLimit(sibling);
      if (!wanted && Files.isDirectory(checkpoint(sibling))) {
        remove(sibling);
      }
    }
  }

  private void remove(Branch branch) throws IOException {
    try (Lease lease = Lease.take(run.lease(branch.id()))) {
      if (isDone(branch) && !endedByLimit(branch)) {
        lease.check();
        CheckpointFolder.delete(checkpoint(branch));
      }
    } catch (LeaseHeldException e) {
      LOG.debug("{} is being trained anew and keeps its checkpoint", branch.id());
    }
  }

  private List<Branch> family(Branch branch) {
    return families.stream().filter(family -> family.contains(branch)).findFirst().orElseThrow();
  }

  private boolean isDone(Branch branch) throws IOException {
    return StageState.read(run.state(branch.id()))
        .filter(state -> state.state() == StageState.State.DONE)
        .isPresent();
  }

  private boolean endedByLimit(Branch branch) throws IOException {
    return BranchFile.read(run.model(branch.id())).filter(BranchFile::endedByLimit).isPresent();
  }

  private int epochs(Branch branch) throws IOException {
    return History.read(run.model(branch.id())).epochs();
  }

  private Path checkpoint(Branch branch) {
    return run.model(branch.id()).resolve(CheckpointFolder.NAME);
  }
}
