package org.tonewheel.pipelines.report.readers;

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
import org.tonewheel.pipelines.report.data.SamplePicture;
import org.tonewheel.pipelines.run.RunDirectory;
import org.tonewheel.pipelines.run.SegmentRow;
import org.tonewheel.pipelines.synthesis.SynthesisFile;

/** Reads the pictures of a synthesis's samples and makes them small. */
final class SamplePictures {

  /** No thumbnail is longer than this many times its other side. */
  private static final double LONGEST = 3;

  /** Pictures of one genre and origin that are read. */
  static final int PER_GENRE = 4;

  private final RunDirectory run;
  private final PictureDecoder decoder = new PictureDecoder(PictureLimits.DEFAULT);

  SamplePictures(RunDirectory run) {
    this.run = run;
  }

  /** Returns the first few of each genre and origin. */
  List<SamplePicture> read(Path folder, List<SynthesisFile.Shown> shown) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    List<SamplePicture> pictures = new ArrayList<>();
    for (SynthesisFile.Shown one : shown) {
      int number = counts.merge(one.origin() + "/" + one.genre(), 1, Integer::sum) - 1;
      if (one.picture() != null && number < PER_GENRE) {
        Path file = folder.resolve(one.picture());
        pictures.add(
            new SamplePicture(
                one.genre(),
                one.origin().equals(SegmentRow.REAL),
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
      Picture whole = decoder.decode(file);
      double shape = (double) whole.width() / whole.height();
      double stretch = Math.sqrt(Math.max(1 / LONGEST, Math.min(LONGEST, shape)));
      return coarse(
              whole.resized(
                  (int) Math.round(SamplePicture.SIDE * stretch),
                  (int) Math.round(SamplePicture.SIDE / stretch)))
          .png();
    } catch (PictureRejectedException e) {
      // the page names the file and says that it cannot be read
      return null;
    }
  }

  /** With 32 shades a channel it takes half the bytes, and looks the same this small. */
  static Picture coarse(Picture picture) {
    byte[] rgb = picture.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (rgb[i] & 0xf8);
    }
    return new Picture(picture.width(), picture.height(), rgb);
  }
}
