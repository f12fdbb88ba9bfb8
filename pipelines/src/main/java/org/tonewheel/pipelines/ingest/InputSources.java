package org.tonewheel.pipelines.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Source;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.storage.InputPlace;
import org.tonewheel.pipelines.storage.Storage;

/** What {@code --input} says of sources: a folder nothing, a pattern or a manifest all of it. */
final class InputSources {
  private InputSources() {}

  /**
   * The experiment's sources, or what the input makes of the one that it has by default.
   *
   * @throws StageException (64) if it is none of these, or the experiment has sources of its own
   */
  static List<Source> of(Experiment experiment, InputPlace place) {
    Path input = place.folder();
    List<Source> sources = experiment.sources();
    if (place.glob().isEmpty() && place.file().isEmpty()) {
      // Elsewhere than on this machine a folder is the files below it, which are listed once.
      if (Storage.isLocal(input) && !Files.isDirectory(input)) {
        throw new StageException(Exit.USAGE, "--input=" + input + " is not a folder");
      }
      return sources;
    }
    boolean manifest = place.file().filter(LabelTable::isNamedSo).isPresent();
    if (place.file().isPresent() && !manifest) {
      throw new StageException(
          Exit.USAGE,
          "--input=%s is not a folder, and no manifest (.csv, .jsonl)"
              .formatted(input.resolve(place.file().get())));
    }
    Source only = sources.get(0);
    boolean whole = sources.size() == 1 && ".".equals(only.folder());
    if (!whole || (manifest && only.metadata() != null)) {
      throw new StageException(
          Exit.USAGE,
          "--input is a %s, and the experiment says by itself what its sources are; give the folder"
                  .formatted(manifest ? "manifest" : "pattern")
              + " that they are relative to");
    }
    return List.of(
        manifest ? only.ofManifest(place.file().get()) : only.ofGlob(place.glob().get()));
  }
}
