package org.tonewheel.tuning;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tonewheel.tuning.StudyLines.Event;

/**
 * A study on disk, for its one writer: JSON lines that are only ever appended, first a header with
 * all settings, then a line for each thing that happened to a trial. {@code
 * models/docs/study-file.md} describes it.
 *
 * <p>A writer may be killed at any time. At most the last line is then cut off: readers pass over
 * it, the next writer removes it. Trials that were running are running still (see {@link
 * Study#unfinished}) and are to be run again under their numbers. Beginnings and ends are forced to
 * disk, intermediate values are not.
 *
 * <p>A second writer is refused by a lock of the operating system on {@code <file>.lock}, an empty
 * file that stays. Network file systems may not keep such locks between machines: there the caller
 * needs a lease of its own. Safe for use by several threads.
 */
public final class StudyFile implements Closeable {
  private final Path file;
  private final FileChannel lockChannel;
  private final FileOutputStream out;
  private final StudyLog log;

  private StudyFile(Path file, FileChannel lockChannel, FileOutputStream out, StudyLog log) {
    this.file = file;
    this.lockChannel = lockChannel;
    this.out = out;
    this.log = log;
  }

  /**
   * Reads a study; another process may be writing it. Empty if that has not written the header yet.
   *
   * @throws IOException if the file cannot be read
   * @throws StudyException if a line cannot be read or contradicts those before it
   */
  public static Optional<Study> read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = StudyLog.wholeLines(bytes);
    return length == 0
        ? Optional.empty()
        : Optional.of(StudyLog.read(bytes, length, file.toString()).study());
  }

  /**
   * Begins a study, or goes on with the one that the file holds.
   *
   * @param file made with its folder if it is not there
   * @param settings those of the file, if it is there
   * @throws StudyException if another writer has it, its settings differ (the message says which),
   *     or a line cannot be read
   */
  public static StudyFile open(Path file, StudySettings settings) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    FileChannel lockChannel = lock(absolute);
    FileOutputStream out = null;
    try {
      byte[] whole = repaired(absolute);
      if (whole.length > 0) {
        checkSettings(absolute, whole, settings);
      }
      StudyLog log =
          whole.length > 0
              ? StudyLog.read(whole, whole.length, absolute.toString())
              : new StudyLog(settings);
      // a stream, because an interrupt of one trial's thread would close a channel for all
      out = new FileOutputStream(absolute.toFile(), true);
      StudyFile study = new StudyFile(absolute, lockChannel, out, log);
      if (whole.length == 0) {
        study.write(StudyLines.header(settings), true);
      }
      return study;
    } catch (IOException | RuntimeException e) {
      if (out != null) {
        out.close();
      }
      lockChannel.close();
      throw e;
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    // not the file itself: a reader in this process that closes it would end the lock
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // held by this process
    }
    if (lock == null) {
      channel.close();
      throw new StudyException(
          StudyException.Kind.HELD,
          file + " is being written by another search; wait for it or end it");
    }
    return channel;
  }

  /** The whole lines of the file, from which a cut-off last one is removed; none if it is new. */
  private static byte[] repaired(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    byte[] bytes = Files.readAllBytes(file);
    int length = StudyLog.wholeLines(bytes);
    if (length < bytes.length) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(length);
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static void checkSettings(Path file, byte[] bytes, StudySettings settings) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String first = text.substring(0, text.indexOf('\n'));
    Set<String> differences =
        StudyLines.differences(StudyLines.header(first, file + ", line 1"), settings);
    if (!differences.isEmpty()) {
      throw new StudyException(
          StudyException.Kind.OTHER_SETTINGS,
          "%s is a study with other settings: %s; take its settings or another file"
              .formatted(file, String.join("; ", differences)));
    }
  }

  /** The study as it stands. */
  public synchronized Study study() {
    return log.study();
  }

  /**
   * Begins a trial with what {@link Study#suggestion} says; one that was begun before and has not
   * ended is given as it is.
   *
   * @param number the next that has not begun, or that of an unfinished trial
   * @throws IllegalStateException if the trial has ended or is not the next
   */
  public synchronized TrialRecord begin(int number) throws IOException {
    Study study = log.study();
    if (number < study.trials().size()) {
      TrialRecord trial = study.trials().get(number);
      if (trial.state() != TrialState.RUNNING) {
        throw new IllegalStateException(
            "trial %d of %s is %s already".formatted(number, file, trial.state()));
      }
      return trial;
    }
    return begin(number, study.suggestion(number));
  }

  /**
   * Begins the next trial with given values, such as those of a paper, which samplers then learn
   * from like any others.
   *
   * @throws IllegalArgumentException if the values are not of the space
   * @throws IllegalStateException if the trial is not the next
   */
  public synchronized TrialRecord begin(int number, Map<String, ?> values) throws IOException {
    Map<String, Object> checked = log.study().settings().space().checked(values);
    return append(new Event(StudyLines.Kind.SUGGESTED, number, null, checked, null, null));
  }

  /**
   * Notes what a trial has after an epoch.
   *
   * @param epoch from 0; one that an earlier attempt reported is replaced, and those after it are
   *     forgotten
   * @param value NaN if there is none
   * @return the trial with all epochs reported so far, to be given to {@link Study#prunes}
   * @throws IllegalStateException if the trial is not running
   */
  public synchronized TrialRecord report(int number, int epoch, double value) throws IOException {
    return append(new Event(StudyLines.Kind.INTERMEDIATE, number, epoch, null, value, null));
  }

  /**
   * Ends a trial with its result.
   *
   * @param value finite; a trial that has none has {@link #fail failed}
   * @throws IllegalStateException if the trial is not running
   */
  public synchronized TrialRecord complete(int number, double value) throws IOException {
    return append(new Event(StudyLines.Kind.COMPLETE, number, null, null, value, null));
  }

  /**
   * Ends a trial that the pruner does not let go on.
   *
   * @throws IllegalStateException if the trial is not running
   */
  public synchronized TrialRecord prune(int number) throws IOException {
    return append(new Event(StudyLines.Kind.PRUNED, number, null, null, null, null));
  }

  /**
   * Ends a trial that has no result.
   *
   * @param message why
   * @throws IllegalStateException if the trial is not running
   */
  public synchronized TrialRecord fail(int number, String message) throws IOException {
    return append(new Event(StudyLines.Kind.FAILED, number, null, null, null, message));
  }

  private TrialRecord append(Event event) throws IOException {
    TrialRecord trial = log.add(event); // refuses what the file must not hold
    write(StudyLines.bytes(event), event.event() != StudyLines.Kind.INTERMEDIATE);
    return trial;
  }

  private void write(byte[] line, boolean force) throws IOException {
    try {
      out.write(line);
      if (force) {
        out.getFD().sync();
      }
    } catch (IOException e) {
      out.close(); // nothing may follow half a line; the next writer removes it
      throw e;
    }
  }

  /** Lets another writer have the file. */
  @Override
  public synchronized void close() throws IOException {
    try (lockChannel) {
      out.close();
    }
  }
}
