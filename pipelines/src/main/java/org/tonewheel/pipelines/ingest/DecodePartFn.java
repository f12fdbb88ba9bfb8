package org.tonewheel.pipelines.ingest;

import com.google.common.collect.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.pipelines.rejects.RejectSink;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.FingerprintRow;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.NewPart;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/**
 * Decodes the files of one part and writes their tracks, their samples or pictures and what they
 * are recognised by, one track at a time: what is held is one file and its samples, and those of
 * files that occur again in the part.
 */
final class DecodePartFn extends DoFn<KV<Integer, Iterable<HashedFile>>, NewPart> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<NewPart> PARTS = new TupleTag<>() {};
  static final String TRACKS = "tracks";
  static final String AUDIO = "audio";
  static final String FINGERPRINTS = "fingerprints";

  /** The counter of tracks that are in {@code tracks/} now, decoded or taken over. */
  static final String TRACKS_READ = "tracksRead";

  private final Counter tracks = Metrics.counter(DecodePartFn.class, TRACKS_READ);
  private final Counter tracksReused = Metrics.counter(DecodePartFn.class, "tracksReused");
  private final Counter decoded = Metrics.counter(DecodePartFn.class, "decoded");
  private final Counter reused = Metrics.counter(DecodePartFn.class, "reused");
  private final Counter audioSeconds = Metrics.counter(DecodePartFn.class, "audioSeconds");
  private final Counter bytesWritten = Metrics.counter(DecodePartFn.class, "bytesWritten");

  private final IngestPlan plan;
  private final PriorAudio prior;
  private transient FileDecoder decoder;
  private transient TrackMarks marks;

  DecodePartFn(IngestPlan plan, PriorAudio prior) {
    this.plan = plan;
    this.prior = prior;
  }

  @Setup
  public void setup() {
    decoder = new FileDecoder(plan);
    marks = new TrackMarks(plan);
  }

  /** Ends the process that decodes, if there is one. */
  @Teardown
  public void teardown() {
    if (decoder != null) {
      decoder.close();
    }
  }

  @ProcessElement
  public void decode(@Element KV<Integer, Iterable<HashedFile>> part, MultiOutputReceiver out)
      throws Exception {
    List<HashedFile> files =
        Streams.stream(part.getValue())
            .sorted(Comparator.comparing((HashedFile f) -> f.file().track()))
            .toList();
    String fingerprint = fingerprint(files);
    Optional<List<Part>> same =
        prior.samePart(part.getKey(), plan.parts(), fingerprint, marks.fingerprint(fingerprint));
    if (same.isPresent() && same.get().get(0).rows() == files.size()) {
      tracks.inc(files.size());
      tracksReused.inc(files.size());
      audioSeconds.inc(Math.round(prior.seconds(same.get().get(0))));
      reused.inc(files.stream().map(HashedFile::key).distinct().count());
      out.get(PARTS).output(new NewPart(TRACKS, same.get().get(0)));
      out.get(PARTS).output(new NewPart(AUDIO, same.get().get(1)));
      out.get(PARTS).output(new NewPart(FINGERPRINTS, same.get().get(2)));
      return;
    }
    Map<String, Long> repeats =
        files.stream().collect(Collectors.groupingBy(HashedFile::key, Collectors.counting()));
    Map<String, TrackRow> before =
        prior.rows(files.stream().map(HashedFile::sha256).distinct().toList(), decoding());
    Map<String, Decoded> open = new HashMap<>();
    String name = PartFolder.name(part.getKey(), plan.parts(), "parquet");
    Path trackFile = plan.run().tracks().resolve(name);
    Path audioFile = plan.run().audio().resolve(name);
    Path markFile = plan.run().fingerprints().resolve(name);
    double seconds = 0; // whole seconds are counted, and a part's are rounded once
    boolean empty;
    try (Table<TrackRow>.Writer rows = TrackRow.TABLE.write(trackFile);
        Table<AudioRow>.Writer audio = AudioRow.TABLE.write(audioFile);
        Table<FingerprintRow>.Writer fingerprints = FingerprintRow.TABLE.write(markFile)) {
      for (HashedFile file : files) {
        if (Interruption.asked()) {
          throw new StoppedException("ingest was asked to stop");
        }
        Decoded track = open.remove(file.key());
        if (track == null) {
          track = read(file, before.get(file.key()), out);
        }
        if (track == null) {
          continue;
        }
        if (repeats.merge(file.key(), -1L, Long::sum) > 0) {
          open.put(file.key(), track);
        }
        TrackRow row = track.row(file);
        rows.add(row);
        audio.add(track.input().named(row.track()));
        fingerprints.add(marks.of(row.track(), track.input()));
        tracks.inc();
        tracksReused.inc(before.containsKey(file.key()) ? 1 : 0);
        seconds += row.seconds();
      }
      empty = rows.rows() == 0;
      if (!empty) {
        written(new NewPart(TRACKS, rows.finish(decoding())), out);
        written(new NewPart(AUDIO, audio.finish(fingerprint)), out);
        written(
            new NewPart(FINGERPRINTS, fingerprints.finish(marks.fingerprint(fingerprint))), out);
        audioSeconds.inc(Math.round(seconds));
      }
    }
    if (empty) {
      Files.deleteIfExists(trackFile);
      Files.deleteIfExists(audioFile);
      Files.deleteIfExists(markFile);
    }
  }

  private void written(NewPart part, MultiOutputReceiver out) {
    bytesWritten.inc(part.part().size());
    out.get(PARTS).output(part);
  }

  /** Decodes a file, or takes what an earlier ingest made of the same bytes; null: rejected. */
  private Decoded read(HashedFile file, TrackRow before, MultiOutputReceiver out) throws Exception {
    if (before != null) {
      reused.inc();
      return Decoded.before(before, prior.input(before));
    }
    try {
      Decoded track = decoder.decode(file);
      decoded.inc();
      return track;
    } catch (RejectedFileException e) {
      reject(file, e, out);
      return null;
    }
  }

  private void reject(HashedFile file, RejectedFileException e, MultiOutputReceiver out)
      throws Exception {
    RejectedRow row = e.row(file.file());
    Metrics.counter(DecodePartFn.class, row.counter()).inc();
    RejectSink.route(out, row, e);
  }

  /** Of how samples are made from bytes. */
  private String decoding() {
    // how long decoding may take says nothing of a track that was decoded
    DecodeLimits limits =
        plan.limits().withMaxDecodeSeconds(DecodeLimits.DEFAULT.maxDecodeSeconds());
    return Fingerprint.of("decoding", IngestPlan.DECODER_VERSION)
        .with("sampleRate", plan.sampleRate())
        .with("limits", limits)
        .hex();
  }

  private String fingerprint(List<HashedFile> files) {
    Fingerprint fingerprint = Fingerprint.of("audio part", 1).with("decoding", decoding());
    for (HashedFile file : files) {
      fingerprint
          .with("sha256", file.sha256())
          .with("track", file.file().track())
          .with("source", file.file().source())
          .with("content", file.file().content())
          .with("genre", file.file().genre())
          .with("uri", file.file().path())
          .with("groups", file.file().groups());
    }
    return fingerprint.hex();
  }
}
