package org.tonewheel.pipelines.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.audio.decode.RejectReason;
import org.tonewheel.pictures.PictureRejectReason;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.rejects.RejectSummary;
import org.tonewheel.pipelines.rejects.RejectedRow;
import org.tonewheel.pipelines.rejects.Rejects;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.StageResult;

/** One file for every reason for which ingest rejects files, through the pipeline. */
class RejectReasonsIT {
  /** Linux's: a regular file that is another each time it is read, and one that cannot be read. */
  private static final Path CHANGES = Path.of("/proc/sys/kernel/random/uuid");

  private static final Path FAILS = Path.of("/proc/self/mem");

  @TempDir Path folder;
  private SoundFolder input;

  /** The reason of each file, by its path below the input. */
  private final Map<String, String> expected = new TreeMap<>();

  @BeforeEach
  void makeOneFileOfEachKind() throws IOException {
    assumeTrue(Files.exists(CHANGES) && Files.exists(FAILS), "only Linux has such files");
    input = SoundFolder.in(folder);
    for (String genre : List.of("jazz", "rock")) {
      input.sound("a/" + genre + "/good.wav", 4000, genre.length());
      input.sound("b/" + genre + ".wav", 4000, 7 * genre.charAt(0));
      input.png("p/" + genre + "/good.png", 12, 8, genre.length() + genre.charAt(0));
    }
    for (RejectReason reason : RejectReason.values()) {
      sound(reason);
    }
    for (PictureRejectReason reason : PictureRejectReason.values()) {
      picture(reason);
    }
    input.text("m.csv", "path,genre", "b/rock.wav,rock", "b/jazz.wav,jazz", "gone.wav,rock");
    expected.put("gone.wav", FileReason.MISSING.code());
    link("a/rock/changes.wav", CHANGES, FileReason.CHANGED);
    link("a/rock/fails.wav", FAILS, FileReason.UNREADABLE);
  }

  private void link(String file, Path to, FileReason reason) throws IOException {
    Files.createSymbolicLink(input.input().resolve(file), to);
    expected.put(file, reason.code());
  }

