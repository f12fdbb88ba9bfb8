package org.tonewheel.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes a picture file, PNG or JPEG, to 8 bits of red, green and blue.
 *
 * <p>PNG is read in all its colour types and depths, JPEG with 8 bits of grey or three colours,
 * sequential or progressive. What is transparent lies over white, 16 bits are rounded to 8. As in
 * Pillow, colour profiles, gamma and a camera's note of orientation are not applied.
 *
 * <p>A file is hostile until parsed: its structure and its size in pixels are checked before a
 * decoder sees it, and parts that hold no pixels never reach one.
 *
 * <p>Thread-safe: nothing is kept between calls.
 */
public final class PictureDecoder {
  private final PictureLimits limits;

  /**
   * A decoder.
   *
   * @param limits what a file may hold at most
   */
  public PictureDecoder(PictureLimits limits) {
    this.limits = limits;
  }

  /**
   * Decodes one file's bytes.
   *
   * @throws PictureRejectedException if they cannot be used as a picture, with the reason
   */
  public Picture decode(byte[] file) throws PictureRejectedException {
    PictureFile checked = check(file);
    ImageReader reader = ImageIO.getImageReadersByFormatName(checked.format()).next();
    List<String> faults = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> addFault(faults, warning));
    try (MemoryCacheImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(checked.bytes()))) {
      reader.setInput(input, true, true);
      BufferedImage image = reader.read(0);
      if (!faults.isEmpty()) {
        throw corrupt(faults.get(0), null);
      }
      return OnWhite.of(image, checked.transparent());
    } catch (IOException | RuntimeException e) {
      // ImageIO's decoders throw whatever a broken file makes them stumble over
      throw corrupt(e.toString(), e);
    } finally {
      reader.dispose();
    }
  }

  private PictureFile check(byte[] file) throws PictureRejectedException {
    if (file.length == 0) {
      throw new PictureRejectedException(PictureRejectReason.EMPTY_FILE, "the file is empty");
    }
    if (file.length > limits.maxBytes()) {
      throw new PictureRejectedException(
          PictureRejectReason.TOO_LARGE,
          "the file has "
              + file.length
              + " bytes, more than the allowed "
              + limits.maxBytes()
              + "; make it smaller or raise the limit");
    }
    if (PngFile.matches(file)) {
      return PngFile.check(file, limits);
    }
    if (JpegFile.matches(file)) {
      return JpegFile.check(file, limits);
    }
    throw new PictureRejectedException(
        PictureRejectReason.NOT_A_PICTURE,
        "the file begins as neither PNG nor JPEG does; convert it to one of them");
  }

  /**
   * JPEG's decoder goes on after damage and only warns; bytes too many between markers are none.
   */
  private static void addFault(List<String> faults, String warning) {
    if (!warning.toLowerCase(Locale.ROOT).contains("extraneous")) {
      faults.add(warning);
    }
  }

  private static PictureRejectedException corrupt(String what, Exception cause) {
    PictureRejectedException rejected =
        new PictureRejectedException(PictureRejectReason.CORRUPT, "it cannot be decoded: " + what);
    rejected.initCause(cause);
    return rejected;
  }
}
