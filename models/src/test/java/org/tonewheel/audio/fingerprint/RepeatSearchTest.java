package org.tonewheel.audio.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.InProcessDecoder;

class RepeatSearchTest {
  private static final int PIECES = 10;

  private final Fingerprinter fingerprinter = new Fingerprinter(MadeUpMusic.RATE);
  private final RepeatSearch search = new RepeatSearch();
  private final short[] piece = MadeUpMusic.piece(7, 12);

  private List<NearRepeat> add(short[] pcm) {
    return search.add(fingerprinter.words(pcm));
  }

  @Test
  void piecesOfOneGenre_doNotRepeatOneAnother() {
    for (int i = 0; i < PIECES; i++) {
      assertThat(add(MadeUpMusic.piece(i, 12))).as("piece %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.013, 0.7, 2.345, 5})
  void pieceThatStartsLater_isFoundWithItsOffset(double seconds) {
    for (int i = 0; i < PIECES; i++) {
      add(MadeUpMusic.piece(i, 12));
    }
    List<NearRepeat> found = add(MadeUpMusic.from(piece, seconds));
    assertThat(found).extracting(NearRepeat::earlier).containsExactly(7);
    assertThat(found.get(0).later()).isEqualTo(PIECES);
    assertThat(found.get(0).offset() * fingerprinter.stepSeconds())
        .isCloseTo(seconds, within(fingerprinter.stepSeconds()));
  }

  @Test
  void pieceThatStartsEarlier_hasANegativeOffset() {
    add(MadeUpMusic.from(piece, 3));
    assertThat(add(piece).get(0).offset() * fingerprinter.stepSeconds())
        .isCloseTo(-3, within(fingerprinter.stepSeconds()));
  }

  @Test
  void level_noise_mp3AndOffset_togetherAreSurvived() throws Exception {
    add(piece);
    short[] copy = MadeUpMusic.noisy(MadeUpMusic.louder(MadeUpMusic.from(piece, 4.9), 0.3), 20, 3);
    byte[] mp3 = new AudioEncoder().encode(copy, MadeUpMusic.RATE, AudioFormat.MP3);
    short[] decoded =
        new InProcessDecoder(MadeUpMusic.RATE, DecodeLimits.DEFAULT).decode(mp3).pcm();
    assertThat(add(decoded)).hasSize(1);
  }

  @Test
  void twoSeconds_areEnough_oneIsNot() {
    add(MadeUpMusic.piece(7, 2));
    assertThat(add(MadeUpMusic.piece(7, 2))).hasSize(1);
    add(MadeUpMusic.piece(8, 1));
    assertThat(add(MadeUpMusic.piece(8, 1))).isEmpty();
  }

  @Test
  void silence_repeatsNothing() {
    add(new short[20 * MadeUpMusic.RATE]);
    assertThat(add(new short[20 * MadeUpMusic.RATE])).isEmpty();
  }

  @Test
  void sharedSilenceAtTheStart_isNoEvidence() {
    for (int i = 0; i < 4; i++) {
      short[] late = new short[20 * MadeUpMusic.RATE];
      System.arraycopy(MadeUpMusic.piece(i, 5), 0, late, 15 * MadeUpMusic.RATE, 110_250);
      assertThat(add(late)).isEmpty();
    }
  }

  @Test
  void copiesBeyondWhatAKeyRemembers_areFoundAllTheSame() {
    int[] words = fingerprinter.words(piece);
    search.add(words);
    for (int copy = 1; copy < 3 * KeyIndex.MOST_OF_A_KEY; copy++) {
      assertThat(search.add(words)).as("copy %d", copy).isNotEmpty();
    }
  }

  @Test
  void comparisons_growWithTheCollection_notWithItsSquare() {
    long ofFirst = comparisons(0, 400);
    long ofSecond = comparisons(400, 800) - ofFirst;
    long ofThird = comparisons(800, 1_200) - ofFirst - ofSecond;
    assertThat(ofFirst).isPositive();
    assertThat(ofThird).isLessThan(2 * ofSecond);
    assertThat(search.comparisons()).isLessThan(1_200L * 16 * KeyIndex.MOST_OF_A_KEY);
  }

  /** Comparisons after adding recordings of chance, each with the same few words of a few. */
  private long comparisons(int from, int to) {
    for (int i = from; i < to; i++) {
      SplittableRandom random = new SplittableRandom(i);
      int[] words = new int[300];
      for (int step = 0; step < words.length; step++) {
        words[step] = step % 10 == 0 ? 0x1234_5678 + step % 40 : random.nextInt();
      }
      search.add(words);
    }
    return search.comparisons();
  }

  @Test
  void sameRecordings_giveTheSameRepeats() {
    List<List<NearRepeat>> twice = new ArrayList<>();
    for (int time = 0; time < 2; time++) {
      RepeatSearch again = new RepeatSearch();
      List<NearRepeat> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.addAll(
            again.add(fingerprinter.words(MadeUpMusic.from(MadeUpMusic.piece(i % 3, 8), 0.1 * i))));
      }
      twice.add(all);
    }
    assertThat(twice.get(0)).hasSize(3).isEqualTo(twice.get(1));
  }
}
