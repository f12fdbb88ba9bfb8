package org.tonewheel.pipelines.demo;

import java.util.SplittableRandom;

/**
 * Turns a genre and a style into sound: chords from a wave table, three drums, and hiss. Uses
 * {@link StrictMath} throughout, so that the samples are the same on any machine.
 */
final class TrackSynthesizer {
  private static final int TABLE = 2_048;
  private static final double CHORD_LEVEL = 0.16;
  private static final double TOP_HZ = 9_000;

  private final int sampleRate;
  private final DemoGenre genre;
  private final TrackStyle style;
  private final SplittableRandom random;
  private final double[] mix;

  private TrackSynthesizer(
      int sampleRate, DemoGenre genre, TrackStyle style, SplittableRandom random, int samples) {
    this.sampleRate = sampleRate;
    this.genre = genre;
    this.style = style;
    this.random = random;
    this.mix = new double[samples];
  }

  /** Makes a track of so many samples, mono, 16 bit. */
  static short[] synthesize(
      int sampleRate, DemoGenre genre, TrackStyle style, SplittableRandom random, int samples) {
    TrackSynthesizer track = new TrackSynthesizer(sampleRate, genre, style, random, samples);
    track.play();
    return track.quantised();
  }

  private void play() {
    double[] table = table();
    double step = 60 / (genre.beatsPerMinute() * style.tempo()) / 4 * sampleRate;
    double bar = Rhythm.STEPS * step;
    // a track begins anywhere in its music, so that segments do not all begin on a beat
    double start = -random.nextDouble() * bar;
    int firstChord = random.nextInt(4);
    Rhythm rhythm = genre.rhythm();
    for (int b = 0; start + b * bar < mix.length; b++) {
      for (int s = 0; s < Rhythm.STEPS; s++) {
        int at = (int) (start + b * bar + rhythm.onset(s) * step);
        drums(rhythm, s, at);
        if (rhythm.chord(s)) {
          chord(table, firstChord + b, at, (int) (rhythm.chordSteps(s) * step));
        }
      }
    }
    double hiss = genre.hiss() * style.hiss();
    double before = 0;
    for (int i = 0; i < mix.length; i++) {
      double now = mix[i] + hiss * noise();
      mix[i] = now + style.tilt() * (now - before);
      before = now;
    }
  }

  private void drums(Rhythm rhythm, int step, int at) {
    double level = genre.drums() * style.drums() * (0.8 + 0.4 * random.nextDouble());
    if (rhythm.kick(step)) {
      kick(at, 0.5 * level);
    }
    if (rhythm.snare(step)) {
      burst(at, 0.30 * level, 0.06, 0);
    }
    if (rhythm.hat(step)) {
      burst(at, 0.15 * level, 0.025, 0.9);
    }
  }

  private void chord(double[] table, int bar, int at, int length) {
    // as loud with many notes as with few
    double share = CHORD_LEVEL / StrictMath.sqrt(genre.harmony().notes() / 3.0);
    for (int note = 0; note < genre.harmony().notes(); note++) {
      int semitones = genre.harmony().semitones(bar, note);
      double hz = style.tonicHz() * StrictMath.pow(2, semitones / 12.0);
      double level = share * (0.85 + 0.3 * random.nextDouble());
      note(table, hz, level, at, length);
    }
  }

  private void note(double[] table, double hz, double level, int at, int length) {
    double attack = 1 / (genre.timbre().attackSeconds() * sampleRate);
    double fade = decay(genre.timbre().decaySeconds() * style.decay());
    double release = decay(0.04);
    double advance = hz / sampleRate * TABLE;
    double phase = random.nextDouble() * TABLE;
    double rise = 0;
    double envelope = level;
    int end = Math.min(mix.length, at + length + sampleRate / 5);
    for (int i = at; i < end; i++) {
      rise = Math.min(1, rise + attack);
      envelope *= i < at + length ? fade : release;
      if (i >= 0) {
        mix[i] += rise * envelope * table[(int) phase];
      }
      phase += advance;
      if (phase >= TABLE) {
        phase -= TABLE;
      }
    }
  }

  private void kick(int at, double level) {
    double fade = decay(0.09);
    double phase = 0;
    double hz = 150;
    double envelope = level;
    int end = Math.min(mix.length, at + sampleRate / 3);
    for (int i = at; i < end; i++) {
      envelope *= fade;
      hz = 48 + (hz - 48) * 0.9985;
      phase += 2 * StrictMath.PI * hz / sampleRate;
      if (i >= 0) {
        mix[i] += envelope * StrictMath.sin(phase);
      }
    }
  }

  /** A burst of noise; {@code highPass} near 1 leaves only its highest part. */
  private void burst(int at, double level, double seconds, double highPass) {
    double fade = decay(seconds);
    double envelope = level;
    double before = 0;
    int end = Math.min(mix.length, at + (int) (6 * seconds * sampleRate));
    for (int i = at; i < end; i++) {
      envelope *= fade;
      double now = noise();
      if (i >= 0) {
        mix[i] += envelope * (now - highPass * before);
      }
      before = now;
    }
  }

  /** One cycle of the timbre, without the partials that would pass the top of the band. */
  private double[] table() {
    double[] table = new double[TABLE];
    double highestNote = style.tonicHz() * 8;
    int partials = (int) Math.min(Timbre.MOST_PARTIALS, Math.max(3, TOP_HZ / (highestNote / 2)));
    double slope = genre.timbre().slope() + style.slope();
    double power = 0;
    for (int k = 1; k <= partials; k++) {
      double level = StrictMath.pow(k, -slope) * (k % 2 == 0 ? genre.timbre().evenLevel() : 1);
      power += level * level;
      for (int i = 0; i < TABLE; i++) {
        table[i] += level * StrictMath.sin(2 * StrictMath.PI * k * i / TABLE);
      }
    }
    double scale = 1 / StrictMath.sqrt(power);
    for (int i = 0; i < TABLE; i++) {
      table[i] *= scale;
    }
    return table;
  }

  /** Factor a sample by which a level falls to 1/e in so many seconds. */
  private double decay(double seconds) {
    return StrictMath.exp(-1 / (seconds * sampleRate));
  }

  private double noise() {
    return 2 * random.nextDouble() - 1;
  }

  private short[] quantised() {
    short[] pcm = new short[mix.length];
    for (int i = 0; i < pcm.length; i++) {
      double value = StrictMath.tanh(mix[i] * style.level());
      pcm[i] = (short) StrictMath.rint(32_767 * value);
    }
    return pcm;
  }
}
