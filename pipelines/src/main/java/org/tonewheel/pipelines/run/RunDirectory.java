package org.tonewheel.pipelines.run;

import java.io.Serializable;
import java.nio.file.Path;
import org.tonewheel.pipelines.storage.Storage;

/**
 * Where a run keeps what. Every path below a run comes from here, so that the layout is in one
 * place; see the table in {@code docs/run-directory.md}.
 *
 * @param path absolute, of this machine or with a scheme such as {@code s3://}; text, because
 *     workers receive it with the pipeline
 */
public record RunDirectory(String path) implements Serializable {

  /**
   * The run in this folder.
   *
   * @throws StageException (64) if it is the root of a disk or bucket, which has no name
   */
  public static RunDirectory at(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    if (whole.getFileName() == null) {
      throw new StageException(
          Exit.USAGE, whole + " cannot be a run; name a folder in it, such as " + whole + "runs/1");
    }
    return new RunDirectory(whole.toString());
  }

  public Path root() {
    return Storage.path(path);
  }

  /** The name that reports and logs use. */
  public String name() {
    return root().getFileName().toString();
  }

  public Path runJson() {
    return root().resolve("run.json");
  }

  /** The states and leases of all stages and branches. */
  public Path states() {
    return root().resolve("state");
  }

  /** The state of a stage or a branch. */
  public Path state(String owner) {
    return states().resolve(owner + ".json");
  }

  /** The lease of a stage or a branch. */
  public Path lease(String owner) {
    return states().resolve(owner + ".lease");
  }

  public Path tracks() {
    return root().resolve("tracks");
  }

  public Path audio() {
    return root().resolve("audio");
  }

  /** What each track's sound is recognised by. */
  public Path fingerprints() {
    return root().resolve("fingerprints");
  }

  /** Which tracks are the same recording. */
  public Path repeats() {
    return root().resolve("repeats");
  }

  public Path rejected() {
    return root().resolve("rejected");
  }

  public Path splits() {
    return root().resolve("splits");
  }

  public Path segments(String featureSet) {
    return root().resolve("segments").resolve(featureSet);
  }

  /** The typed rows of a source that is a table. */
  public Path rows(String source) {
    return root().resolve("rows").resolve(source);
  }

  /** What a table's rows look like, before and after their preparation. */
  public Path exploration() {
    return root().resolve("exploration");
  }

  public Path images(String pictureSet) {
    return root().resolve("images").resolve(pictureSet);
  }

  /** What makes synthetic segments, and what it made. */
  public Path synthetic(String branch) {
    return root().resolve("synthetic").resolve(branch);
  }

  public Path model(String branch) {
    return root().resolve("models").resolve(branch);
  }

  public Path predictions(String branch) {
    return root().resolve("predictions").resolve(branch + ".parquet");
  }

  /** A search, and what it found. */
  public Path tuning(String study) {
    return root().resolve("tuning").resolve(study);
  }

  public Path report() {
    return root().resolve("report");
  }

  /** The commit of a data set's folder. */
  public static Path commit(Path folder) {
    return folder.resolve("COMMIT.json");
  }

  /** The commit of the rejects of one stage: stages share that folder. */
  public Path rejectedCommit(String stage) {
    return rejected().resolve("COMMIT-" + stage + ".json");
  }
}
