package org.tonewheel.audio.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends a worker that takes too long or too much memory over a file. Memory is looked at where the
 * system shows it in {@code /proc}; elsewhere only the worker's heap is limited.
 */
final class WorkerWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;
  private static final double NANOS_A_SECOND = 1e9;
  private static final String RESIDENT = "VmRSS:";

  private final Process process;
  private final Path status;
  private final Thread thread;
  private boolean working;
  private long deadline;
  private long most;
  private boolean closed;
  private boolean late;
  private boolean large;

  WorkerWatch(Process process) {
    this.process = process;
    status = Path.of("/proc", Long.toString(process.pid()), "status");
    thread = new Thread(this::watch, "decoder-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** A file is begun. */
  synchronized void begin(double seconds, long bytes) {
    deadline = System.nanoTime() + (long) (seconds * NANOS_A_SECOND);
    most = bytes;
    working = true;
  }

  /** The file is done. */
  synchronized void end() {
    working = false;
  }

  synchronized boolean endedForTime() {
    return late;
  }

  synchronized boolean endedForMemory() {
    return large;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }

  private synchronized void watch() {
    try {
      while (!closed && !late && !large) {
        wait(LOOK_MILLIS);
        if (working) {
          late = System.nanoTime() - deadline > 0;
          large = !late && resident() > most;
        }
      }
    } catch (InterruptedException e) {
      return;
    }
    if (late || large) {
      process.destroyForcibly();
    }
  }

  /** Bytes of memory that it has; 0 where nothing shows them. */
  private long resident() {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(RESIDENT)) {
          String[] words = line.substring(RESIDENT.length()).strip().split(" ", 2);
          return Long.parseLong(words[0]) << 10;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
    return 0;
  }
}
