package org.tonewheel.pipelines.ingest;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonewheel.audio.decode.AudioDecoder;
import org.tonewheel.audio.decode.AudioRejectedException;
import org.tonewheel.audio.decode.DecodedAudio;
import org.tonewheel.audio.decode.RejectReason;
import org.tonewheel.pictures.PictureDecoder;
import org.tonewheel.pictures.PictureLimits;
import org.tonewheel.pictures.PictureRejectedException;
import org.tonewheel.pipelines.experiment.settings.Source.Content;
import org.tonewheel.pipelines.run.AudioRow;

/**
 * Reads a file and decodes it as what its source says it is. A picture is decoded to see that it
 * can be, and kept as the file it is: later stages bring it to the sizes they need.
 */
final class FileDecoder implements AutoCloseable {
  private final AudioDecoder audio;
  private final PictureDecoder pictures = new PictureDecoder(PictureLimits.DEFAULT);
  private final IngestPlan plan;

  FileDecoder(IngestPlan plan) {
    this.plan = plan;
    this.audio = plan.decoder();
  }

  /**
   * Decodes it.
   *
   * @throws RejectedFileException if it cannot be read or used, or is not what was hashed
   * @throws IOException if it lies elsewhere than on this machine and could not be fetched
   */
  Decoded decode(HashedFile file) throws RejectedFileException, IOException {
    boolean picture = file.file().content() == Content.PICTURES;
    try {
      byte[] bytes = read(file.file().place(), mostBytes(plan, file.file()));
      if (!Hashing.sha256().hashBytes(bytes).toString().equals(file.sha256())) {
        throw new RejectedFileException(
            FileReason.CHANGED.code(), "the file changed while it was read; run again", null);
      }
      if (picture) {
        pictures.decode(bytes);
        return new Decoded(0, 0, 0, AudioRow.ofPicture("", bytes));
      }
      DecodedAudio decoded = audio.decode(bytes);
      return new Decoded(
          decoded.seconds(),
          decoded.sourceSampleRate(),
          decoded.sourceChannels(),
          AudioRow.ofSamples("", decoded.pcm()));
    } catch (AudioRejectedException e) {
      throw new RejectedFileException(e.reason().code(), e.detail(), e);
    } catch (PictureRejectedException e) {
      throw new RejectedFileException(e.reason().code(), e.detail(), e);
    } catch (IOException e) {
      if (!file.file().isToBlame(e)) {
        throw e;
      }
      throw new RejectedFileException(FileReason.UNREADABLE.code(), e.toString(), e);
    }
  }

  @Override
  public void close() {
    audio.close();
  }

  /** How large a file may be. */
  static long mostBytes(IngestPlan plan, FileEntry file) {
    return file.content() == Content.PICTURES
        ? PictureLimits.DEFAULT.maxBytes()
        : plan.limits().maxBytes();
  }

  static RejectedFileException tooLarge(long bytes, long limit) {
    return new RejectedFileException(
        RejectReason.TOO_LARGE.code(),
        "%d bytes, and %d are the limit".formatted(bytes, limit),
        null);
  }

  /** Reads a file, unless it has grown too large since it was listed. */
  private static byte[] read(Path path, long limit) throws IOException, RejectedFileException {
    try (SeekableByteChannel file = Files.newByteChannel(path)) {
      if (file.size() > limit) {
        throw tooLarge(file.size(), limit);
      }
      return Channels.newInputStream(file).readAllBytes();
    }
  }
}
