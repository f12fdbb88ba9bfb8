package org.tonewheel.pipelines.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.tonewheel.audio.Pcm;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.nets.MappedSamples;
import org.tonewheel.nets.RowShape;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.features.AudioPart;
import org.tonewheel.pipelines.features.SegmentFeatures;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Commit;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.StageException;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;
import org.tonewheel.pipelines.run.Tracks;

/**
 * The samples of every segment, cut from the decoded audio as the features stage cuts it, in a
 * mapped file of 16 bit samples that all folds share. One track at a time is held while it is made.
 */
public final class AudioSet {
  /** Grows when the same audio gives another file. */
  private static final int VERSION = 1;

  private AudioSet() {}

  /**
   * Opens the set, building it if no one has. A row is one frame of {@code segmentSamples} values
   * in [-1, 1).
   *
   * @throws StageException (64) if the decoded audio is not there, (65) if no track is a recording
   */
  public static TrainingSet open(RunDirectory run, Experiment experiment) throws IOException {
    SegmentLayout layout = SegmentFeatures.layout(experiment);
    String name =
        Fingerprint.of("audio set", VERSION)
            .with("audio", content(run))
            .with("tracks", Tracks.commit(run).content())
            .with("layout", layout)
            .hex();
    return Scratch.alone(
        run,
        scratch -> {
          Path file = scratch.resolve(name + ".s16");
          Path keyFile = scratch.resolve(name + ".keys.parquet");
          if (!Files.exists(keyFile) || !Files.exists(file)) {
            build(run, layout, file, keyFile);
          }
          return open(file, keyFile, layout);
        });
  }

  /** The hash of the decoded audio; it stays when the audio itself is removed. */
  public static String content(RunDirectory run) throws IOException {
    return Commit.read(RunDirectory.commit(run.audio()))
        .map(Commit::content)
        .orElseThrow(
            () ->
                new StageException(
                    Exit.USAGE,
                    run.audio() + " has no decoded audio; run `tonewheel ingest` for it first"));
  }

  private static TrainingSet open(Path file, Path keyFile, SegmentLayout layout)
      throws IOException {
    List<TrainingSet.Key> written = KeyRow.readAll(keyFile).stream().map(KeyRow::key).toList();
    if (written.isEmpty()) {
      throw new StageException(
          Exit.BAD_DATA, "no track is a recording; a GAN on waveforms has nothing to learn from");
    }
    MappedSamples samples = MappedSamples.open(file, layout.segmentSamples());
    return TrainingSet.sorted(samples, written, shape(layout), samples::close);
  }

  private static RowShape shape(SegmentLayout layout) {
    return RowShape.frames(1, layout.segmentSamples());
  }

  private static void build(RunDirectory run, SegmentLayout layout, Path file, Path keyFile)
      throws IOException {
    Files.createDirectories(file.getParent());
    String unique = "." + UUID.randomUUID();
    Path samples = file.resolveSibling(file.getFileName() + unique);
    Path keys = file.resolveSibling(keyFile.getFileName() + unique);
    try (MappedSamples.Writer out = MappedSamples.Writer.create(samples, layout.segmentSamples());
        Table<KeyRow>.Writer keyRows = KeyRow.TABLE.write(keys)) {
      for (AudioPart part : AudioPart.all(run)) {
        part.read(run, (track, input) -> append(track, input, layout, out, keyRows));
      }
    }
    Files.move(samples, file, StandardCopyOption.ATOMIC_MOVE);
    Files.move(keys, keyFile, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void append(
      TrackRow track,
      AudioRow input,
      SegmentLayout layout,
      MappedSamples.Writer out,
      Table<KeyRow>.Writer keyRows)
      throws IOException {
    int segments = track.isPicture() ? 0 : layout.count(input.pcm().length);
    for (int segment = 0; segment < segments; segment++) {
      out.append(Pcm.quantised(layout.segment(input.pcm(), segment)));
      TrainingSet.Key key = new TrainingSet.Key(track.track(), track.genre(), segment);
      keyRows.add(new KeyRow(key, shape(layout)));
    }
  }
}
