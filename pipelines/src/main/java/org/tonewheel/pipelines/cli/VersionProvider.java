package org.tonewheel.pipelines.cli;

import java.util.Map;
import org.tonewheel.pipelines.run.Versions;
import picocli.CommandLine;

/** What {@code --version} prints: this program and what its results depend on. */
final class VersionProvider implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return Versions.all().entrySet().stream()
        .map((Map.Entry<String, String> entry) -> entry.getKey() + " " + entry.getValue())
        .toArray(String[]::new);
  }
}
