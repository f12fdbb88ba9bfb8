package org.tonewheel.pipelines.tuning;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.storage.FileTree;
import org.tonewheel.pipelines.storage.Storage;
import org.tonewheel.tuning.Study;
import org.tonewheel.tuning.StudyException;
import org.tonewheel.tuning.StudyFile;
import org.tonewheel.tuning.StudySettings;

/**
 * The file of a study, for the one process that searches. On this machine it is appended to where
 * it lies. Elsewhere nothing can be appended: it is written to a copy on this machine, and replaced
 * whole when a wave begins and when it has ended; a search that is killed in between loses nothing,
 * for its trials have left their own files.
 */
final class StudyStore implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(StudyStore.class);

  private final Path there;
  private final Path copy;
  private final StudyFile file;

  private StudyStore(Path there, Path copy, StudyFile file) {
    this.there = there;
    this.copy = copy;
    this.file = file;
  }

  /**
   * Goes on with the study in the folder, or begins it; one of other settings or rows is removed.
   *
   * @throws org.tonewheel.pipelines.run.StageException (65) if the file is damaged
   */
  static StudyStore open(StudyFolder folder, StudySettings settings) throws IOException {
    Optional<Study> study = folder.read();
    if (study.isPresent() && !study.get().settings().equals(settings)) {
      LOG.warn("study {} is searched anew: what its trials depend on has changed", folder.study());
      FileTree.delete(folder.root());
    }
    Path there = folder.studyFile();
    try {
      if (Storage.isLocal(there)) {
        return new StudyStore(there, null, StudyFile.open(there, settings));
      }
      Path copy = Files.createTempDirectory("tonewheel-study-").resolve(StudyFolder.STUDY);
      if (Files.exists(there)) {
        Files.write(copy, Files.readAllBytes(there));
      }
      return new StudyStore(there, copy, StudyFile.open(copy, settings));
    } catch (StudyException e) {
      if (e.kind() == StudyException.Kind.HELD) {
        throw new IOException(e.getMessage(), e); // passing: the lease is ours
      }
      throw folder.damaged(e);
    }
  }

  StudyFile file() {
    return file;
  }

  /** Lets others, such as workers on other machines, see all that is in it. */
  void publish() throws IOException {
    if (copy != null) {
      AtomicFiles.write(there, Files.readAllBytes(copy));
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (copy != null) {
      FileTree.delete(copy.getParent());
    }
  }
}
