package org.tonewheel.pipelines.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on this machine, where Java keeps it. */
class LocalFilesTest extends FileContract {
  @TempDir Path temporary;

  @Override
  Path folder(String name) throws Exception {
    return Files.createDirectory(temporary.resolve(name));
  }
}
