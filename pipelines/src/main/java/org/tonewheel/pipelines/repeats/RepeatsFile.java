package org.tonewheel.pipelines.repeats;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.run.AtomicFiles;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.RunDirectory;

/**
 * The content of {@code repeats/repeats.json}.
 *
 * @param formatVersion of this file
 * @param looked for what: the experiment's {@code audio.repeats}
 * @param tracks among how many
 * @param comparisons pairs of tracks and offsets that were laid upon each other
 * @param pairs sorted by track and repeat. Tracks that are connected through pairs are one group
 */
public record RepeatsFile(
    int formatVersion, Audio.Repeats looked, int tracks, long comparisons, List<RepeatPair> pairs) {
  static final int FORMAT_VERSION = 1;

  private static final String NAME = "repeats.json";

  public RepeatsFile {
    pairs = ImmutableList.copyOf(pairs);
  }

  /** What was found in a run; empty where nobody has looked. */
  public static Optional<RepeatsFile> read(RunDirectory run) throws IOException {
    return Commit.read(RunDirectory.commit(run.repeats())).isPresent()
        ? Optional.of(Json.read(run.repeats().resolve(NAME), RepeatsFile.class))
        : Optional.empty();
  }

  /** Commits it. For the holder of the lease. */
  void write(RunDirectory run, String fingerprint) throws IOException {
    Path file = run.repeats().resolve(NAME);
    AtomicFiles.sweep(file);
    Json.write(file, this);
    Json.write(
        RunDirectory.commit(run.repeats()),
        Commit.of(fingerprint, List.of(Part.of(file, pairs.size(), null))));
  }

  /** The groups: each track that is in a pair to the first of its group by id, transitively. */
  public Map<String, String> groups() {
    Map<String, String> parents = new HashMap<>();
    for (RepeatPair pair : pairs) {
      String one = root(parents, pair.track());
      String other = root(parents, pair.repeat());
      boolean inOrder = one.compareTo(other) < 0;
      if (!one.equals(other)) {
        parents.put(inOrder ? other : one, inOrder ? one : other);
      }
    }
    Map<String, String> groups = new HashMap<>();
    for (RepeatPair pair : pairs) {
      groups.put(pair.track(), root(parents, pair.track()));
      groups.put(pair.repeat(), root(parents, pair.repeat()));
    }
    return groups;
  }

  private static String root(Map<String, String> parents, String track) {
    List<String> passed = new ArrayList<>();
    String root = track;
    while (parents.containsKey(root)) {
      passed.add(root);
      root = parents.get(root);
    }
    for (String one : passed) {
      parents.put(one, root); // the way is short from now on
    }
    return root;
  }
}
