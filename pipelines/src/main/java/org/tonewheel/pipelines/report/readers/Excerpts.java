package org.tonewheel.pipelines.report.readers;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.report.data.TrackPictures;
import org.tonewheel.pipelines.run.AudioRow;

/** Cuts and encodes what of some recordings can be heard in the page, if the experiment asks so. */
final class Excerpts {

  /** Of all together, so that the page stays small; as text they take a third more. */
  private static final int MOST_BYTES = 240 * 1024;

  private static final int MP3_BITS_PER_SECOND = 48_000;
  private static final int BYTES_PER_SAMPLE = 2;

  /** The rates that MP3 can hold. */
  private static final Set<Integer> MP3_RATES =
      ImmutableSet.of(8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000);

  private final int rate;
  private final AudioFormat format;
  private final double seconds;
  private final Set<String> wanted;
  private final Map<String, TrackPictures.Excerpt> made = new TreeMap<>();

  /** Excerpts of these tracks, all of one length that leaves room for each. */
  Excerpts(Experiment experiment, Collection<String> tracks) {
    int asked = experiment.reporting().excerpts();
    this.wanted = asked == 0 ? Set.of() : ImmutableSet.copyOf(tracks);
    this.rate = experiment.audio().sampleRate();
    this.format = MP3_RATES.contains(rate) ? AudioFormat.MP3 : AudioFormat.WAV;
    double bytesPerSecond =
        format == AudioFormat.MP3 ? MP3_BITS_PER_SECOND / 8.0 : BYTES_PER_SAMPLE * rate;
    this.seconds = Math.min(asked, MOST_BYTES / bytesPerSecond / Math.max(1, tracks.size()));
  }

  /** Takes it from the middle, where music is most itself. */
  void add(AudioRow row) {
    if (!wanted.contains(row.track()) || row.pcm().length == 0) {
      return;
    }
    int length = Math.min(row.pcm().length, (int) (seconds * rate));
    int start = (row.pcm().length - length) / 2;
    byte[] file =
        new AudioEncoder()
            .encode(
                Arrays.copyOfRange(row.pcm(), start, start + length),
                rate,
                format,
                MP3_BITS_PER_SECOND);
    made.put(
        row.track(),
        new TrackPictures.Excerpt(
            format == AudioFormat.MP3 ? "audio/mpeg" : "audio/wav", (double) length / rate, file));
  }

  Map<String, TrackPictures.Excerpt> made() {
    return made;
  }
}
