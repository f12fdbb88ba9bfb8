package org.tonewheel.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Encodes mono sound of 16 bits as a whole file. The same samples give the same bytes: no time, no
 * version of a library is written. Thread-safe.
 */
public final class AudioEncoder {
  private static final int FRAME_SAMPLES = 1_152;
  private static final int MP3_BITS_PER_SECOND = 128_000;

  /**
   * Encodes sound.
   *
   * @param pcm mono samples
   * @param sampleRate in Hz; MP3 knows 8,000 to 48,000 in the usual steps only
   * @return the file's bytes
   * @throws IllegalArgumentException if the format cannot hold this sample rate
   */
  public byte[] encode(short[] pcm, int sampleRate, AudioFormat format) {
    return encode(pcm, sampleRate, format, MP3_BITS_PER_SECOND);
  }

  /**
   * Encodes sound.
   *
   * @param mp3BitsPerSecond size of an MP3 file's second, in bits; other formats have their own
   * @see #encode(short[], int, AudioFormat)
   */
  public byte[] encode(short[] pcm, int sampleRate, AudioFormat format, int mp3BitsPerSecond) {
    Native.silence();
    Session session = new Session();
    try {
      session.open(sampleRate, format, mp3BitsPerSecond);
      session.write(pcm);
      return session.finish();
    } finally {
      session.free();
    }
  }

  /** What one call owns natively. */
  private static final class Session {
    private final AVFormatContext container = avformat_alloc_context();
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private AVCodecContext encoder;
    private AVIOContext output;

    void open(int sampleRate, AudioFormat format, int mp3BitsPerSecond) {
      AVCodec codec = avcodec_find_encoder_by_name(format.encoder());
      encoder = avcodec_alloc_context3(codec);
      encoder.sample_rate(sampleRate);
      // LAME takes planes, the others packed samples; of one channel both are the same bytes
      encoder.sample_fmt(format == AudioFormat.MP3 ? AV_SAMPLE_FMT_S16P : AV_SAMPLE_FMT_S16);
      av_channel_layout_default(encoder.ch_layout(), 1);
      encoder.time_base().num(1).den(sampleRate);
      encoder.flags(encoder.flags() | AV_CODEC_FLAG_BITEXACT);
      if (format == AudioFormat.MP3) {
        encoder.bit_rate(mp3BitsPerSecond);
      }
      int status = avcodec_open2(encoder, codec, (AVDictionary) null);
      if (status < 0) {
        throw new IllegalArgumentException(
            format + " cannot be written at " + sampleRate + " Hz: " + Native.error(status));
      }
      AVIOContext context = new AVIOContext(null);
      check(avio_open_dyn_buf(context), "opening a buffer");
      output = context;
      container.oformat(av_guess_format(format.muxer(), null, null));
      container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
      container.pb(output);
      AVStream stream = avformat_new_stream(container, codec);
      stream.time_base().num(1).den(sampleRate);
      check(avcodec_parameters_from_context(stream.codecpar(), encoder), "describing the stream");
      check(avformat_write_header(container, (AVDictionary) null), "writing the header");
    }

    void write(short[] pcm) {
      int step = encoder.frame_size() > 0 ? encoder.frame_size() : FRAME_SAMPLES;
      for (int from = 0; from < pcm.length; from += step) {
        int count = Math.min(step, pcm.length - from);
        frame.nb_samples(count);
        frame.format(encoder.sample_fmt());
        frame.sample_rate(encoder.sample_rate());
        frame.pts(from);
        check(av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout()), "copying a layout");
        check(av_frame_get_buffer(frame, 0), "allocating a frame");
        new ShortPointer(frame.data(0)).put(pcm, from, count);
        check(avcodec_send_frame(encoder, frame), "encoding");
        av_frame_unref(frame);
        writePackets();
      }
      check(avcodec_send_frame(encoder, null), "ending the sound");
      writePackets();
    }

    byte[] finish() {
      check(av_write_trailer(container), "writing the end");
      BytePointer bytes = new BytePointer();
      AVIOContext closing = output;
      output = null;
      int size = avio_close_dyn_buf(closing, bytes);
      try {
        byte[] file = new byte[size];
        bytes.get(file);
        return file;
      } finally {
        av_free(bytes);
      }
    }

    void free() {
      if (output != null) {
        BytePointer bytes = new BytePointer();
        avio_close_dyn_buf(output, bytes);
        av_free(bytes);
      }
      avformat_free_context(container);
      if (encoder != null) {
        avcodec_free_context(encoder);
      }
      av_frame_free(frame);
      av_packet_free(packet);
    }

    private void writePackets() {
      AVStream stream = container.streams(0);
      while (avcodec_receive_packet(encoder, packet) >= 0) {
        av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
        packet.stream_index(0);
        check(av_interleaved_write_frame(container, packet), "writing a packet");
      }
    }

    private static void check(int status, String doing) {
      if (status < 0) {
        throw new IllegalStateException(doing + " failed: " + Native.error(status));
      }
    }
  }
}
