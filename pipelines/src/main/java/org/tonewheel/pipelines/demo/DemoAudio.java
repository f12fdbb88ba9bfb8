package org.tonewheel.pipelines.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.tonewheel.audio.AudioEncoder;
import org.tonewheel.audio.AudioFormat;
import org.tonewheel.pipelines.storage.FileTree;

/**
 * A folder of synthetic music: ten genres, a folder each, in WAV, FLAC and MP3 in turn, with two
 * broken files among them and {@code tracks.csv} (track, artist) beside the folders.
 *
 * <p>Genres differ in rhythm, timbre, harmony and noise, and share each of these with others. Six
 * artists a genre differ a little in tempo, brightness, tuning, keys and loudness of their drums,
 * so that a track is easier to place when others of its artist are known. The same seed gives the
 * same bytes on any machine.
 */
public final class DemoAudio {
  /** Tracks of each genre in the usual demo. */
  public static final int TRACKS_PER_GENRE = 30;

  /** Length of a track in the usual demo. */
  public static final double SECONDS = 12;

  private static final int SAMPLE_RATE = 22_050;
  private static final int ARTISTS_PER_GENRE = 6;
  private static final String MARKER = "demo-audio.txt";
  private static final String PARTIAL = ".partial";
  private static final String TEXT =
      "This file is text, whatever its name says: it shows what becomes of a file that cannot be"
          + " decoded.\n";

  private final long seed;
  private final int tracksPerGenre;
  private final double seconds;
  private final AudioEncoder encoder = new AudioEncoder();

  private DemoAudio(long seed, int tracksPerGenre, double seconds) {
    this.seed = seed;
    this.tracksPerGenre = tracksPerGenre;
    this.seconds = seconds;
  }

  /**
   * What lies in the folder.
   *
   * @param folder that holds the genre folders
   * @param genres number of genres
   * @param tracks number of good tracks
   * @param broken number of files that cannot be decoded
   * @param written whether this call made it; false where it was there already
   */
  public record Summary(Path folder, int genres, int tracks, int broken, boolean written) {}

  /**
   * Makes the folder, unless it already holds what these numbers make. It appears at once, whole; a
   * call that was ended midway is taken up by the next.
   *
   * @param folder to make; its parent is made too
   * @param seed of everything random
   * @param tracksPerGenre good tracks of each genre, positive
   * @param seconds length of a track, at least 1
   * @throws IOException if the folder holds anything else, or cannot be written
   */
  public static Summary write(Path folder, long seed, int tracksPerGenre, double seconds)
      throws IOException {
    if (tracksPerGenre < 1 || !(seconds >= 1)) {
      throw new IllegalArgumentException(
          "tracksPerGenre must be positive and seconds at least 1, not "
              + tracksPerGenre
              + " and "
              + seconds);
    }
    return new DemoAudio(seed, tracksPerGenre, seconds).write(folder.toAbsolutePath());
  }

  private Summary write(Path folder) throws IOException {
    int genres = DemoGenre.all().size();
    boolean written = !isThere(folder);
    if (written) {
      Path partial = folder.resolveSibling(folder.getFileName() + PARTIAL);
      if (!marker().equals(readMarker(partial))) {
        // made by an earlier call with other numbers, as its name says
        FileTree.delete(partial);
      }
      Files.createDirectories(partial);
      // the marker goes first here: the folder counts only under its final name
      writeAtomically(partial.resolve(MARKER), marker().getBytes(UTF_8));
      fill(partial);
      Files.deleteIfExists(folder);
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return new Summary(folder, genres, genres * tracksPerGenre, 2, written);
  }

  private boolean isThere(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    String found = readMarker(folder);
    if (marker().equals(found)) {
      return true;
    }
    if (!found.isEmpty()) {
      throw new IOException(
          folder
              + " holds demo audio made with other numbers ("
              + found.strip()
              + "); remove it or name another folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new IOException(
            folder + " is not empty and was not made by the demo; name another folder");
      }
    }
    return false;
  }

  private void fill(Path folder) throws IOException {
    StringBuilder table = new StringBuilder("track,artist\n");
    List<DemoGenre> genres = DemoGenre.all();
    for (int g = 0; g < genres.size(); g++) {
      DemoGenre genre = genres.get(g);
      Files.createDirectories(folder.resolve(genre.name()));
      for (int t = 0; t < tracksPerGenre; t++) {
        // three tracks at a time, so that every artist has every format
        int artist = t / 3 % ARTISTS_PER_GENRE;
        AudioFormat format = format(t);
        Path file = folder.resolve(genre.name()).resolve(fileName(genre, t, format));
        if (!Files.exists(file)) {
          writeAtomically(file, encoder.encode(samples(genre, artist, t), SAMPLE_RATE, format));
        }
        table
            .append(trackName(genre, t))
            .append(',')
            .append(ArtistNames.of(g, artist))
            .append('\n');
      }
    }
    writeBroken(folder, genres);
    writeAtomically(folder.resolve("tracks.csv"), table.toString().getBytes(UTF_8));
  }

  /** A FLAC file cut off at six tenths, and a text named as if it were music. */
  private void writeBroken(Path folder, List<DemoGenre> genres) throws IOException {
    DemoGenre cut = genres.get(2);
    byte[] whole = encoder.encode(samples(cut, 0, tracksPerGenre), SAMPLE_RATE, AudioFormat.FLAC);
    writeAtomically(
        folder.resolve(cut.name()).resolve(fileName(cut, tracksPerGenre, AudioFormat.FLAC)),
        Arrays.copyOf(whole, whole.length * 6 / 10));
    DemoGenre text = genres.get(7);
    writeAtomically(
        folder.resolve(text.name()).resolve(fileName(text, tracksPerGenre, AudioFormat.MP3)),
        TEXT.getBytes(UTF_8));
  }

  private short[] samples(DemoGenre genre, int artist, int track) {
    TrackStyle style =
        TrackStyle.draw(
            random("artist", genre.name(), artist), random("style", genre.name(), track));
    return TrackSynthesizer.synthesize(
        SAMPLE_RATE,
        genre,
        style,
        random("sound", genre.name(), track),
        (int) Math.round(seconds * SAMPLE_RATE));
  }

  /** A stream of its own for every purpose: one track more changes no other. */
  private SplittableRandom random(String purpose, String genre, int index) {
    String key = seed + "/" + purpose + "/" + genre + "/" + index;
    return new SplittableRandom(Hashing.sha256().hashString(key, UTF_8).asLong());
  }

  private String marker() {
    return String.format(
        Locale.ROOT, "seed %d, %d tracks a genre, %s s each\n", seed, tracksPerGenre, seconds);
  }

  private static String readMarker(Path folder) throws IOException {
    Path marker = folder.resolve(MARKER);
    return Files.isRegularFile(marker) ? Files.readString(marker) : "";
  }

  private static AudioFormat format(int track) {
    AudioFormat[] formats = AudioFormat.values();
    return formats[track % formats.length];
  }

  private static String trackName(DemoGenre genre, int track) {
    return String.format(Locale.ROOT, "%s-%02d", genre.name(), track + 1);
  }

  private static String fileName(DemoGenre genre, int track, AudioFormat format) {
    return trackName(genre, track) + "." + format.extension();
  }

  private static void writeAtomically(Path file, byte[] bytes) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + PARTIAL);
    Files.write(whole, bytes);
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
