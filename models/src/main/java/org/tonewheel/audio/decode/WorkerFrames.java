package org.tonewheel.audio.decode;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a {@link WorkerProcess} and its {@link DecodeWorker} say to each other: frames, each with a
 * mark, its kind, and how many bytes or samples it holds. The parent believes none of what it
 * reads, since a file may have taken the worker over.
 */
final class WorkerFrames {
  private static final int MARK = 0x746f_6e65;
  private static final int READY = 1;
  private static final int FILE = 2;
  private static final int DECODED = 3;
  private static final int REJECTED = 4;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final int LONGEST_TEXT = 20_000;

  private WorkerFrames() {}

  /** The worker's word that it can decode. */
  static void writeReady(DataOutputStream out) throws IOException {
    head(out, READY, 0);
    out.flush();
  }

  static void readReady(DataInputStream in) throws IOException {
    expect(in, READY);
    in.readInt();
  }

  static void writeFile(DataOutputStream out, byte[] file) throws IOException {
    head(out, FILE, file.length);
    out.write(file);
    out.flush();
  }

  /** The next file; empty where there is none any more. */
  static Optional<byte[]> readFile(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    if ((first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort()) != MARK
        || in.readByte() != FILE) {
      throw new IOException("no frame of a file");
    }
    byte[] file = new byte[in.readInt()];
    in.readFully(file);
    return Optional.of(file);
  }

  static void writeDecoded(DataOutputStream out, DecodedAudio audio) throws IOException {
    head(out, DECODED, audio.pcm().length);
    out.writeInt(audio.sourceSampleRate());
    out.writeInt(audio.sourceChannels());
    out.writeUTF(audio.codec());
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    for (int from = 0; from < audio.pcm().length; ) {
      int count = Math.min(audio.pcm().length - from, BLOCK_BYTES / Short.BYTES);
      block.asShortBuffer().put(audio.pcm(), from, count);
      out.write(block.array(), 0, count * Short.BYTES);
      from += count;
    }
    out.flush();
  }

  static void writeRejected(DataOutputStream out, AudioRejectedException rejection)
      throws IOException {
    String detail = rejection.detail();
    head(out, REJECTED, 0);
    out.writeUTF(rejection.reason().name());
    out.writeUTF(detail.substring(0, Math.min(detail.length(), LONGEST_TEXT)));
    out.flush();
  }

  /**
   * What became of a file.
   *
   * @throws AudioRejectedException if it was rejected
   * @throws IOException if the worker ended, or what came is no answer
   */
  static DecodedAudio readAnswer(DataInputStream in, int sampleRate, DecodeLimits limits)
      throws AudioRejectedException, IOException {
    if (expect(in, DECODED, REJECTED) == DECODED) {
      return readDecoded(in, sampleRate, limits);
    }
    in.readInt();
    RejectReason reason;
    try {
      reason = RejectReason.valueOf(in.readUTF());
    } catch (IllegalArgumentException e) {
      throw new IOException("no reason of a rejection", e);
    }
    throw new AudioRejectedException(reason, in.readUTF());
  }

  private static DecodedAudio readDecoded(DataInputStream in, int sampleRate, DecodeLimits limits)
      throws IOException {
    int samples = in.readInt();
    if (samples < 1 || samples > limits.maxSeconds() * sampleRate) {
      throw new IOException(samples + " samples");
    }
    int sourceSampleRate = in.readInt();
    int sourceChannels = in.readInt();
    String codec = in.readUTF();
    short[] pcm = new short[samples];
    byte[] block = new byte[BLOCK_BYTES];
    for (int from = 0; from < samples; ) {
      int count = Math.min(samples - from, BLOCK_BYTES / Short.BYTES);
      in.readFully(block, 0, count * Short.BYTES);
      ByteBuffer.wrap(block).asShortBuffer().get(pcm, from, count);
      from += count;
    }
    return new DecodedAudio(pcm, sampleRate, sourceSampleRate, sourceChannels, codec);
  }

  private static void head(DataOutput out, int kind, int length) throws IOException {
    out.writeInt(MARK);
    out.writeByte(kind);
    out.writeInt(length);
  }

  private static int expect(DataInput in, int... kinds) throws IOException {
    if (in.readInt() == MARK) {
      int kind = in.readByte();
      for (int known : kinds) {
        if (kind == known) {
          return kind;
        }
      }
    }
    throw new IOException("what came is no answer");
  }
}
