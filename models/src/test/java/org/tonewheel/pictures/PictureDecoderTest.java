package org.tonewheel.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
  private static final PictureDecoder DECODER = new PictureDecoder(PictureLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb",
        "rgb-interlaced",
        "rgba",
        "rgb16",
        "rgba16",
        "rgb-key",
        "grey1",
        "grey2",
        "grey4",
        "grey8",
        "grey16",
        "grey4-key",
        "grey16-key",
        "grey-alpha",
        "grey-alpha16",
        "palette4",
        "palette8",
        "palette-alpha"
      })
  void everyKindOfPng_isDecodedExactly(String name) throws Exception {
    GoldenPictures.assertSame(decode(name + ".png"), golden(name), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg-444", "jpeg-420", "jpeg-progressive", "jpeg-grey"})
  void everyKindOfJpeg_isDecodedAsPillowDoes(String name) throws Exception {
    GoldenPictures.assertSame(decode(name + ".jpg"), golden(name), 2);
  }

  @Test
  void bytesOfAnotherKind_areRefused() {
    assertThat(rejection(new byte[0]).reason()).isEqualTo(PictureRejectReason.EMPTY_FILE);
    byte[] gif = "GIF89a and so on".getBytes(StandardCharsets.US_ASCII);
    assertThat(rejection(gif).reason()).isEqualTo(PictureRejectReason.NOT_A_PICTURE);
    assertThat(rejection(gif)).hasMessageStartingWith("not-a-picture: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "palette8.png", "jpeg-420.jpg", "jpeg-progressive.jpg"})
  void aFileCutAnywhere_isTruncated(String name) {
    byte[] file = file(name);
    for (int length = 8; length < file.length; length += 1 + file.length / 97) {
      assertThat(rejection(Arrays.copyOf(file, length)).reason())
          .as("%s cut to %d of %d bytes", name, length, file.length)
          .isEqualTo(PictureRejectReason.TRUNCATED);
    }
  }

  @Test
  void aJpegWhoseDataEndEarly_isRefused_thoughItHasAnEndMarker() {
    byte[] file = file("jpeg-444.jpg");
    byte[] shortened = Arrays.copyOf(file, file.length * 3 / 4);
    shortened[shortened.length - 2] = (byte) 0xff;
    shortened[shortened.length - 1] = (byte) 0xd9;
    assertThat(rejection(shortened).reason()).isEqualTo(PictureRejectReason.CORRUPT);
  }

  @Test
  void aPngWhoseDataEndEarly_isRefused_thoughItsChecksumsHold() {
    byte[] data = Arrays.copyOf(deflated(new byte[31 * 10]), 5);
    assertThat(rejection(png(10, 10, 2, chunk("IDAT", data))).reason())
        .isEqualTo(PictureRejectReason.CORRUPT);
    byte[] fewRows = deflated(new byte[31 * 4]);
    assertThat(rejection(png(10, 10, 2, chunk("IDAT", fewRows))).reason())
        .isEqualTo(PictureRejectReason.CORRUPT);
  }

  @Test
  void aPngWithAWrongChecksum_isCorrupt() {
    byte[] file = file("rgb.png");
    file[60] ^= 1;
    assertThat(rejection(file).reason()).isEqualTo(PictureRejectReason.CORRUPT);
    assertThat(rejection(file)).hasMessageContaining("checksum of the chunk at byte 33 is wrong");
  }

  @Test
  void moreBytesThanAllowed_areRefused() {
    byte[] file = file("rgb.png");
    PictureDecoder strict = new PictureDecoder(new PictureLimits(file.length - 1, 1_000));
    assertThat(rejection(strict, file).reason()).isEqualTo(PictureRejectReason.TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({"rgb.png, 273", "jpeg-444.jpg, 2240"})
  void pixelsAreCounted_beforeAnyIsRead(String name, long pixels) throws Exception {
    byte[] file = file(name);
    assertThat(new PictureDecoder(new PictureLimits(9_999, pixels)).decode(file)).isNotNull();
    PictureDecoder strict = new PictureDecoder(new PictureLimits(9_999, pixels - 1));
    assertThat(rejection(strict, file).reason()).isEqualTo(PictureRejectReason.BAD_SIZE);
  }

  @ParameterizedTest
  @CsvSource({"2147483647, 2147483647", "-1, 1", "0, 5", "5, 0", "100000, 100000"})
  void aSizeThatCannotBe_isRefused(int width, int height) {
    byte[] file = png(width, height, 2, chunk("IDAT", deflated(new byte[100])));
    assertThat(rejection(file).reason()).isEqualTo(PictureRejectReason.BAD_SIZE);
  }

  @Test
  void aJpegOfManyScans_isRefused() {
    byte[] file = file("jpeg-444.jpg");
    int scan = indexOf(file, (byte) 0xda) - 1;
    byte[] head = Arrays.copyOf(file, scan);
    byte[] emptyScan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0};
    byte[] many = head;
    for (int i = 0; i < 40; i++) {
      many = join(many, emptyScan);
    }
    byte[] end = {(byte) 0xff, (byte) 0xd9};
    assertThat(rejection(join(many, end)).reason()).isEqualTo(PictureRejectReason.UNSUPPORTED);
  }

  @Test
  void aJpegOfFourInks_isRefused() {
    byte[] file = file("jpeg-444.jpg");
    file[indexOf(file, (byte) 0xc0) + 8] = 4;
    assertThat(rejection(file).reason()).isEqualTo(PictureRejectReason.UNSUPPORTED);
    assertThat(rejection(file)).hasMessageContaining("save it as");
  }

  @Test
  void whatFollowsThePicture_isPassedOver() throws Exception {
    byte[] file = join(file("jpeg-grey.jpg"), new byte[] {1, 2, 3});
    assertThat(DECODER.decode(file).rgb()).isEqualTo(decode("jpeg-grey.jpg").rgb());
  }

  /** Place of a marker's second byte, the first being 0xff. */
  private static int indexOf(byte[] file, byte marker) {
    for (int i = 1; i < file.length; i++) {
      if (file[i] == marker && file[i - 1] == (byte) 0xff) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such marker");
  }

  private static byte[] png(int width, int height, int colourType, byte[]... chunks) {
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) colourType);
    byte[] file = join(signature, chunk("IHDR", header.array()));
    for (byte[] chunk : chunks) {
      file = join(file, chunk);
    }
    return join(file, chunk("IEND", new byte[0]));
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] body = join(type.getBytes(StandardCharsets.US_ASCII), data);
    CRC32 sum = new CRC32();
    sum.update(body);
    ByteBuffer chunk = ByteBuffer.allocate(body.length + 8).putInt(data.length).put(body);
    return chunk.putInt((int) sum.getValue()).array();
  }

  private static byte[] deflated(byte[] data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
      out.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }

  private static byte[] file(String name) {
    return GoldenPictures.file("PictureDecoderTest/" + name);
  }

  private static Picture decode(String name) throws PictureRejectedException {
    return DECODER.decode(file(name));
  }

  private static Picture golden(String name) {
    return GoldenPictures.picture("PictureDecoderTest/" + name);
  }

  private static PictureRejectedException rejection(byte[] file) {
    return rejection(DECODER, file);
  }

  private static PictureRejectedException rejection(PictureDecoder decoder, byte[] file) {
    PictureRejectedException rejected =
        catchThrowableOfType(PictureRejectedException.class, () -> decoder.decode(file));
    assertThat(rejected).as("rejected").isNotNull();
    return rejected;
  }
}
