package org.tonewheel.pipelines.features;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.errorhandling.BadRecordRouter;
import org.apache.beam.sdk.values.TupleTag;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.Interruption;
import org.tonewheel.pipelines.run.Json;
import org.tonewheel.pipelines.run.NewPart;
import org.tonewheel.pipelines.run.Part;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.RejectedRow;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.StoppedException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/**
 * Computes every feature set of one part of the audio, in one reading of it, a track at a time. A
 * feature set whose part was made from the same audio before is taken over.
 */
final class FeaturePartFn extends DoFn<AudioPart, NewPart> {
  private static final long serialVersionUID = 1L;

  static final TupleTag<NewPart> PARTS = new TupleTag<>() {};

  private final Counter tracks = Metrics.counter(FeaturePartFn.class, "tracks");
  private final Counter segments = Metrics.counter(FeaturePartFn.class, "segments");
  private final Counter reusedParts = Metrics.counter(FeaturePartFn.class, "reusedParts");

  private final RunDirectory run;
  private final FeaturePlan plan;
  private final HashMap<String, Part> before;

  /**
   * Computes features.
   *
   * @param before parts of an earlier attempt by {@code <feature set>/<part's fingerprint>}
   */
  FeaturePartFn(RunDirectory run, FeaturePlan plan, Map<String, Part> before) {
    this.run = run;
    this.plan = plan;
    this.before = new HashMap<>(before);
  }

  /** A feature set being computed. */
  private record Open(
      FrameFeatures features, Table<SegmentRow>.Writer writer, String fingerprint) {}

  @ProcessElement
  public void compute(@Element AudioPart part, MultiOutputReceiver out) throws Exception {
    Map<String, Open> open = new LinkedHashMap<>();
    try {
      for (String set : plan.featureSets().keySet()) {
        String fingerprint = fingerprint(part, set);
        Part same = before.get(set + "/" + fingerprint);
        if (same != null) {
          reusedParts.inc();
          out.get(PARTS).output(new NewPart(set, same));
        } else {
          String name = PartFolder.name(part.number(), part.count(), "parquet");
          open.put(
              set,
              new Open(
                  new FrameFeatures(plan.frameFeatures(set)),
                  SegmentRow.TABLE.write(run.segments(set).resolve(name)),
                  fingerprint));
        }
      }
      if (open.isEmpty()) {
        tracks.inc(part.tracks().rows());
        return;
      }
      read(part, open, out);
      for (Map.Entry<String, Open> set : open.entrySet()) {
        Table<SegmentRow>.Writer writer = set.getValue().writer();
        Part written = writer.finish(set.getValue().fingerprint());
        if (writer.rows() > 0) {
          out.get(PARTS).output(new NewPart(set.getKey(), written));
        } else {
          Files.delete(run.segments(set.getKey()).resolve(written.file()));
        }
      }
    } finally {
      for (Open set : open.values()) {
        set.writer().close();
      }
    }
  }

  private void read(AudioPart part, Map<String, Open> open, MultiOutputReceiver out)
      throws Exception {
    SegmentLayout layout = plan.layout();
    try (Table<TrackRow>.Reader rows =
            TrackRow.TABLE.read(run.tracks().resolve(part.tracks().file()));
        Table<AudioRow>.Reader audio =
            AudioRow.TABLE.read(run.audio().resolve(part.audio().file()))) {
      for (TrackRow row = rows.next(); row != null; row = rows.next()) {
        if (Interruption.asked()) {
          throw new StoppedException("features was asked to stop");
        }
        AudioRow pcm = audio.next();
        if (pcm == null || !pcm.track().equals(row.track())) {
          throw new IOException(part.audio().file() + " does not fit " + part.tracks().file());
        }
        track(row, pcm.pcm(), layout, open, out);
        tracks.inc();
      }
    }
  }

  private void track(
      TrackRow row,
      short[] pcm,
      SegmentLayout layout,
      Map<String, Open> open,
      MultiOutputReceiver out)
      throws Exception {
    for (int segment = 0; segment < layout.count(pcm.length); segment++) {
      float[] samples = layout.segment(pcm, segment);
      for (Open set : open.values()) {
        float[] values = set.features().extract(samples);
        if (!isFinite(values)) {
          reject(row, segment, out);
          continue;
        }
        int features = set.features().features();
        set.writer()
            .add(
                new SegmentRow(
                    row.track(),
                    row.genre(),
                    segment,
                    SegmentRow.REAL,
                    values.length / features,
                    features,
                    values));
        segments.inc();
      }
    }
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static void reject(TrackRow row, int segment, MultiOutputReceiver out) throws Exception {
    RejectedRow rejected =
        new RejectedRow(
            row.uri(),
            FeaturesStage.NAME,
            "not-finite",
            "segment %d has a feature that is no finite number".formatted(segment));
    BadRecordRouter.RECORDING_ROUTER.route(
        out, row.uri(), StringUtf8Coder.of(), null, Json.line(rejected));
  }

  private String fingerprint(AudioPart part, String set) {
    return Fingerprint.of("feature part", 1)
        .with("audio", part.audio().content())
        .with("tracks", part.tracks().content())
        .with("features", plan.fingerprint(set))
        .hex();
  }
}
