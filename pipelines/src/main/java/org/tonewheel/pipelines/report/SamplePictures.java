package org.tonewheel.pipelines.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tonewheel.pictures.Picture;
import org.tonewheel.pictures.PictureDecoder;
import org.tonewheel.pictures.PictureLimits;
import org.tonewheel.pictures.PictureRejectedException;
import org.tonewheel.pipelines.run.RunDirectory;

/** Reads the pictures of a synthesis's samples and makes them small. */
final class SamplePictures {

  /** Width and height of a thumbnail, in pixels. */
  static final int SIDE = 64;

  /** Pictures of one genre that are read: numbers from 0. */
  static final int PER_GENRE = 4;

  private static final Pattern NAME = Pattern.compile("(real-)?(.+)-(\\d{1,9})\\.png");

  private final RunDirectory run;
  private final List<String> genres;
  private final PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);

  SamplePictures(RunDirectory run, List<String> genres) {
    this.run = run;
    this.genres = genres;
  }

  /** Returns those in a folder by genre, synthetic ones first; none where there is no folder. */
  List<SamplePicture> read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.sorted().toList();
    }
    List<SamplePicture> pictures = new ArrayList<>();
    for (Path file : files) {
      Matcher name = NAME.matcher(file.getFileName().toString());
      if (name.matches() && Integer.parseInt(name.group(3)) < PER_GENRE) {
        pictures.add(read(file, name));
      }
    }
    pictures.sort(
        Comparator.comparingInt((SamplePicture one) -> genres.indexOf(one.genre()))
            .thenComparing(SamplePicture::genre)
            .thenComparing(SamplePicture::real)
            .thenComparingInt(SamplePicture::number));
    return pictures;
  }

  private SamplePicture read(Path file, Matcher name) throws IOException {
    String text = file.getFileName().toString();
    Path sound = file.resolveSibling(text.substring(0, text.length() - ".png".length()) + ".wav");
    return new SamplePicture(
        name.group(2),
        name.group(1) != null,
        Integer.parseInt(name.group(3)),
        below(file),
        Files.exists(sound) ? below(sound) : null,
        thumbnail(Files.readAllBytes(file)));
  }

  private String below(Path file) {
    return run.root().relativize(file.toAbsolutePath()).toString().replace('\\', '/');
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
