package org.tonewheel.pipelines.report.page;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tonewheel.pipelines.report.data.TrackPictures;
import org.tonewheel.pipelines.report.figures.WorstTracks;

/**
 * Pictures of tracks, each in the page once, however many branches name its track.
 *
 * @param pictures in the order of the page, by their element's id
 * @param idOf the element's id of each track that has one
 * @param ofGenre one of each genre that has any
 * @param excerptSeconds length of the longest excerpt; 0 where there are none
 */
// public for the template engine, which reads only public members
public record Shots(
    Map<String, String> pictures,
    Map<String, String> idOf,
    List<Genre> ofGenre,
    double excerptSeconds) {

  /** Bytes of pictures in a page, before they are written as text: a third more. */
  private static final int MOST_BYTES = 360 * 1024;

  /** The same in a page that has pictures of synthetic segments too. */
  private static final int MOST_BYTES_BESIDE = 200 * 1024;

  public Shots {
    pictures = ImmutableMap.copyOf(pictures);
    idOf = ImmutableMap.copyOf(idOf);
    ofGenre = ImmutableList.copyOf(ofGenre);
  }

  /**
   * A genre's track whose picture is shown.
   *
   * @param excerpt what can be heard of it, as a {@code data:} address; null for nothing
   */
  public record Genre(String genre, String track, String excerpt) {}

  /**
   * Returns the pictures that the page names, as many as there is room for.
   *
   * @param others whether the page has pictures of synthetic segments too
   */
  static Shots of(TrackPictures shown, List<BranchView> views, boolean others) {
    int most = others ? MOST_BYTES_BESIDE : MOST_BYTES;
    Set<String> named = new LinkedHashSet<>(shown.ofGenre().values());
    for (BranchView view : views) {
      if (view.worst() != null) {
        view.worst().tracks().stream().map(WorstTracks.Track::track).forEach(named::add);
      }
    }
    Map<String, String> pictures = new LinkedHashMap<>();
    Map<String, String> idOf = new LinkedHashMap<>();
    int bytes = 0;
    for (String track : named) {
      byte[] png = shown.thumbnails().get(track);
      if (png != null && bytes + png.length <= most) {
        bytes += png.length;
        String id = "shot-" + (pictures.size() + 1);
        pictures.put(id, "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        idOf.put(track, id);
      }
    }
    return new Shots(
        pictures,
        idOf,
        shown.ofGenre().entrySet().stream()
            .filter(entry -> idOf.containsKey(entry.getValue()))
            .map(
                entry ->
                    new Genre(
                        entry.getKey(),
                        entry.getValue(),
                        address(shown.excerpts().get(entry.getValue()))))
            .toList(),
        shown.excerpts().values().stream()
            .mapToDouble(TrackPictures.Excerpt::seconds)
            .max()
            .orElse(0));
  }

  private static String address(TrackPictures.Excerpt excerpt) {
    return excerpt == null
        ? null
        : "data:%s;base64,%s"
            .formatted(excerpt.type(), Base64.getEncoder().encodeToString(excerpt.file()));
  }

  /** Returns the width of every picture, in pixels. */
  public int width() {
    return TrackPictures.WIDTH;
  }

  /** Returns the height of every picture, in pixels. */
  public int height() {
    return TrackPictures.HEIGHT;
  }
}
