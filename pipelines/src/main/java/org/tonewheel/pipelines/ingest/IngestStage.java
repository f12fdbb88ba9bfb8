package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.pipelines.experiment.settings.Audio;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Counted;
import org.tonewheel.pipelines.run.Counters;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Lease;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.Stage;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.StageResult;
import org.tonewheel.pipelines.run.Tracks;
import org.tonewheel.pipelines.runner.PipelineRun;
import org.tonewheel.pipelines.runner.Progress;
import org.tonewheel.pipelines.storage.Storage;
import org.tonewheel.pipelines.table.TableFile;
import org.tonewheel.pipelines.table.TableIngest;

/**
 * The first stage: decodes every labelled file of the input once into the run directory, or types
 * every row of a table.
 */
public final class IngestStage {
  public static final String NAME = "ingest";

  private static final Logger LOG = LoggerFactory.getLogger(IngestStage.class);

  private final Run run;
  private final RunDirectory directory;

  public IngestStage(Run run) {
    this.run = run;
    this.directory = run.directory();
  }

  /**
   * Ingests the input as it is now.
   *
   * @throws StageException (65) if a genre is left without a track
   */
  public StageResult run() throws Exception {
    Path input = Storage.path(run.info().input());
    Listing listing = Lister.list(run.experiment(), input);
    if (run.experiment().table().isPresent()) {
      return new TableIngest(run, NAME)
          .ingest(TableFile.of(run.experiment(), input), listingFingerprint(listing));
    }
    String fingerprint = fingerprint(listing);
    return new Stage(directory, NAME, fingerprint)
        .runPipeline(() -> isWhole(fingerprint), lease -> ingest(listing, fingerprint, lease));
  }

  /** Of the list of files with their sizes and times, without reading them. */
  public static String listingFingerprint(Listing listing) {
    return Fingerprint.of("listing", 1).with("files", listing.files()).hex();
  }

  private String fingerprint(Listing listing) {
    Audio audio = run.experiment().audio();
    return Fingerprint.of(NAME, IngestPlan.DECODER_VERSION)
        .with("files", listingFingerprint(listing))
        .with("sampleRate", audio.sampleRate())
        .with("maxSeconds", audio.maxSeconds())
        .with("limits", audio.limits())
        .with("repeats", audio.repeats())
        .with("fingerprints", IngestPlan.FINGERPRINT_VERSION)
        .hex();
  }

  private boolean isWhole(String fingerprint) throws IOException {
    Commit tracks = Commit.read(RunDirectory.commit(directory.tracks())).orElse(null);
    Commit audio = Commit.read(RunDirectory.commit(directory.audio())).orElse(null);
    Commit rejected = Commit.read(directory.rejectedCommit(NAME)).orElse(null);
    return Commit.isWhole(directory.fingerprints(), fingerprint)
        && tracks != null
        && audio != null
        && rejected != null
        && tracks.fingerprint().equals(fingerprint)
        && rejected.fingerprint().equals(fingerprint)
        && tracks.isWhole(directory.tracks())
        && rejected.isWhole(directory.rejected())
        && (audio.isWhole(directory.audio()) || !run.experiment().audio().keep());
  }

  private Counted ingest(Listing listing, String fingerprint, Lease lease) throws IOException {
    listing.usual().forEach(LOG::info);
    listing.remarks().forEach(LOG::warn);
    for (Path folder :
        List.of(
            directory.tracks(),
            directory.audio(),
            directory.fingerprints(),
            directory.rejected())) {
      PartFolder.sweep(folder);
    }
    IngestPlan plan =
        new IngestPlan(
            directory,
            fingerprint,
            run.experiment().audio().sampleRate(),
            IngestPlan.limits(run.experiment().audio()),
            run.experiment().audio().isolate(),
            run.experiment().audio().repeats(),
            IngestPlan.partsFor(listing.files().size()));
    Counters counters =
        PipelineRun.run(
            new IngestPipeline(plan, PriorAudio.of(directory), lease)
                .build(run.options(), listing.files()),
            new Progress(NAME, "tracks", DecodePartFn.TRACKS_READ, listing.files().size()));
    Tracks tracks = Tracks.read(directory);
    Set<String> lost = new TreeSet<>(Sets.difference(listing.genres(), tracks.genres()));
    if (!lost.isEmpty()) {
      throw new StageException(
          Exit.BAD_DATA,
          ("no track of %s could be decoded; see %s, mend the files or leave the genre out with"
                  + " `genres`")
              .formatted(lost, directory.rejected()));
    }
    long rejected = Commit.read(directory.rejectedCommit(NAME)).map(Commit::rows).orElse(0L);
    Map<String, Long> counts =
        ImmutableMap.of(
            "files",
            (long) listing.files().size(),
            "tracks",
            (long) tracks.rows().size(),
            "rejected",
            rejected,
            "decoded",
            counters.of("decoded"),
            "reused",
            counters.of("reused"),
            "passedOver",
            (long) listing.passedOver());
    return new Counted(counts, counters);
  }
}
