package org.tonewheel.pipelines.report.page;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pipelines.report.data.SamplePicture;
import org.tonewheel.pipelines.report.data.SyntheticData;
import org.tonewheel.pipelines.report.figures.SyntheticGroup;

/**
 * Some segments of one fold and seed as pictures, real ones beside them.
 *
 * @param folder where the pictures and sounds lie, below the run
 * @param genres by genre
 * @param leftOut pictures in the folder that are not shown, to keep the page small
 * @param sounds whether the folder has sounds
 */
public record SampleGrid(String folder, List<Genre> genres, int leftOut, boolean sounds) {

  /**
   * One genre's.
   *
   * @param genre the genre
   * @param synthetic the synthetic ones
   * @param real the real ones
   */
  public record Genre(String genre, List<Thumbnail> synthetic, List<Thumbnail> real) {}

  /**
   * One picture.
   *
   * @param data as a {@code data:} address; null where the file could not be read
   * @param number its number within genre and origin, from 0
   * @param path of the whole picture, below the run
   * @param sound of its sound; null where there is none
   */
  public record Thumbnail(String data, int number, String path, String sound) {

    static Thumbnail of(SamplePicture picture) {
      return new Thumbnail(
          picture.thumbnail() == null
              ? null
              : "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.thumbnail()),
          picture.number(),
          picture.path(),
          picture.sound());
    }
  }

  /**
   * Returns those of the first fold and seed that has any; null where none has.
   *
   * @param bytes of thumbnails at most
   */
  static SampleGrid of(SyntheticGroup group, int bytes) {
    List<SamplePicture> all =
        group.done().stream()
            .map(SyntheticData::samples)
            .filter(samples -> !samples.isEmpty())
            .findFirst()
            .orElse(List.of());
    if (all.isEmpty()) {
      return null;
    }
    List<SamplePicture> shown = shown(all, bytes);
    Map<String, List<SamplePicture>> byGenre = new LinkedHashMap<>();
    all.stream()
        .filter(shown::contains)
        .forEach(one -> byGenre.computeIfAbsent(one.genre(), genre -> new ArrayList<>()).add(one));
    List<Genre> genres = new ArrayList<>();
    byGenre.forEach(
        (genre, pictures) -> genres.add(new Genre(genre, of(pictures, false), of(pictures, true))));
    String path = all.get(0).path();
    return new SampleGrid(
        path.substring(0, path.lastIndexOf('/') + 1),
        genres,
        all.size() - shown.size(),
        all.stream().anyMatch(one -> one.sound() != null));
  }

  /** As many of each genre as there is room for; if not even one, then of the first genres. */
  private static List<SamplePicture> shown(List<SamplePicture> all, int bytes) {
    int most = all.stream().mapToInt(SamplePicture::number).max().orElseThrow() + 1;
    for (int each = most; each > 0; each--) {
      int number = each;
      List<SamplePicture> first = all.stream().filter(one -> one.number() < number).toList();
      if (bytes(first) <= bytes) {
        return first;
      }
    }
    List<SamplePicture> first = all.stream().filter(one -> one.number() == 0).toList();
    int count = first.size();
    while (bytes(first.subList(0, count)) > bytes) {
      count--;
    }
    return first.subList(0, count);
  }

  private static int bytes(List<SamplePicture> pictures) {
    return pictures.stream()
        .mapToInt(one -> one.thumbnail() == null ? 0 : one.thumbnail().length)
        .sum();
  }

  private static List<Thumbnail> of(List<SamplePicture> pictures, boolean real) {
    return pictures.stream().filter(one -> one.real() == real).map(Thumbnail::of).toList();
  }
}
