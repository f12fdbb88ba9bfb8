package org.tonewheel.pipelines.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.collect.ImmutableMap;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where a run was made. */
public final class Machine {
  private Machine() {}

  /** Processor, cores, memory, operating system. */
  public static Map<String, String> describe() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return ImmutableMap.of(
        "Processor",
        processor(),
        "Cores",
        Integer.toString(Runtime.getRuntime().availableProcessors()),
        "Memory",
        (system.getTotalMemorySize() >> 30) + " GiB",
        "System",
        system.getName() + " " + system.getVersion());
  }

  private static String processor() {
    Path linux = Path.of("/proc/cpuinfo");
    if (Files.isReadable(linux)) {
      try (Stream<String> lines = Files.lines(linux)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch");
      }
    }
    return System.getProperty("os.arch");
  }

  /**
   * The commit that the program was built from: as the launcher was told by whoever built an image,
   * else that of the source tree in this folder, or {@code unknown}.
   */
  public static String commit(String home) {
    String told = System.getProperty("tonewheel.commit", "");
    if (!told.isEmpty()) {
      return told;
    }
    if (home == null) {
      return "unknown";
    }
    try {
      Process git =
          new ProcessBuilder("git", "-C", home, "describe", "--always", "--dirty", "--abbrev=12")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit = new String(git.getInputStream().readAllBytes(), US_ASCII).strip();
      return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? commit : "unknown";
    } catch (IOException e) {
      return "unknown"; // no git here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
