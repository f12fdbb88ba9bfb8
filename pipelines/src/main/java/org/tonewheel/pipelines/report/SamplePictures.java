package org.tonewheel.pipelines.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pictures.PictureDecoder;
import org.tonewheel.pictures.PictureLimits;
import org.tonewheel.pictures.PictureRejectedException;
import org.tonewheel.pipelines.run.RunDirectory;

/** Reads the pictures of a synthesis's samples and makes them small. */
final class SamplePictures {

  /** Width and height of a thumbnail, in pixels. */
  static final int SIDE = 56;

  /** Pictures of one genre and origin that are read. */
  static final int PER_GENRE = 4;

  private static final String REAL = "real";

  private final RunDirectory run;
  private final PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);

  SamplePictures(RunDirectory run) {
    this.run = run;
  }

  /**
   * A segment that was written to be looked at, as {@code synthesis.json} lists it.
   *
   * @param origin {@code real} or {@code synthetic}
   * @param picture file below the folder
   * @param sound file below the folder; null for features, which cannot be heard
   */
  record Shown(String genre, String origin, String picture, String sound) {}

  /** Returns the first few of each genre and origin. */
  List<SamplePicture> read(Path folder, List<Shown> shown) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    List<SamplePicture> pictures = new ArrayList<>();
    for (Shown one : shown) {
      int number = counts.merge(one.origin() + "/" + one.genre(), 1, Integer::sum) - 1;
      if (one.picture() != null && number < PER_GENRE) {
        Path file = folder.resolve(one.picture());
        pictures.add(
            new SamplePicture(
                one.genre(),
                one.origin().equals(REAL),
                number,
                below(file),
                one.sound() == null ? null : below(folder.resolve(one.sound())),
                Files.exists(file) ? thumbnail(Files.readAllBytes(file)) : null));
      }
    }
    return pictures;
  }

  private String below(Path file) {
    return run.root().relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  private byte[] thumbnail(byte[] file) {
    try {
      return coarse(decoder.decode(file).resized(SIDE, SIDE)).png();
    } catch (PictureRejectedException e) {
      // the page names the file and says that it cannot be read
      return null;
    }
  }

  /** With 32 shades a channel it takes half the bytes, and looks the same this small. */
  private static Picture coarse(Picture picture) {
    byte[] rgb = picture.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (rgb[i] & 0xf8);
    }
    return new Picture(picture.width(), picture.height(), rgb);
  }
}
