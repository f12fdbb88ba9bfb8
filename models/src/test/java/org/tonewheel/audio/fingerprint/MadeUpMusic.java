package org.tonewheel.audio.fingerprint;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Notes of a scale over a beat with noise: pieces of one genre that differ by their seed alone. */
final class MadeUpMusic {
  static final int RATE = 22_050;

  private static final double[] SCALE = {0, 2, 4, 5, 7, 9, 11};

  /** One period of a note. */
  private static final double[] WAVE = wave();

  private MadeUpMusic() {}

  static short[] piece(long seed, double seconds) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] mix = new double[(int) (seconds * RATE)];
    int beat = RATE / 4;
    for (int at = 0; at < mix.length; at += beat) {
      for (int voice = 0; voice < 3; voice++) {
        double semitones = SCALE[random.nextInt(SCALE.length)] + 12 * random.nextInt(3);
        note(mix, at, beat * (1 + random.nextInt(3)), 220 * Math.pow(2, semitones / 12));
      }
      double fade = 1;
      for (int i = at; i < Math.min(mix.length, at + beat / 3); i++) {
        mix[i] += fade * random.nextDouble(-1, 1);
        fade *= 0.998;
      }
    }
    short[] pcm = new short[mix.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (4_000 * mix[i]);
    }
    return pcm;
  }

  private static void note(double[] mix, int from, int length, double hertz) {
    double fade = 1;
    double fading = Math.exp(-3.0 / length);
    double phase = 0;
    for (int i = from; i < Math.min(mix.length, from + length); i++) {
      mix[i] += fade * WAVE[(int) phase];
      fade *= fading;
      phase = (phase + hertz * WAVE.length / RATE) % WAVE.length;
    }
  }

  private static double[] wave() {
    double[] wave = new double[4_096];
    for (int i = 0; i < wave.length; i++) {
      for (int partial = 1; partial <= 5; partial++) {
        wave[i] += Math.sin(2 * Math.PI * partial * i / wave.length) / partial;
      }
    }
    return wave;
  }

  static short[] louder(short[] pcm, double gain) {
    short[] louder = pcm.clone();
    for (int i = 0; i < pcm.length; i++) {
      louder[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, gain * pcm[i]));
    }
    return louder;
  }

  /** White noise, so many decibels below the sound. */
  static short[] noisy(short[] pcm, double decibels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double power = 0;
    for (short sample : pcm) {
      power += (double) sample * sample;
    }
    double spread = Math.sqrt(3 * power / pcm.length) * Math.pow(10, -decibels / 20);
    short[] noisy = pcm.clone();
    for (int i = 0; i < pcm.length; i++) {
      double value = pcm[i] + random.nextDouble(-spread, spread);
      noisy[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
    return noisy;
  }

  static short[] from(short[] pcm, double seconds) {
    return Arrays.copyOfRange(pcm, (int) (seconds * RATE), pcm.length);
  }
}
