package org.tonewheel.audio.decode;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.tonewheel.audio.Native;

/**
 * A file's bytes as the only thing FFmpeg gets to read.
 *
 * <p>JavaCPP gives a class of callbacks a handful of native slots, so there is one reader and one
 * seeker for all threads; what they work on (address, size, position) lies in native memory that
 * FFmpeg hands back to them.
 */
final class MemoryInput implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int ADDRESS = 0;
  private static final int SIZE = 1;
  private static final int POSITION = 2;
  private static final int DEADLINE = 3;
  private static final int STATES = 4;
  private static final Reader READER = new Reader();
  private static final Seeker SEEKER = new Seeker();
  private static final Clock CLOCK = new Clock();

  private final Pointer data;
  private final LongPointer state;
  private final AVIOContext context;

  MemoryInput(byte[] file, Deadline deadline) {
    data = Native.allocateFile(file.length);
    new BytePointer(data).put(file, 0, file.length);
    state = new LongPointer(Native.allocate((long) STATES * Long.BYTES));
    state.put(ADDRESS, data.address()).put(SIZE, file.length).put(POSITION, 0);
    state.put(DEADLINE, deadline.nanos());
    BytePointer buffer = new BytePointer(Native.allocate(BUFFER_BYTES));
    context = avio_alloc_context(buffer, BUFFER_BYTES, 0, state, READER, null, SEEKER);
    if (context == null) {
      throw new OutOfMemoryError("no native memory for an input buffer");
    }
  }

  AVIOContext context() {
    return context;
  }

  /** Lets FFmpeg ask whether it is to give up. */
  void interrupts(AVIOInterruptCB callback) {
    callback.callback(CLOCK).opaque(state);
  }

  private static boolean late(LongPointer state) {
    return System.nanoTime() - state.get(DEADLINE) > 0;
  }

  @Override
  public void close() {
    // FFmpeg may have put another buffer in the place of the first
    av_free(context.buffer());
    avio_context_free(context);
    av_free(state);
    Native.freeFile(data);
  }

  private static final class Reader extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer buffer, int bytes) {
      LongPointer state = new LongPointer(opaque);
      if (late(state)) {
        return AVERROR_EXIT;
      }
      long position = state.get(POSITION);
      long count = Math.min(bytes, state.get(SIZE) - position);
      if (count <= 0) {
        return AVERROR_EOF;
      }
      Pointer.memcpy(buffer, new At(state.get(ADDRESS) + position), count);
      state.put(POSITION, position + count);
      return (int) count;
    }
  }

  private static final class Seeker extends Seek_Pointer_long_int {
    private static final int FROM_START = 0;
    private static final int FROM_HERE = 1;
    private static final int FROM_END = 2;

    @Override
    public long call(Pointer opaque, long offset, int whence) {
      LongPointer state = new LongPointer(opaque);
      long size = state.get(SIZE);
      if ((whence & AVSEEK_SIZE) != 0) {
        return size;
      }
      if (late(state)) {
        return AVERROR_EXIT;
      }
      long target =
          switch (whence & 3) {
            case FROM_START -> offset;
            case FROM_HERE -> state.get(POSITION) + offset;
            case FROM_END -> size + offset;
            default -> -1;
          };
      if (target < 0 || target > size) {
        return -1;
      }
      state.put(POSITION, target);
      return target;
    }
  }

  private static final class Clock extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer opaque) {
      return late(new LongPointer(opaque)) ? 1 : 0;
    }
  }

  /** A bare native address. */
  private static final class At extends Pointer {
    At(long address) {
      super((Pointer) null);
      this.address = address;
    }
  }
}
