package org.tonewheel.pipelines.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.pipelines.rejects.RejectSink;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.NewPart;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/**
 * Computes every feature set and picture set of one part of the decoded input, in one reading of
 * it, a track at a time. A set whose part was made from the same input before is taken over.
 */
final class FeaturePartFn extends DoFn<AudioPart, NewPart> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<NewPart> PARTS = new TupleTag<>() {};

  /** The counter of tracks whose every row is there now. */
  static final String TRACKS_READ = "tracksRead";

  private final Counter tracks = Metrics.counter(FeaturePartFn.class, TRACKS_READ);
  private final Counter partsReused = Metrics.counter(FeaturePartFn.class, "partsReused");
  private final Counter bytesRead = Metrics.counter(FeaturePartFn.class, "bytesRead");
  private final Counter bytesWritten = Metrics.counter(FeaturePartFn.class, "bytesWritten");

  private final RunDirectory run;
  private final FeaturePlan plan;
  private final HashMap<String, Part> before;

  /**
   * Computes features and pictures.
   *
   * @param before parts of an earlier attempt by {@link #key}
   */
  FeaturePartFn(RunDirectory run, FeaturePlan plan, Map<String, Part> before) {
    this.run = run;
    this.plan = plan;
    this.before = new HashMap<>(before);
  }

  /** Under which an earlier part of a set, made from what has this fingerprint, is found. */
  static String key(InputSet set, String fingerprint) {
    return set.counted() + "/" + fingerprint;
  }

  /** A set being computed. */
  private record Open(InputSet set, TrackRows rows, String fingerprint) {}

  @ProcessElement
  public void compute(@Element AudioPart part, MultiOutputReceiver out) throws Exception {
    List<Open> open = new ArrayList<>();
    try {
      for (InputSet set : plan.outputs()) {
        String fingerprint = fingerprint(part, set);
        Part same = before.get(key(set, fingerprint));
        if (same != null) {
          partsReused.inc();
          counter(set, "").inc(same.rows());
          out.get(PARTS).output(new NewPart(set.counted(), same));
        } else {
          String name = PartFolder.name(part.number(), part.count(), "parquet");
          open.add(new Open(set, open(set, set.folder(run).resolve(name)), fingerprint));
        }
      }
      if (open.isEmpty()) {
        tracks.inc(part.tracks().rows());
        return;
      }
      read(part, open, out);
      for (Open set : open) {
        Table<?>.Writer writer = set.rows().writer();
        Part written = writer.finish(set.fingerprint());
        if (writer.rows() > 0) {
          bytesWritten.inc(written.size());
          counter(set.set(), "").inc(written.rows());
          out.get(PARTS).output(new NewPart(set.set().counted(), written));
        } else {
          Files.delete(set.set().folder(run).resolve(written.file()));
        }
      }
    } finally {
      for (Open set : open) {
        set.rows().writer().close();
      }
    }
  }

  private TrackRows open(InputSet set, Path file) throws IOException {
    if (set.kind() == InputSet.Kind.FRAMES) {
      return new SegmentRows(plan.layout(), features(set.name()), SegmentRow.TABLE.write(file));
    }
    FeaturePlan.Pictures pictures = plan.pictureSets().get(set.name());
    return pictures.drawn()
        ? new DrawnPictures(
            plan.layout(), features(pictures.features()), pictures, ImageRow.TABLE.write(file))
        : new GivenPictures(pictures, ImageRow.TABLE.write(file));
  }

  private FrameFeatures features(String set) {
    return new FrameFeatures(plan.frameFeatures(set));
  }

  private void read(AudioPart part, List<Open> open, MultiOutputReceiver out) throws Exception {
    bytesRead.inc(part.tracks().size() + part.audio().size());
    part.read(
        run,
        (track, input) -> {
          if (Interruption.asked()) {
            throw new StoppedException("features was asked to stop");
          }
          for (Open set : open) {
            set.rows()
                .add(
                    track,
                    input,
                    (row, why, detail) -> {
                      counter(set.set(), "Rejected." + why).inc();
                      reject(row, why, set.set().name() + ": " + detail, out);
                    });
          }
          tracks.inc();
        });
  }

  /** Rows of all sets of a kind are counted together: {@code segments}, {@code images}. */
  private static Counter counter(InputSet set, String what) {
    String rows = set.kind() == InputSet.Kind.FRAMES ? "segments" : "images";
    return Metrics.counter(FeaturePartFn.class, rows + what);
  }

  private static void reject(TrackRow row, String reason, String detail, MultiOutputReceiver out)
      throws Exception {
    RejectSink.route(
        out, new RejectedRow(row.uri(), FeaturesStage.NAME, reason, detail, row.genre()), null);
  }

  private String fingerprint(AudioPart part, InputSet set) {
    return Fingerprint.of("feature part", 1)
        .with("audio", part.audio().content())
        .with("tracks", part.tracks().content())
        .with("features", plan.fingerprint(set))
        .hex();
  }
}
