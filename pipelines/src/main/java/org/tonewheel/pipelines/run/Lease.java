package org.tonewheel.pipelines.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.storage.Storage;

/**
 * The right to write one stage or branch of a run. It is a file that names its holder and is
 * renewed every ten seconds. A lease whose process on this host is gone is taken at once, any other
 * after sixty seconds without a renewal: a worker process outlives the tasks that held leases.
 *
 * <p>On this machine's disks a file lock lets one process at a time take it. Elsewhere there are no
 * locks: who wants it writes its name, waits until the others' writes must be seen, and has it if
 * its name still stands. A taker whose write was on its way for longer than that comes to believe
 * that it has the lease beside another; then the file names one of the two, and the other, who
 * looks before it commits, does not commit. What both write meanwhile has names of its own.
 */
public final class Lease implements AutoCloseable {
  /** How long a silent holder is believed to live. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration SIGN_OF_LIFE_POLL = Duration.ofSeconds(1);

  /** How long a write elsewhere than on this machine is expected to take at most. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  /** File locks do not exclude threads of one JVM, so those take turns here. */
  private static final Object IN_THIS_JVM = new Object();

  private final Path file;
  private final Holder holder;
  private final ScheduledExecutorService heart;

  /** Who holds a lease. Times are milliseconds since the epoch. */
  record Holder(String attempt, String host, long pid, long processStart, long heartbeat) {
    static Holder self() {
      ProcessHandle self = ProcessHandle.current();
      return new Holder(UUID.randomUUID().toString(), hostName(), self.pid(), startOf(self), now());
    }

    Holder renewed() {
      return new Holder(attempt, host, pid, processStart, now());
    }

    boolean isGone() {
      // A recycled process number belongs to a process that started later.
      boolean died =
          isHere() && ProcessHandle.of(pid).filter(p -> startOf(p) == processStart).isEmpty();
      return died || now() - heartbeat > PATIENCE.toMillis();
    }

    boolean isHere() {
      return host.equals(hostName());
    }

    private static long startOf(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static long now() {
      return System.currentTimeMillis();
    }

    private static String hostName() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }

  private Lease(Path file, Holder holder) {
    this.file = file;
    this.holder = holder;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease " + file.getFileName());
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        heart.scheduleAtFixedRate(
            this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lease.
   *
   * @throws LeaseHeldException if another live writer has it
   */
  public static Lease take(Path file) throws IOException {
    if (!Storage.isLocal(file)) {
      return takeUnlocked(file);
    }
    Files.createDirectories(file.getParent());
    Path gate = file.resolveSibling(file.getFileName() + ".gate");
    synchronized (IN_THIS_JVM) {
      try (FileChannel channel =
          FileChannel.open(gate, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        FileLock unused = channel.lock(); // closing the channel gives it back
        return new Lease(file, writeName(file));
      }
    }
  }

  private static Lease takeUnlocked(Path file) throws IOException {
    Holder self = writeName(file);
    try {
      Thread.sleep(SETTLING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the lease of " + name(file) + " settled");
    }
    check(file, self.attempt());
    return new Lease(file, self);
  }

  /** Names this process as the holder, if no other is alive. */
  private static Holder writeName(Path file) throws IOException {
    Holder present = read(file);
    if (present != null && !present.isGone()) {
      throw new LeaseHeldException(
          "%s is being written by process %d on %s (renewed %d s ago); wait for it or end it"
              .formatted(
                  name(file),
                  present.pid(),
                  present.host(),
                  (System.currentTimeMillis() - present.heartbeat()) / 1000));
    }
    if (present != null) {
      LOG.info("{}: process {} is gone, its lease is taken over", name(file), present.pid());
    }
    Holder self = Holder.self();
    Json.write(file, self);
    return self;
  }

  /** Whether a live writer has it. */
  public static boolean isHeld(Path file) throws IOException {
    Holder present = read(file);
    return present != null && !present.isGone();
  }

  /**
   * As {@link #take}, but gives a holder on another host that may be lost the time to show that it
   * lives. A scheduler or a runner starts the work of a lost machine again at once, and should not
   * have to fail for a lease that nobody renews.
   *
   * @throws LeaseHeldException if the holder lives
   */
  public static Lease takeWhenSilent(Path file) throws IOException, InterruptedException {
    Holder first = null;
    long end = System.nanoTime() + PATIENCE.plus(HEARTBEAT).toNanos();
    while (true) {
      try {
        return take(file);
      } catch (LeaseHeldException e) {
        Holder present = read(file);
        boolean renewed = first != null && !first.equals(present);
        if (present == null || present.isHere() || renewed || System.nanoTime() > end) {
          throw e;
        }
        if (first == null) {
          LOG.info("{}; waiting for a sign of life of it", e.getMessage());
        }
        first = present;
        Thread.sleep(SIGN_OF_LIFE_POLL.toMillis());
      }
    }
  }

  /** Names this attempt; part of every file it writes. */
  public String attempt() {
    return holder.attempt();
  }

  /**
   * To be called right before a commit, so that a writer that was given up for lost cannot commit.
   *
   * @throws LeaseHeldException if the lease went to someone else
   */
  public void check() throws IOException {
    check(file, holder.attempt());
  }

  /** As {@link #check()}, from a worker that knows the attempt's name only. */
  public static void check(Path file, String attempt) throws IOException {
    Holder present = read(file);
    if (present == null || !present.attempt().equals(attempt)) {
      throw new LeaseHeldException(
          name(file) + " was taken over by another writer; this attempt must not commit");
    }
  }

  private void beat() {
    try {
      check();
      Json.write(file, holder.renewed());
    } catch (IOException e) {
      LOG.warn("the lease {} could not be renewed: {}", file, e.getMessage());
    }
  }

  private static Holder read(Path file) throws IOException {
    try {
      return Json.read(file, Holder.class);
    } catch (NoSuchFileException e) {
      return null;
    } catch (CorruptRunException e) {
      LOG.warn("{} is unreadable and counts as given up", file);
      return null;
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".lease", "");
  }

  /** Gives the lease back, on an interrupted thread too. */
  @Override
  public void close() throws IOException {
    heart.shutdownNow();
    boolean interrupted = Thread.interrupted(); // no file could be read or written otherwise
    try {
      if (!heart.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("the renewal of {} did not end", file);
      }
      check();
      Files.deleteIfExists(file);
    } catch (LeaseHeldException e) {
      LOG.warn("{}", e.getMessage());
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
