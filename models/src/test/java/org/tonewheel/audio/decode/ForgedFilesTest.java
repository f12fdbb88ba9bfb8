package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that were made to take more time or memory than they are worth. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedFilesTest {
  private static final int RATE = 22_050;
  private static final int MIB = 1 << 20;

  private final AudioDecoder inProcess = new InProcessDecoder(RATE, DecodeLimits.DEFAULT);
  private IsolatedDecoder isolated;

  @BeforeAll
  void start() {
    isolated = new IsolatedDecoder(RATE, DecodeLimits.DEFAULT);
  }

  @AfterAll
  void stop() {
    isolated.close();
  }

  /** What FFmpeg reads first is late already, so this is the way out of opening. */
  @ParameterizedTest
  @EnumSource(SoundFile.class)
  void aLimitOfNoTime_rejectsEveryFormat(SoundFile format) {
    AudioDecoder hasty =
        new InProcessDecoder(RATE, DecodeLimits.DEFAULT.withMaxDecodeSeconds(1e-9));
    AudioRejectedException rejection = reject(hasty, format.bytes(0.2));
    assertThat(rejection.reason()).isEqualTo(RejectReason.DECODE_TIMEOUT);
  }

  @Test
  void aFileThatTakesLong_isGivenUpWhenItsTimeIsOver() {
    // a minute at a rate whose resampling is dear
    byte[] file = silence(384_000, 60);
    AudioDecoder hasty =
        new InProcessDecoder(RATE, DecodeLimits.DEFAULT.withMaxDecodeSeconds(0.05));
    long begin = System.nanoTime();
    AudioRejectedException rejection = reject(hasty, file);
    assertThat(rejection.reason()).isEqualTo(RejectReason.DECODE_TIMEOUT);
    assertThat(rejection.detail()).contains("0.05 s");
    assertThat((System.nanoTime() - begin) / 1e9).isLessThan(5);
  }

  @Test
  void limitsOfRateAndChannels_canBeNarrowed() {
    DecodeLimits narrow = new DecodeLimits(60, MIB, 1, 16_000, 48_000, 60);
    AudioDecoder decoder = new InProcessDecoder(RATE, narrow);
    assertThat(reject(decoder, SoundFile.WAV_S16.bytes(0.1)).reason())
        .isEqualTo(RejectReason.BAD_CHANNELS);
    assertThat(reject(decoder, SoundFile.WAV_S32.bytes(0.1)).reason())
        .isEqualTo(RejectReason.BAD_RATE);
    assertThat(reject(decoder, SoundFile.WAV_ALAW.bytes(0.1)).detail())
        .contains("8000 Hz")
        .contains("16000 to 48000");
  }

  @Test
  void anIndexOfMillions_takesNoMemory() throws IOException {
    byte[] file = SoundFile.M4A_AAC.bytes(0.2);
    int millions = 80_000_000;
    // every packet is one byte, and all lie in one chunk, says a file of a few kilobytes
    put(file, "stsz", 4, 1);
    put(file, "stsz", 8, millions);
    put(file, "stsc", 12, millions);
    put(file, "stts", 8, millions);
    assertTakesNoMemory(file);
  }

  @Test
  void aCompressedHeader_takesNoMemory() throws IOException {
    byte[] zeros = compressed(400 * MIB);
    byte[] cmvd = box("cmvd", join(number(400 * MIB), zeros));
    byte[] dcom = box("dcom", "zlib".getBytes(ISO_8859_1));
    byte[] moov = box("moov", box("cmov", join(dcom, cmvd)));
    byte[] ftyp = box("ftyp", "M4A \0\0\0\0M4A ".getBytes(ISO_8859_1));
    assertTakesNoMemory(join(ftyp, moov, box("mdat", new byte[100])));
  }

  @Test
  void hoursOfSilence_areTooLong() throws IOException {
    byte[] second = SoundFile.FLAC.bytes(0.2);
    AudioDecoder strict = new InProcessDecoder(RATE, new DecodeLimits(0.1, MIB));
    assertThat(reject(strict, second).reason()).isEqualTo(RejectReason.TOO_LONG);
  }

  @Test
  void picturesFoldedIntoATag_areNotUnfolded() throws IOException {
    byte[] tag = tag(4, 20, true);
    byte[] wav = SoundFile.WAV_S16.bytes(0.2);
    byte[] chunk = join("id3 ".getBytes(ISO_8859_1), number(Integer.reverseBytes(tag.length)), tag);
    byte[] adts = SoundFile.ADTS_AAC.bytes(0.3);
    for (byte[] file :
        new byte[][] {
          join(tag, SoundFile.MP3.bytes(0.2)), join(wav, chunk), join(adts, tag, adts)
        }) {
      AudioRejectedException rejection = reject(inProcess, file);
      assertThat(rejection.reason()).isEqualTo(RejectReason.COMPRESSED_TAG);
      assertThat(rejection.detail()).contains("ID3 tag at byte");
    }
  }

  @Test
  void tagsWithPlainPictures_areNoFault() throws Exception {
    for (int version : new int[] {3, 4}) {
      byte[] file = join(tag(version, 3, false), SoundFile.MP3.bytes(0.5));
      assertThat(inProcess.decode(file).seconds()).isBetween(0.4, 0.6);
    }
  }

  private void assertTakesNoMemory(byte[] file) throws IOException {
    Optional<Long> before = FuzzRun.peakBytes(isolated.pid());
    assumeTrue(before.isPresent(), "the system does not show a process's memory");
    AudioRejectedException rejection = reject(isolated, file);
    assertThat(FuzzRun.isFault(rejection.reason())).as(rejection.getMessage()).isFalse();
    long grown = FuzzRun.peakBytes(isolated.pid()).orElseThrow() - before.get();
    assertThat(grown).isLessThan(150L * MIB);
  }

  /** An ID3v2 tag of pictures of 8 MiB each. */
  private static byte[] tag(int version, int pictures, boolean folded) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    byte[] start = "\0image/png\0\3\0".getBytes(ISO_8859_1);
    int size = folded ? 8 * MIB : 20_000;
    for (int i = 0; i < pictures; i++) {
      byte[] content = folded ? compressed(size) : Arrays.copyOf(start, size);
      byte[] data = folded ? join(syncSafe(size), content) : content;
      frames.writeBytes("APIC".getBytes(ISO_8859_1));
      frames.writeBytes(version == 4 ? syncSafe(data.length) : number(data.length));
      frames.writeBytes(new byte[] {0, (byte) (folded ? 0x09 : 0)});
      frames.writeBytes(data);
    }
    byte[] head = {'I', 'D', '3', (byte) version, 0, 0};
    return join(head, syncSafe(frames.size()), frames.toByteArray());
  }

  private static byte[] compressed(int zeros) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream folding =
        new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
      byte[] block = new byte[MIB];
      for (int i = 0; i < zeros / MIB; i++) {
        folding.write(block);
      }
    }
    return out.toByteArray();
  }

  /** A WAV of 8 bits. */
  private static byte[] silence(int rate, int seconds) {
    byte[] file = Arrays.copyOf(SoundFile.WAV_U8.bytes(0.01), 44 + rate * seconds);
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(4, file.length - 8).putInt(24, rate).putInt(28, rate);
    int data = new String(file, 0, 200, ISO_8859_1).indexOf("data");
    header.putInt(data + 4, file.length - data - 8);
    return file;
  }

  /** Overwrites a number behind a box's name. */
  private static void put(byte[] file, String box, int offset, int value) {
    int at = new String(file, ISO_8859_1).indexOf(box) + box.length() + offset;
    ByteBuffer.wrap(file).putInt(at, value);
  }

  private static byte[] box(String name, byte[] content) {
    return join(number(8 + content.length), name.getBytes(ISO_8859_1), content);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  private static byte[] syncSafe(int value) {
    return new byte[] {
      (byte) (value >> 21 & 0x7f),
      (byte) (value >> 14 & 0x7f),
      (byte) (value >> 7 & 0x7f),
      (byte) (value & 0x7f)
    };
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  private static AudioRejectedException reject(AudioDecoder decoder, byte[] file) {
    AudioRejectedException rejection =
        catchThrowableOfType(AudioRejectedException.class, () -> decoder.decode(file));
    assertThat(rejection).as("a rejection").isNotNull();
    return rejection;
  }
}