  private void sound(RejectReason reason) throws IOException {
    String file = "a/rock/" + reason.code() + ".wav";
    byte[] silence = new byte[8000];
    switch (reason) {
      case EMPTY_FILE -> input.bytes(file, new byte[0]);
      case TOO_LARGE -> sparse(file, (512L << 30) + 1);
      case NOT_AUDIO -> input.fake(file);
      case NO_AUDIO_STREAM -> input.bytes(file, m4aOfTitles());
      case UNSUPPORTED_CODEC -> input.bytes(file, wav(22_050, 1, 16, 0x0022, silence));
      case BAD_RATE -> input.bytes(file, wav(1, 1, 16, 1, silence));
      case BAD_CHANNELS -> input.bytes(file, wav(22_050, 9, 16, 1, new byte[9 * 800]));
      case TOO_LONG -> input.sound(file, 2 * SoundFolder.RATE, 3);
      case TRUNCATED -> {
        byte[] whole = wav(22_050, 1, 16, 1, new byte[40_000]);
        input.bytes(file, Arrays.copyOf(whole, 20_000));
      }
      case NO_SAMPLES -> input.bytes(file, wav(22_050, 1, 16, 1, new byte[0]));
      case CORRUPT -> input.bytes(file, Arrays.copyOf(wav(22_050, 1, 16, 1, silence), 20));
      case NOT_FINITE -> {
        ByteBuffer nan = ByteBuffer.allocate(8000).order(ByteOrder.LITTLE_ENDIAN);
        input.bytes(file, wav(22_050, 1, 32, 3, nan.putFloat(400, Float.NaN).array()));
      }
      case COMPRESSED_TAG -> {
        byte[] tag = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 20, 'T', 'I', 'T', '2', 0, 0, 0, 5, 0, 8};
        input.bytes(file, join(tag, new byte[10], silence));
      }
      case DECODE_TIMEOUT, DECODER_CRASHED, DECODER_MEMORY -> {
        return; // not of a file's making alone; the decoders' own tests bring them about
      }
    }
    expected.put(file, reason.code());
  }

  private void picture(PictureRejectReason reason) throws IOException {
    String file = "p/rock/" + reason.code() + ".png";
    byte[] whole = SoundFolder.picture(12, 8, 5).png();
    switch (reason) {
      case EMPTY_FILE -> input.bytes(file, new byte[0]);
      case TOO_LARGE -> sparse(file, (32L << 20) + 1);
      case NOT_A_PICTURE -> input.fake(file);
      case BAD_SIZE -> input.bytes(file, withoutWidth(whole));
      case UNSUPPORTED -> input.bytes(file, jpegOfFourInks());
      case TRUNCATED -> input.bytes(file, Arrays.copyOf(whole, whole.length / 2));
      case CORRUPT -> {
        whole[whole.length - 14] ^= 1; // in the checksum of the pixels
        input.bytes(file, whole);
      }
    }
    expected.put(file, reason.code());
  }

  private void sparse(String file, long size) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(input.input().resolve(file).toFile(), "rw")) {
      open.setLength(size);
    }
  }

  private static byte[] wav(int rate, int channels, int bits, int formatTag, byte[] data) {
    int block = channels * bits / 8;
    return ByteBuffer.allocate(44 + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(UTF_8))
        .putInt(36 + data.length)
        .put("WAVEfmt ".getBytes(UTF_8))
        .putInt(16)
        .putShort((short) formatTag)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * block)
        .putShort((short) block)
        .putShort((short) bits)
        .put("data".getBytes(UTF_8))
        .putInt(data.length)
        .put(data)
        .array();
  }

  /** A track of titles and no other. */
  private static byte[] m4aOfTitles() {
    byte[] times = ByteBuffer.allocate(24).putInt(12, 1000).putInt(16, 1000).array();
    byte[] handler = join(new byte[8], "text".getBytes(UTF_8), new byte[13]);
    byte[] media = box("mdia", join(box("mdhd", times), box("hdlr", handler)));
    byte[] brand = "M4A \0\0\0\0isom".getBytes(UTF_8);
    return join(box("ftyp", brand), box("moov", box("trak", media)));
  }

  private static byte[] box(String type, byte[] body) {
    byte[] size = ByteBuffer.allocate(4).putInt(8 + body.length).array();
    return join(size, type.getBytes(UTF_8), body);
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  private static byte[] withoutWidth(byte[] png) {
    ByteBuffer changed = ByteBuffer.wrap(png.clone());
    changed.putInt(16, 0);
    CRC32 sum = new CRC32();
    sum.update(changed.array(), 12, 17);
    return changed.putInt(29, (int) sum.getValue()).array();
  }

  private static byte[] jpegOfFourInks() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    byte[] jpeg = bytes.toByteArray();
    for (int i = 0; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        jpeg[i + 9] = 4;
        break;
      }
    }
    return jpeg;
  }

  private Run run() throws IOException {
    return input.run(
        "run",
        experiment(
            "audio: {maxSeconds: 1}",
            "sources:",
            "  - {name: sounds, folder: a}",
            "  - {name: images, folder: p, content: pictures}",
            "  - {name: listed, manifest: m.csv}"));
  }

  @Test
  void everyFile_isNamedOnceWithItsReason_andNothingElseIs() throws Exception {
    Run run = run();
    StageResult result = new IngestStage(run).run();
    List<RejectedRow> rows = Rejects.read(run.directory());
    Map<String, String> found =
        rows.stream()
            .collect(
                toMap(
                    row -> input.input().relativize(Path.of(row.uri())).toString(),
                    RejectedRow::reason));
    assertThat(found).isEqualTo(expected);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.stage()).isEqualTo("ingest");
              assertThat(row.genre()).isEqualTo("rock");
              assertThat(row.detail()).isNotBlank();
            });
    assertThat(result.counts())
        .containsEntry("rejected", (long) expected.size())
        .containsEntry("tracks", 6L);

    RejectSummary summary = RejectSummary.read(run.directory(), run.info().input());
    assertThat(summary.inputs()).isEqualTo(expected.size());
    RejectSummary.Cause first = summary.causes().get(0);
    assertThat(first.inputs()).as("sounds and pictures share reasons").isEqualTo(2);
    assertThat(first.genres()).isEqualTo(Map.of("rock", 2L));
    assertThat(first.first())
        .extracting(RejectSummary.Example::uri)
        .containsExactly("a/rock/corrupt.wav", "p/rock/corrupt.png");
  }
}
