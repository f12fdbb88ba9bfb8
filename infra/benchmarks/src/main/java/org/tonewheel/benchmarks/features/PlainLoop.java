package org.tonewheel.benchmarks.features;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.tonewheel.audio.FrameFeatureSettings;
import org.tonewheel.audio.FrameFeatures;
import org.tonewheel.audio.SegmentLayout;
import org.tonewheel.audio.decode.AudioRejectedException;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.DecodedAudio;
import org.tonewheel.audio.decode.InProcessDecoder;
import org.tonewheel.audio.fingerprint.Fingerprinter;
import org.tonewheel.pictures.ColourMap;
import org.tonewheel.pictures.MelPicture;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.FingerprintRow;
import org.tonewheel.pipelines.run.ImageRow;
import org.tonewheel.pipelines.run.PartFolder;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.run.Table;
import org.tonewheel.pipelines.run.TrackRow;

/**
 * What {@code ingest} and {@code features} do with recordings, as a plain loop over the same
 * functions: no Beam, no run directory, no second reading of what ingest wrote, one thread. It
 * prints a line of processor seconds a step.
 */
public final class PlainLoop {
  private static final int RATE = 22_050;
  private static final int TRACKS_A_PART = 24; // about as many as ingest puts into one

  private final Path out;
  private final StepClock clock = new StepClock();
  private final InProcessDecoder decoder = new InProcessDecoder(RATE, DecodeLimits.DEFAULT);
  private final Fingerprinter fingerprinter = new Fingerprinter(RATE);
  private final SegmentLayout layout = SegmentLayout.tenOf66000();
  private final FrameFeatures features = new FrameFeatures(FrameFeatureSettings.frames33());
  private final FrameFeatures mel =
      new FrameFeatures(new FrameFeatureSettings(RATE, 2_048, 512, true, 0, 0, false, 0, 128));
  private double seconds;

  private PlainLoop(Path out) {
    this.out = out;
  }

  /** Arguments: {@code RECORDINGS OUT}, a folder of genres' folders and an empty one. */
  public static void main(String[] arguments) throws IOException, AudioRejectedException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(arguments[0]))) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    PlainLoop loop = new PlainLoop(Path.of(arguments[1]));
    loop.clock.spent("list");
    int parts = (files.size() + TRACKS_A_PART - 1) / TRACKS_A_PART;
    for (int part = 0; part < parts; part++) {
      int from = part * TRACKS_A_PART;
      loop.part(
          PartFolder.name(part, parts, "parquet"),
          files.subList(from, Math.min(files.size(), from + TRACKS_A_PART)));
    }
    List<String> steps = new ArrayList<>();
    loop.clock.seconds().forEach((step, spent) -> steps.add("\"%s\": %.4f".formatted(step, spent)));
    System.out.printf(
        Locale.ROOT,
        "{\"audio\": %.1f, \"steps\": {%s}}%n",
        loop.seconds,
        String.join(", ", steps));
  }

  private void part(String name, List<Path> files) throws IOException, AudioRejectedException {
    try (Table<TrackRow>.Writer tracks = TrackRow.TABLE.write(out.resolve("tracks/" + name));
        Table<AudioRow>.Writer audio = AudioRow.TABLE.write(out.resolve("audio/" + name));
        Table<FingerprintRow>.Writer marks =
            FingerprintRow.TABLE.write(out.resolve("fingerprints/" + name));
        Table<SegmentRow>.Writer segments =
            SegmentRow.TABLE.write(out.resolve("segments/" + name));
        Table<ImageRow>.Writer images = ImageRow.TABLE.write(out.resolve("images/" + name))) {
      clock.spent("Parquet");
      for (Path file : files) {
        String genre = file.getParent().getFileName().toString();
        String track = genre + "/" + file.getFileName();
        byte[] bytes = Files.readAllBytes(file);
        clock.spent("read");
        String sha256 = Hashing.sha256().hashBytes(bytes).toString();
        clock.spent("hash of the file");
        DecodedAudio decoded = decoder.decode(bytes);
        seconds += decoded.seconds();
        clock.spent("decode");
        String samples = hash(decoded.pcm());
        clock.spent("hash of the samples");
        int[] words = fingerprinter.words(decoded.pcm());
        clock.spent("fingerprint");
        tracks.add(
            new TrackRow(
                track,
                "0",
                genre,
                file.toString(),
                sha256,
                decoded.seconds(),
                decoded.sourceSampleRate(),
                decoded.sourceChannels(),
                Map.of()));
        audio.add(AudioRow.ofSamples(track, decoded.pcm()));
        marks.add(new FingerprintRow(track, samples, words));
        clock.spent("Parquet");
        segments(track, genre, decoded.pcm(), segments);
        picture(track, genre, decoded.pcm(), images);
      }
      tracks.finish("");
      audio.finish("");
      marks.finish("");
      segments.finish("");
      images.finish("");
      clock.spent("Parquet");
    }
  }

  private void segments(String track, String genre, short[] pcm, Table<SegmentRow>.Writer writer)
      throws IOException {
    for (int segment = 0; segment < layout.count(pcm.length); segment++) {
      float[] values = features.extract(layout.segment(pcm, segment));
      clock.spent("features");
      int frames = values.length / features.features();
      writer.add(
          new SegmentRow(
              track, genre, segment, SegmentRow.REAL, frames, features.features(), values));
      clock.spent("Parquet");
    }
  }

  private void picture(String track, String genre, short[] pcm, Table<ImageRow>.Writer writer)
      throws IOException {
    float[] values = mel.extract(layout.signal(pcm));
    clock.spent("mel spectrogram");
    Picture picture =
        MelPicture.draw(
            values, values.length / mel.features(), mel.features(), ColourMap.MAGMA, 80, 180, 180);
    clock.spent("picture");
    byte[] png = picture.png();
    clock.spent("PNG");
    writer.add(new ImageRow(track, genre, null, SegmentRow.REAL, png));
    clock.spent("Parquet");
  }

  private static String hash(short[] pcm) {
    ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(pcm);
    return Hashing.sha256().hashBytes(bytes.array()).toString();
  }
}
