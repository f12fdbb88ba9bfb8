package org.tonewheel.pipelines.synthesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.audio.Pcm;
import org.tonewheel.nets.Scaler;
import org.tonewheel.nets.engine.CounterRandom;
import org.tonewheel.pictures.ColourMap;
import org.tonewheel.pictures.MatrixPicture;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.experiment.branches.SynthesisBranch;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.experiment.settings.SyntheticSet.Method;
import org.tonewheel.pipelines.learning.TrainingSet;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.storage.FileTree;

/**
 * A few segments of each genre to be looked at, and heard where they are sound, beside real ones:
 * {@code samples/<genre>-<k>.png} and {@code .wav}, and {@code samples/real-<genre>-<k>.*}.
 */
final class Shown {
  /** Of each genre, and as many real ones. */
  static final int A_GENRE = 3;

  private static final int MEL_WIDTH = 384;
  private static final int MEL_HEIGHT = 192;

  /** Features are shown in so many deviations about their mean. */
  private static final float RANGE_DEVIATIONS = 3;

  private static final int CELL_PIXELS = 8;

  private final Experiment experiment;
  private final SynthesisBranch branch;
  private final Path folder;
  private final RealSide real;
  private final Scaler scaler;
  private final List<SynthesisFile.Shown> written = new ArrayList<>();

  /** Starts anew in the branch's folder. */
  Shown(Experiment experiment, SynthesisBranch branch, Path folder, RealSide real)
      throws IOException {
    this.experiment = experiment;
    this.branch = branch;
    this.folder = folder;
    this.real = real;
    this.scaler =
        isSound() ? null : Scaler.fit(real.set().values(), real.seen(), real.set().shape());
    FileTree.delete(samples());
    Files.createDirectories(samples());
  }

  /** What was written, to be found by its genre. */
  List<SynthesisFile.Shown> written() {
    return List.copyOf(written);
  }

  /** Writes a synthetic one, the {@code place}th of its genre. */
  void addSynthetic(String genre, int place, long number, float[] sample) throws IOException {
    add(genre, SegmentRow.SYNTHETIC, null, number, FileNames.of(genre) + "-" + place, sample);
  }

  /** Writes some real ones of a genre. */
  void addReal(String genre, int label) throws IOException {
    int[] rows = IntStream.of(real.seen()).filter(row -> real.labels()[row] == label).toArray();
    int[] drawn = CounterRandom.of(branch.seed(), "shown", label).permuted(rows);
    for (int place = 0; place < Math.min(A_GENRE, drawn.length); place++) {
      float[] values = new float[real.set().values().rowFloats()];
      real.set().values().read(drawn[place], values);
      TrainingSet.Key key = real.set().keys().get(drawn[place]);
      String name = "real-" + FileNames.of(genre) + "-" + place;
      add(genre, SegmentRow.REAL, key.track(), key.segment(), name, values);
    }
  }

  private void add(
      String genre, String origin, String track, long number, String name, float[] values)
      throws IOException {
    Files.write(samples().resolve(name + ".png"), picture(values).png());
    if (isSound()) {
      int rate = experiment.audio().sampleRate();
      byte[] wav = new AudioEncoder().encode(Pcm.quantised(values), rate, AudioFormat.WAV);
      Files.write(samples().resolve(name + ".wav"), wav);
    }
    String file = "samples/" + name;
    written.add(
        new SynthesisFile.Shown(
            genre, origin, track, number, file + ".png", isSound() ? file + ".wav" : null));
  }

  private Picture picture(float[] values) {
    return isSound()
        ? SoundPicture.draw(
            Pcm.values(Pcm.quantised(values)),
            experiment.audio().sampleRate(),
            MEL_WIDTH,
            MEL_HEIGHT)
        : matrix(values);
  }

  private Picture matrix(float[] values) {
    float[] scaled = values.clone();
    scaler.apply(scaled, real.set().shape());
    int features = real.set().shape().features();
    return MatrixPicture.draw(
        scaled,
        scaled.length / features,
        features,
        ColourMap.VIRIDIS,
        -RANGE_DEVIATIONS,
        RANGE_DEVIATIONS,
        CELL_PIXELS);
  }

  private boolean isSound() {
    return branch.settings().method() == Method.WAVEFORM_GAN;
  }

  private Path samples() {
    return folder.resolve("samples");
  }
}
