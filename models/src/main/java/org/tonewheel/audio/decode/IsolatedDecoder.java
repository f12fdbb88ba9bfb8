package org.tonewheel.audio.decode;

/**
 * Decodes in a process of its own, so that a file that makes FFmpeg crash, hang or eat memory costs
 * that file and no more. The process is kept for the files that follow, and replaced when it has
 * ended and after {@value #FILES_A_WORKER} files. It is Java with the jars of this one, spoken to
 * over its standard input and output; it opens no port, and ends when this process does.
 *
 * <p>A file whose process ended gets one more try in a fresh one, since the fault may have been an
 * earlier file's, or nobody's. Safe for many threads, one file at a time: threads that are to
 * decode side by side have one each.
 */
public final class IsolatedDecoder implements AudioDecoder {
  static final int FILES_A_WORKER = 2_000;

  private static final int TRIES = 2;

  private final WorkerCommand command;
  private final WorkerSettings settings;
  private final int filesPerWorker;
  private WorkerProcess worker;

  /**
   * Starts the process.
   *
   * @param sampleRate of the result, in Hz, positive
   * @param limits what a file may hold at most
   * @throws IllegalStateException if no process can be started here, with the cause
   */
  public IsolatedDecoder(int sampleRate, DecodeLimits limits) {
    this(new WorkerCommand(DecodeWorker.class), sampleRate, limits, FILES_A_WORKER);
  }

  IsolatedDecoder(WorkerCommand command, int sampleRate, DecodeLimits limits, int filesPerWorker) {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sampleRate must be positive, not " + sampleRate);
    }
    this.command = command;
    this.settings = new WorkerSettings(sampleRate, limits);
    this.filesPerWorker = filesPerWorker;
    worker = WorkerProcess.start(command, settings);
  }

  @Override
  public synchronized DecodedAudio decode(byte[] file) throws AudioRejectedException {
    settings.limits().checkSize(file.length);
    String loss = "";
    for (int i = 0; i < TRIES; i++) {
      try {
        return (i == 0 ? worker() : fresh()).decode(file);
      } catch (WorkerLostException e) {
        loss = e.getMessage();
      }
    }
    throw new AudioRejectedException(
        RejectReason.DECODER_CRASHED,
        "the process that decoded it was lost twice, the second time as its first file: " + loss);
  }

  /** Of the process that has the next file, unless that one is replaced before. */
  synchronized long pid() {
    return worker.pid();
  }

  @Override
  public synchronized void close() {
    worker.close();
  }

  private WorkerProcess worker() {
    return worker.isAlive() && worker.files() < filesPerWorker ? worker : fresh();
  }

  private WorkerProcess fresh() {
    worker.close();
    worker = WorkerProcess.start(command, settings);
    return worker;
  }
}
