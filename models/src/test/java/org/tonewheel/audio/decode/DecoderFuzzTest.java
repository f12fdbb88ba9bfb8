package org.tonewheel.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged files of every format: each is used, or rejected with a reason. Prints what became of
 * them; a file that did worse is in {@code target/fuzz}. {@code tonewheel.fuzz.files} and {@code
 * tonewheel.fuzz.seed} say how many the long form tries in each mode, and which.
 */
class DecoderFuzzTest {
  private static final int RATE = 22_050;
  private static final long MIB = 1 << 20;

  /** Half a second of sound a file; what is decoded from it may be much longer. */
  private static final double SECONDS = 0.5;

  private static final DecodeLimits LIMITS = new DecodeLimits(60, 16 << 20, 8, 4_000, 384_000, 20);

  @Test
  @Timeout(120)
  void damagedFiles_areUsedOrRejected() throws IOException {
    try (AudioDecoder decoder = new InProcessDecoder(RATE, LIMITS)) {
      check(new FuzzRun(decoder, 1, SECONDS), "in process", 0, 750);
    }
  }

  @Test
  @Timeout(120)
  void damagedFiles_areUsedOrRejectedInAProcessOfTheirOwn() throws IOException {
    try (IsolatedDecoder decoder = new IsolatedDecoder(RATE, LIMITS)) {
      check(new FuzzRun(decoder, 2, SECONDS), "isolated", 0, 250);
    }
  }

  @Test
  @Tag("full")
  void manyDamagedFiles_areUsedOrRejected() throws IOException {
    try (AudioDecoder decoder = new InProcessDecoder(RATE, LIMITS)) {
      FuzzRun run = new FuzzRun(decoder, seed(), SECONDS);
      int warm = files() / 4;
      check(run, "in process", 0, warm);
      long pid = ProcessHandle.current().pid();
      Optional<Long> before = FuzzRun.peakBytes(pid);
      check(run, "in process", warm, files());
      if (before.isPresent()) {
        long grown = FuzzRun.peakBytes(pid).orElseThrow() - before.get();
        System.out.printf("resident peak grew by %d MiB after a quarter%n", grown / MIB);
        // a leak of a kilobyte a file would be as much in 200,000 files; the heap may still grow
        assertThat(grown).isLessThan(200 * MIB);
      }
    }
  }

  @Test
  @Tag("full")
  void manyDamagedFiles_areUsedOrRejectedInOneProcessOfTheirOwn() throws IOException {
    WorkerCommand command = new WorkerCommand(DecodeWorker.class);
    try (IsolatedDecoder decoder = new IsolatedDecoder(command, RATE, LIMITS, Integer.MAX_VALUE)) {
      long pid = decoder.pid();
      check(new FuzzRun(decoder, seed() + 1, SECONDS), "isolated", 0, files());
      assertThat(decoder.pid()).as("no file ended the process").isEqualTo(pid);
      Optional<Long> peak = FuzzRun.peakBytes(pid);
      if (peak.isPresent()) {
        System.out.printf("resident peak of the one process: %d MiB%n", peak.get() / MIB);
        assertThat(peak.get()).isLessThan(300 * MIB);
      }
    }
  }

  private static void check(FuzzRun run, String mode, int from, int to) throws IOException {
    run.decode(from, to);
    System.out.printf("%s, %d files:%n%s", mode, run.files(), run.table());
    assertThat(run.files()).isEqualTo(to);
    for (RejectReason reason : RejectReason.values()) {
      if (FuzzRun.isFault(reason)) {
        assertThat(run.count(reason.code())).as("%s; see target/fuzz", reason.code()).isZero();
      }
    }
    // a decoder that rejected everything, or nothing, would pass otherwise
    assertThat(run.used()).isBetween(to / 10, to * 9 / 10);
  }

  private static int files() {
    return Integer.getInteger("tonewheel.fuzz.files", 25_000);
  }

  private static long seed() {
    return Long.getLong("tonewheel.fuzz.seed", 100);
  }
}
