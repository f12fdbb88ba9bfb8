package org.tonewheel.pipelines.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.decode.AudioDecoder;
import org.tonewheel.audio.decode.AudioRejectedException;
import org.tonewheel.audio.decode.DecodeLimits;
import org.tonewheel.audio.decode.DecodedAudio;
import org.tonewheel.audio.decode.InProcessDecoder;
import org.tonewheel.audio.decode.RejectReason;

class DemoAudioTest {
  private static final int TRACKS = 3;
  private static final double SECONDS = 1.0;

  private final AudioDecoder decoder = new InProcessDecoder(22_050, DecodeLimits.DEFAULT);
  @TempDir private Path folder;

  @Test
  void tenGenres_holdTheirTracksInThreeFormats() throws Exception {
    DemoAudio.Summary summary = DemoAudio.write(folder.resolve("audio"), 1, TRACKS, SECONDS);

    assertThat(summary)
        .isEqualTo(
            new DemoAudio.Summary(folder.resolve("audio").toAbsolutePath(), 10, 30, 2, true));
    Map<String, byte[]> files = files(folder.resolve("audio"));
    assertThat(files.keySet().stream().filter(name -> name.contains("/"))).hasSize(32);
    int good = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().contains("/") && !file.getKey().contains("-04.")) {
        DecodedAudio decoded = decoder.decode(file.getValue());
        assertThat(decoded.pcm()).as(file.getKey()).hasSize(22_050);
        good++;
      }
    }
    assertThat(good).isEqualTo(30);
    assertThat(files).containsKeys("amberwave/amberwave-01.wav", "amberwave/amberwave-02.flac");
    assertThat(files).containsKey("junipertown/junipertown-03.mp3");
  }

  @Test
  void twoFiles_cannotBeDecoded() throws Exception {
    DemoAudio.write(folder.resolve("audio"), 1, TRACKS, SECONDS);
    Map<String, byte[]> files = files(folder.resolve("audio"));
    assertThat(reason(files.get("copperline/copperline-04.flac")))
        .isEqualTo(RejectReason.TRUNCATED);
    assertThat(reason(files.get("hexbeat/hexbeat-04.mp3"))).isEqualTo(RejectReason.NOT_AUDIO);
  }

  @Test
  void theSameSeed_givesTheSameBytes_andAnotherDoesNot() throws Exception {
    DemoAudio.write(folder.resolve("a"), 5, 1, SECONDS);
    DemoAudio.write(folder.resolve("b"), 5, 1, SECONDS);
    DemoAudio.write(folder.resolve("c"), 6, 1, SECONDS);
    Map<String, byte[]> a = files(folder.resolve("a"));
    Map<String, byte[]> b = files(folder.resolve("b"));
    assertThat(a.keySet()).isEqualTo(b.keySet());
    a.forEach((name, bytes) -> assertThat(b.get(name)).as(name).containsExactly(bytes));
    assertThat(files(folder.resolve("c")).get("amberwave/amberwave-01.wav"))
        .isNotEqualTo(a.get("amberwave/amberwave-01.wav"));
  }

  @Test
  void moreTracks_leaveTheEarlierOnesAsTheyAre() throws Exception {
    DemoAudio.write(folder.resolve("few"), 5, 1, SECONDS);
    DemoAudio.write(folder.resolve("more"), 5, 2, SECONDS);
    assertThat(files(folder.resolve("more")).get("fogbank/fogbank-01.wav"))
        .containsExactly(files(folder.resolve("few")).get("fogbank/fogbank-01.wav"));
  }

  @Test
  void aSecondCall_writesNothing() throws Exception {
    Path audio = folder.resolve("audio");
    DemoAudio.write(audio, 1, 1, SECONDS);
    Path track = audio.resolve("amberwave/amberwave-01.wav");
    Object before = Files.getLastModifiedTime(track);
    assertThat(DemoAudio.write(audio, 1, 1, SECONDS).written()).isFalse();
    assertThat(Files.getLastModifiedTime(track)).isEqualTo(before);
  }

  @Test
  void aCallThatWasEndedMidway_isTakenUp() throws Exception {
    DemoAudio.write(folder.resolve("whole"), 1, 1, SECONDS);
    Map<String, byte[]> whole = files(folder.resolve("whole"));
    Path partial = folder.resolve("audio.partial");
    DemoAudio.write(folder.resolve("audio"), 1, 1, SECONDS);
    Files.move(folder.resolve("audio"), partial);
    Files.delete(partial.resolve("hexbeat/hexbeat-01.wav"));
    Files.delete(partial.resolve("tracks.csv"));
    Files.write(partial.resolve("hexbeat/hexbeat-01.wav.partial"), new byte[10]);

    assertThat(DemoAudio.write(folder.resolve("audio"), 1, 1, SECONDS).written()).isTrue();

    assertThat(partial).doesNotExist();
    Map<String, byte[]> resumed = files(folder.resolve("audio"));
    assertThat(resumed.keySet()).isEqualTo(whole.keySet());
    whole.forEach((name, bytes) -> assertThat(resumed.get(name)).as(name).containsExactly(bytes));
  }

  @Test
  void whatOthersPutThere_isNotTouched() throws Exception {
    Path audio = folder.resolve("audio");
    Files.createDirectories(audio);
    Files.writeString(audio.resolve("mine.txt"), "keep", UTF_8);
    assertThatThrownBy(() -> DemoAudio.write(audio, 1, 1, SECONDS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not empty and was not made by the demo");
    assertThat(audio.resolve("mine.txt")).hasContent("keep");
  }

  @Test
  void demoAudioOfAnotherSeed_isNotReplaced() throws Exception {
    Path audio = folder.resolve("audio");
    DemoAudio.write(audio, 1, 1, SECONDS);
    assertThatThrownBy(() -> DemoAudio.write(audio, 2, 1, SECONDS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("seed 1, 1 tracks a genre, 1.0 s each");
  }

  @Test
  void tracksCsv_namesTheArtistOfEveryGoodTrack_andArtistsHaveEveryFormat() throws Exception {
    Path audio = folder.resolve("audio");
    DemoAudio.write(audio, 1, 18, SECONDS);
    List<String> lines = Files.readAllLines(audio.resolve("tracks.csv"));
    assertThat(lines.get(0)).isEqualTo("track,artist");
    assertThat(lines).hasSize(181).doesNotHaveDuplicates();
    Map<String, Set<String>> formats = new TreeMap<>();
    Map<String, Set<String>> genres = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String track = line.substring(0, line.indexOf(','));
      String artist = line.substring(line.indexOf(',') + 1);
      String genre = track.replaceAll("-\\d+", "");
      genres.computeIfAbsent(artist, a -> new HashSet<>()).add(genre);
      try (Stream<Path> found = Files.list(audio.resolve(genre))) {
        found
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith(track + "."))
            .forEach(
                name ->
                    formats
                        .computeIfAbsent(artist, a -> new HashSet<>())
                        .add(name.substring(name.lastIndexOf('.'))));
      }
    }
    assertThat(formats).hasSize(60);
    assertThat(formats.values()).allMatch(set -> set.size() == 3);
    assertThat(genres.values()).allMatch(set -> set.size() == 1);
  }

  @Test
  void everyGenre_sharesItsRhythmAndItsTimbreWithOthers_butIsOneAsAWhole() {
    List<DemoGenre> genres = DemoGenre.all();
    assertThat(genres).hasSize(10);
    for (DemoGenre genre : genres) {
      assertThat(genres.stream().filter(g -> g.rhythm() == genre.rhythm())).hasSizeGreaterThan(1);
      assertThat(genres.stream().filter(g -> g.timbre() == genre.timbre())).hasSizeGreaterThan(1);
    }
    assertThat(
            genres.stream()
                .map(g -> List.of(g.rhythm(), g.timbre(), g.harmony()))
                .collect(Collectors.toSet()))
        .hasSize(10);
  }

  @Test
  void numbersThatCannotWork_areRefused() {
    assertThatThrownBy(() -> DemoAudio.write(folder.resolve("a"), 1, 0, SECONDS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DemoAudio.write(folder.resolve("a"), 1, 1, 0.9))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private RejectReason reason(byte[] file) {
    AudioRejectedException rejection =
        catchThrowableOfType(AudioRejectedException.class, () -> decoder.decode(file));
    assertThat(rejection).isNotNull();
    return rejection.reason();
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(file));
      }
    }
    return files;
  }
}
