package org.tonewheel.pipelines.splits;

import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.Split;
import org.tonewheel.pipelines.repeats.RepeatsStep;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.storage.InputPlace;
import org.tonewheel.pipelines.storage.Storage;
import org.tonewheel.sampling.Assignment;
import org.tonewheel.sampling.Protocol;
import org.tonewheel.sampling.SplitException;
import org.tonewheel.sampling.Splitter;

/**
 * Divides the tracks for every split that a branch uses. It follows ingest at once, so that a split
 * that cannot be made fails a run before hours of features.
 */
public final class SplitsStage {
  public static final String NAME = "splits";

  /** Grows when the same tracks and settings give another division than before. */
  private static final int SPLITS_VERSION = 2;

  private static final Logger LOG = LoggerFactory.getLogger(SplitsStage.class);

  private final RunDirectory directory;
  private final Experiment experiment;
  private final Path input;
  private final RepeatsStep repeats;

  public SplitsStage(Run run) throws IOException {
    this.directory = run.directory();
    this.experiment = run.experiment();
    this.input = InputPlace.of(Storage.path(run.info().input())).folder();
    this.repeats = new RepeatsStep(run);
  }

  /**
   * Makes the splits.
   *
   * @throws StageException (65) if the tracks cannot be divided so, (78) if a list is not there
   */
  public StageResult run() throws Exception {
    String fingerprint = fingerprint();
    return new Stage(directory, NAME, fingerprint)
        .run(() -> isWhole(fingerprint), lease -> divide(fingerprint, lease));
  }

  /** Split to the sources whose tracks it divides. */
  private Map<String, Set<String>> sources() {
    return new TreeMap<>(Divided.sources(experiment));
  }

  private String fingerprint() throws IOException {
    Fingerprint fingerprint =
        Fingerprint.of(NAME, SPLITS_VERSION)
            .with("tracks", Tracks.commit(directory).content())
            .with("audio", experiment.audio())
            .with("seed", experiment.seed());
    Optional<String> found = repeats.fingerprint();
    if (found.isPresent()) {
      fingerprint.with("repeats", found.get());
    }
    for (Map.Entry<String, Set<String>> entry : sources().entrySet()) {
      Split split = experiment.splits().get(entry.getKey());
      fingerprint
          .with("split", entry.getKey())
          .with("sources", entry.getValue())
          .with("settings", split);
      if (split.lists() != null) {
        fingerprint.with("lists", ListFiles.read(split.lists(), input).content());
      }
    }
    return fingerprint.hex();
  }

  private boolean isWhole(String fingerprint) throws IOException {
    return Commit.isWhole(directory.splits(), fingerprint) && repeats.isWhole();
  }

  private Map<String, Long> divide(String fingerprint, Lease lease) throws IOException {
    Tracks tracks = Tracks.read(directory);
    repeats.run(tracks);
    List<Part> parts = new ArrayList<>();
    ImmutableSortedMap.Builder<String, Long> counts = ImmutableSortedMap.naturalOrder();
    for (Map.Entry<String, Set<String>> entry : sources().entrySet()) {
      String name = entry.getKey();
      List<Assignment> rows = new ArrayList<>();
      for (String source : entry.getValue()) {
        rows.addAll(divide(name, tracks, source));
      }
      Path file = directory.splits().resolve(SplitFile.fileName(name));
      AtomicFiles.sweep(file);
      Path temporary = AtomicFiles.temporary(file);
      Part part = SplitFile.write(temporary, rows);
      AtomicFiles.move(temporary, file);
      parts.add(part.named(SplitFile.fileName(name)));
      counts.put("rows." + name, (long) rows.size());
    }
    lease.check();
    Json.write(RunDirectory.commit(directory.splits()), Commit.of(fingerprint, parts));
    for (String name : sources().keySet()) {
      for (String source : sources().get(name)) {
        SplitFile.checked(directory, experiment, tracks, name, source);
      }
    }
    return counts.buildOrThrow();
  }

  private List<Assignment> divide(String name, Tracks tracks, String source) throws IOException {
    Split split = experiment.splits().get(name);
    try {
      return Divided.protocol(split) == Protocol.LISTS
          ? listed(name, tracks, source)
          : drawn(name, tracks, source);
    } catch (SplitException e) {
      throw new StageException(Exit.BAD_DATA, "split '%s': %s".formatted(name, e.getMessage()), e);
    }
  }

  private List<Assignment> drawn(String name, Tracks tracks, String source) throws IOException {
    Split split = experiment.splits().get(name);
    Protocol protocol = Divided.protocol(split);
    Repeats together = Repeats.of(directory, tracks.of(source).rows());
    if (together.size() > 0 && protocol.safe()) {
      LOG.info("split '{}': {} tracks repeat another and go with it", name, together.size());
    }
    return together.follow(
        Splitter.assign(
            together.toDivide(Divided.tracks(experiment, split, tracks, source), protocol),
            Divided.settings(experiment, split)),
        protocol);
  }

  /** The sides that were given, held to what is promised before they are committed. */
  private List<Assignment> listed(String name, Tracks tracks, String source) throws IOException {
    Split split = experiment.splits().get(name);
    List<String> remarks = new ArrayList<>();
    List<Assignment> sides = new ListedSides(split, input).of(tracks.of(source).rows(), remarks);
    remarks.forEach(remark -> LOG.warn("split '{}', source '{}': {}", name, source, remark));
    SplitFile.verify(
        Divided.tracks(experiment, split, tracks, source),
        Repeats.of(directory, tracks.of(source).rows()),
        sides,
        split);
    return sides;
  }
}
