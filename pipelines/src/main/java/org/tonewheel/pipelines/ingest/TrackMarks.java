package org.tonewheel.pipelines.ingest;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tonewheel.audio.fingerprint.Fingerprinter;
import org.tonewheel.pipelines.experiment.settings.Audio.Repeats;
import org.tonewheel.pipelines.run.AudioRow;
import org.tonewheel.pipelines.run.Fingerprint;
import org.tonewheel.pipelines.run.FingerprintRow;

/** What a track's sound is recognised by, as far as the experiment asks for it. */
final class TrackMarks {
  private static final int SAMPLES_AT_ONCE = 1 << 15;

  private final Repeats wanted;
  private final Fingerprinter fingerprinter;

  TrackMarks(IngestPlan plan) {
    wanted = plan.repeats();
    fingerprinter = new Fingerprinter(plan.sampleRate());
  }

  /** The row of a track; nothing is in that of a picture. */
  FingerprintRow of(String track, AudioRow input) {
    boolean sound = input.picture() == null;
    return new FingerprintRow(
        track,
        sound && wanted != Repeats.OFF ? sha256(input.pcm()) : null,
        sound && wanted == Repeats.NEAR ? fingerprinter.words(input.pcm()) : new int[0]);
  }

  /** Of what such rows of a part are made from. */
  String fingerprint(String audio) {
    return Fingerprint.of("fingerprints part", IngestPlan.FINGERPRINT_VERSION)
        .with("audio", audio)
        .with("repeats", wanted)
        .hex();
  }

  private static String sha256(short[] pcm) {
    Hasher hasher = Hashing.sha256().newHasher();
    ByteBuffer bytes =
        ByteBuffer.allocate(Short.BYTES * Math.min(pcm.length, SAMPLES_AT_ONCE))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < pcm.length; from += SAMPLES_AT_ONCE) {
      int count = Math.min(SAMPLES_AT_ONCE, pcm.length - from);
      bytes.clear().asShortBuffer().put(pcm, from, count);
      hasher.putBytes(bytes.array(), 0, Short.BYTES * count);
    }
    return hasher.hash().toString();
  }
}
