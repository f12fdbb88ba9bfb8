package org.tonewheel.pipelines.training;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * Where a process keeps its mapped files, in the temporary folder. Each process has a folder of its
 * own, so that one that ends does not take away what another is reading.
 */
final class Scratch {
  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

  private Scratch() {}

  /** This process's folder for a run. */
  static Path of(RunDirectory run) {
    String name = Integer.toHexString(run.path().hashCode()) + "-" + run.name();
    return all().resolve(ProcessHandle.current().pid() + "-" + name);
  }

  /** Removes this process's folder for a run, and those of processes that are gone. */
  static void remove(RunDirectory run) throws IOException {
    delete(of(run));
    if (!Files.isDirectory(all())) {
      return;
    }
    try (Stream<Path> folders = Files.list(all())) {
      for (Path folder : folders.toList()) {
        String name = folder.getFileName().toString();
        String owner = name.substring(0, Math.max(0, name.indexOf('-')));
        if (owner.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
          LOG.info("{} was left by a process that is gone; removing it", folder);
          delete(folder);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  private static Path all() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "tonewheel-" + System.getProperty("user.name"));
  }
}
