package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Gives a decoder files that are damaged in every way, formats and ways in turn, and counts what
 * becomes of them. File {@code i} of a seed is the same in every run, whatever came before.
 */
final class FuzzRun {
  private static final Path FAILURES = Path.of("target", "fuzz");
  private static final ImmutableList<SoundFile> FORMATS = ImmutableList.copyOf(SoundFile.values());
  private static final ImmutableList<Mutation> WAYS = ImmutableList.copyOf(Mutation.values());
  private static final String USED = "used";

  private final AudioDecoder decoder;
  private final long seed;
  private final ImmutableList<byte[]> whole;
  private final Map<SoundFile, Map<String, Integer>> counts = new EnumMap<>(SoundFile.class);
  private final Path current;
  private double slowest;
  private String slowestName = "";

  FuzzRun(AudioDecoder decoder, long seed, double seconds) throws IOException {
    this.decoder = decoder;
    this.seed = seed;
    whole = FORMATS.stream().map(f -> f.bytes(seconds)).collect(ImmutableList.toImmutableList());
    Files.createDirectories(FAILURES);
    // stays behind if a file ends this process, and says which it was
    current = FAILURES.resolve("current-" + seed);
  }

  /** Decodes files {@code from} to {@code to}, the latter excluded. */
  void decode(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      decode(i);
    }
    Files.deleteIfExists(current);
  }

  /** How many were used or rejected for each reason, by format. */
  String table() {
    StringBuilder text = new StringBuilder();
    Map<String, Integer> all = new TreeMap<>();
    counts.forEach(
        (format, reasons) -> {
          int files = reasons.values().stream().mapToInt(n -> n).sum();
          text.append(String.format(Locale.ROOT, "%-18s %6d  %s%n", format, files, reasons));
          reasons.forEach((reason, n) -> all.merge(reason, n, Integer::sum));
        });
    return text.append(String.format(Locale.ROOT, "%-18s %6d  %s%n", "all", files(), all))
        .append(String.format(Locale.ROOT, "slowest: %.2f s, %s%n", slowest, slowestName))
        .toString();
  }

  int files() {
    return counts.values().stream()
        .flatMap(reasons -> reasons.values().stream())
        .mapToInt(n -> n)
        .sum();
  }

  int count(String reason) {
    return counts.values().stream().mapToInt(reasons -> reasons.getOrDefault(reason, 0)).sum();
  }

  int used() {
    return count(USED);
  }

  private void decode(int number) throws IOException {
    // two walks of different lengths, so that every format meets every way
    int format = number % FORMATS.size();
    Mutation way = WAYS.get(number / FORMATS.size() % WAYS.size());
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    byte[] file = way.apply(whole.get(format), whole.get(random.nextInt(FORMATS.size())), random);
    if (random.nextInt(4) == 0 && file.length > 1) {
      file = WAYS.get(random.nextInt(WAYS.size())).apply(file, whole.get(format), random);
    }
    if (random.nextInt(4) > 0) {
      OggChecksums.mend(file);
    }
    String name = "%s-%s-%d-%d".formatted(FORMATS.get(format), way, seed, number);
    Files.write(current, file);
    long begin = System.nanoTime();
    String became = decode(file, name);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (seconds > slowest) {
      slowest = seconds;
      slowestName = name + " (" + became + ")";
    }
    counts
        .computeIfAbsent(FORMATS.get(format), f -> new TreeMap<>())
        .merge(became, 1, Integer::sum);
  }

  private String decode(byte[] file, String name) throws IOException {
    try {
      DecodedAudio audio = decoder.decode(file);
      assertThat(audio.pcm()).as(name).isNotEmpty();
      return USED;
    } catch (AudioRejectedException e) {
      if (isFault(e.reason())) {
        save(file, name, e.getMessage());
      }
      assertThat(e.detail()).as(name).isNotBlank();
      return e.reason().code();
    } catch (RuntimeException | Error e) {
      Path saved = save(file, name, e.toString());
      throw new AssertionError("the file is " + saved, e);
    }
  }

  /** What no file may do: end, stop or fill the process that it is decoded in. */
  static boolean isFault(RejectReason reason) {
    return List.of(
            RejectReason.DECODER_CRASHED, RejectReason.DECODER_MEMORY, RejectReason.DECODE_TIMEOUT)
        .contains(reason);
  }

  private static Path save(byte[] file, String name, String said) throws IOException {
    Files.writeString(FAILURES.resolve(name + ".txt"), said, UTF_8);
    return Files.write(FAILURES.resolve(name), file).toAbsolutePath();
  }

  /** The most memory that a process has had resident; empty where the system does not show it. */
  static Optional<Long> peakBytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return Optional.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
        .findFirst();
  }
}
