package org.tonewheel.pipelines.repeats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tonewheel.audio.fingerprint.Fingerprinter;
import org.tonewheel.audio.fingerprint.NearRepeat;
import org.tonewheel.audio.fingerprint.RepeatSearch;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.FingerprintRow;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;

/**
 * Looks for tracks that are the same recording, over all sources of a run, in this process: what is
 * held is about 8 KB a track of half a minute, so the 800 MB of 100,000 tracks. Not of a table,
 * whose rows say themselves which they repeat, and not in runs from before there were fingerprints.
 */
public final class RepeatsStep {
  /** Grows when the same fingerprints give other repeats than before. */
  private static final int REPEATS_VERSION = 1;

  /** Bytes of the heap that a word takes, with its part of the index; measured: 10.5. */
  private static final int BYTES_A_WORD = 13;

  private final RunDirectory directory;
  private final Audio audio;
  private final Optional<Commit> fingerprints;

  public RepeatsStep(Run run) throws IOException {
    this(run.directory(), run.experiment());
  }

  RepeatsStep(RunDirectory directory, Experiment experiment) throws IOException {
    this.directory = directory;
    this.audio = experiment.audio();
    this.fingerprints =
        experiment.table().isPresent()
            ? Optional.empty()
            : Commit.read(RunDirectory.commit(directory.fingerprints()));
  }

  /** Of all that the result depends on; empty where it is not to be looked for. */
  public Optional<String> fingerprint() throws IOException {
    if (fingerprints.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Fingerprint.of("repeats", REPEATS_VERSION)
            .with("looked", audio.repeats().name())
            .with("tracks", Tracks.commit(directory).content())
            .with("fingerprints", fingerprints.get().content())
            .hex());
  }

  /** Whether the result is there. */
  public boolean isWhole() throws IOException {
    Optional<String> fingerprint = fingerprint();
    return fingerprint.isEmpty() || Commit.isWhole(directory.repeats(), fingerprint.get());
  }

  /**
   * Looks, unless it is done. For the holder of the lease of the splits.
   *
   * @throws StageException (78) if there are too many tracks for the memory of this process
   */
  public void run(Tracks tracks) throws IOException {
    Optional<String> fingerprint = fingerprint();
    if (fingerprint.isPresent() && !isWhole()) {
      find(tracks).write(directory, fingerprint.get());
    }
  }

  private RepeatsFile find(Tracks tracks) throws IOException {
    Map<String, FingerprintRow> marks = read();
    List<RepeatPair> pairs = new ArrayList<>();
    List<TrackRow> left = equal(tracks.rows(), RepeatKind.FILE, TrackRow::sha256, pairs);
    if (audio.repeats() != Audio.Repeats.OFF) {
      left = equal(left, RepeatKind.SAMPLES, row -> marks.get(row.track()).samples(), pairs);
    }
    long comparisons = audio.repeats() == Audio.Repeats.NEAR ? near(left, marks, pairs) : 0;
    pairs.sort(Comparator.comparing(RepeatPair::track).thenComparing(RepeatPair::repeat));
    return new RepeatsFile(
        RepeatsFile.FORMAT_VERSION, audio.repeats(), tracks.rows().size(), comparisons, pairs);
  }

  /** Pairs each track with the first of the same key; returns the first ones, in their order. */
  private static List<TrackRow> equal(
      List<TrackRow> rows,
      RepeatKind kind,
      Function<TrackRow, String> key,
      List<RepeatPair> pairs) {
    Map<String, TrackRow> firsts = new HashMap<>();
    List<TrackRow> left = new ArrayList<>();
    for (TrackRow row : rows) {
      String same = key.apply(row);
      TrackRow first = same == null ? null : firsts.putIfAbsent(same, row);
      if (first == null) {
        left.add(row);
      } else {
        pairs.add(new RepeatPair(first.track(), row.track(), kind, 0, 1, null));
      }
    }
    return left;
  }

  /** Adds the pairs that sound the same; returns how many comparisons that took. */
  private long near(
      List<TrackRow> rows, Map<String, FingerprintRow> marks, List<RepeatPair> pairs) {
    double seconds = new Fingerprinter(audio.sampleRate()).stepSeconds();
    RepeatSearch search = new RepeatSearch();
    for (TrackRow row : rows) {
      for (NearRepeat pair : search.add(marks.get(row.track()).words())) {
        pairs.add(
            new RepeatPair(
                rows.get(pair.earlier()).track(),
                row.track(),
                RepeatKind.NEAR,
                rounded(pair.offset() * seconds, 100),
                rounded(1 - pair.errorRate(), 10_000),
                rounded(pair.compared() * seconds, 100)));
      }
    }
    return search.comparisons();
  }

  private static double rounded(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }

  private Map<String, FingerprintRow> read() throws IOException {
    Map<String, FingerprintRow> marks = new HashMap<>();
    long most = Runtime.getRuntime().maxMemory() / 2;
    long bytes = 0;
    for (Part part : fingerprints.orElseThrow().parts()) {
      try (Table<FingerprintRow>.Reader reader =
          FingerprintRow.TABLE.read(directory.fingerprints().resolve(part.file()))) {
        for (FingerprintRow row = reader.next(); row != null; row = reader.next()) {
          bytes += (long) BYTES_A_WORD * row.words().length;
          if (bytes > most) {
            throw new StageException(
                Exit.CONFIGURATION,
                ("the fingerprints of all tracks take more than %d MB, half of the heap; give the"
                        + " process more memory (JAVA_TOOL_OPTIONS=-Xmx...), or set"
                        + " `audio.repeats: exact`")
                    .formatted(most >> 20));
          }
          marks.put(row.track(), row);
        }
      }
    }
    return marks;
  }
}
