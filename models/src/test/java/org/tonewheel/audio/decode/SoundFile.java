package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
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
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_DBL;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_U8;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_get_bytes_per_sample;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.tonewheel.audio.Native;

/** Every kind of file that is read, as a small sound that this test's FFmpeg encodes. */
enum SoundFile {
  WAV_U8("wav", "pcm_u8", AV_SAMPLE_FMT_U8, 22_050, 1),
  WAV_S16("wav", "pcm_s16le", AV_SAMPLE_FMT_S16, 44_100, 2),
  WAV_S24("wav", "pcm_s24le", AV_SAMPLE_FMT_S32, 48_000, 2),
  WAV_S32("wav", "pcm_s32le", AV_SAMPLE_FMT_S32, 96_000, 1),
  WAV_FLOAT("wav", "pcm_f32le", AV_SAMPLE_FMT_FLT, 44_100, 1),
  WAV_DOUBLE("wav", "pcm_f64le", AV_SAMPLE_FMT_DBL, 44_100, 1),
  WAV_ALAW("wav", "pcm_alaw", AV_SAMPLE_FMT_S16, 8_000, 1),
  WAV_MULAW("wav", "pcm_mulaw", AV_SAMPLE_FMT_S16, 8_000, 1),
  WAV_EXTENSIBLE("wav", "pcm_s24le", AV_SAMPLE_FMT_S32, 48_000, 6),
  WAV_EIGHT_CHANNELS("wav", "pcm_s16le", AV_SAMPLE_FMT_S16, 22_050, 8),
  W64("w64", "pcm_s16le", AV_SAMPLE_FMT_S16, 44_100, 2),
  AIFF("aiff", "pcm_s16be", AV_SAMPLE_FMT_S16, 44_100, 2),
  AIFF_S24("aiff", "pcm_s24be", AV_SAMPLE_FMT_S32, 44_100, 1),
  AU("au", "pcm_s16be", AV_SAMPLE_FMT_S16, 22_050, 1),
  AU_MULAW("au", "pcm_mulaw", AV_SAMPLE_FMT_S16, 8_000, 1),
  FLAC("flac", "flac", AV_SAMPLE_FMT_S16, 44_100, 2),
  FLAC_S24("flac", "flac", AV_SAMPLE_FMT_S32, 96_000, 1),
  MP3("mp3", "libmp3lame", AV_SAMPLE_FMT_S16P, 44_100, 2),
  /** Behind a tag with a title and a cover. */
  MP3_WITH_COVER("mp3", "libmp3lame", AV_SAMPLE_FMT_S16P, 44_100, 2) {
    @Override
    byte[] bytes(double seconds) {
      byte[] sound = super.bytes(seconds);
      byte[] title = "\0A title".getBytes(ISO_8859_1);
      byte[] type = "\0image/png\0\3cover\0".getBytes(ISO_8859_1);
      byte[] cover = Arrays.copyOf(type, COVER_BYTES);
      new Random(7).nextBytes(cover);
      System.arraycopy(type, 0, cover, 0, type.length);
      int frames = 2 * ID3_HEADER_BYTES + title.length + cover.length;
      return ByteBuffer.allocate(ID3_HEADER_BYTES + frames + sound.length)
          .put("ID3\3\0\0\0\0".getBytes(ISO_8859_1))
          .put((byte) (frames >> 7))
          .put((byte) (frames & 0x7f))
          .put("TIT2".getBytes(ISO_8859_1))
          .putInt(title.length)
          .putShort((short) 0)
          .put(title)
          .put("APIC".getBytes(ISO_8859_1))
          .putInt(cover.length)
          .putShort((short) 0)
          .put(cover)
          .put(sound)
          .array();
    }
  },
  MP3_LOW_RATE("mp3", "libmp3lame", AV_SAMPLE_FMT_S16P, 22_050, 1),
  OGG_VORBIS("ogg", "vorbis", AV_SAMPLE_FMT_FLTP, 44_100, 2),
  OGG_OPUS("ogg", "libopus", AV_SAMPLE_FMT_S16, 48_000, 2),
  OGG_FLAC("ogg", "flac", AV_SAMPLE_FMT_S16, 44_100, 1),
  M4A_AAC("ipod", "aac", AV_SAMPLE_FMT_FLTP, 44_100, 2),
  M4A_ALAC("ipod", "alac", AV_SAMPLE_FMT_S16P, 44_100, 2),
  ADTS_AAC("adts", "aac", AV_SAMPLE_FMT_FLTP, 44_100, 1);

  private static final int FRAME_SAMPLES = 1_152;
  private static final int EXPERIMENTAL = -2;
  private static final int COVER_BYTES = 2_000;
  private static final int ID3_HEADER_BYTES = 10;
  private static final int BITS_PER_SECOND = 96_000;

  private final String muxer;
  private final String encoder;
  private final int sampleFormat;
  private final int sampleRate;
  private final int channels;

  SoundFile(String muxer, String encoder, int sampleFormat, int sampleRate, int channels) {
    this.muxer = muxer;
    this.encoder = encoder;
    this.sampleFormat = sampleFormat;
    this.sampleRate = sampleRate;
    this.channels = channels;
  }

  int sampleRate() {
    return sampleRate;
  }

  int channels() {
    return channels;
  }

  /** A file of two tones with a little noise. */
  byte[] bytes(double seconds) {
    return new Session().encode((int) (seconds * sampleRate));
  }

  /** What one call owns natively. */
  private final class Session {
    private final AVFormatContext container = avformat_alloc_context();
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final SplittableRandom noise = new SplittableRandom(7);
    private final AVIOContext output = new AVIOContext(null);
    private AVCodecContext context;

    byte[] encode(int samples) {
      Native.silence();
      open();
      int step = context.frame_size() > 0 ? context.frame_size() : FRAME_SAMPLES;
      for (int from = 0; from < samples; from += step) {
        write(from, Math.min(step, samples - from));
      }
      check(avcodec_send_frame(context, null), "ending");
      writePackets();
      check(av_write_trailer(container), "trailer");
      byte[] file = close();
      avformat_free_context(container);
      avcodec_free_context(context);
      av_frame_free(frame);
      av_packet_free(packet);
      return file;
    }

    private void open() {
      AVCodec codec = avcodec_find_encoder_by_name(encoder);
      container.oformat(av_guess_format(muxer, null, null));
      context = avcodec_alloc_context3(codec);
      context.sample_rate(sampleRate);
      context.sample_fmt(sampleFormat);
      context.bit_rate((long) BITS_PER_SECOND * Math.min(2, channels));
      context.strict_std_compliance(EXPERIMENTAL);
      av_channel_layout_default(context.ch_layout(), channels);
      context.time_base().num(1).den(sampleRate);
      context.flags(context.flags() | AV_CODEC_FLAG_BITEXACT);
      if (muxer.equals("ipod")) {
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
      }
      check(avcodec_open2(context, codec, (AVDictionary) null), "opening the encoder");
      check(avio_open_dyn_buf(output), "opening a buffer");
      container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
      container.strict_std_compliance(EXPERIMENTAL);
      container.pb(output);
      AVStream stream = avformat_new_stream(container, codec);
      stream.time_base().num(1).den(sampleRate);
      check(avcodec_parameters_from_context(stream.codecpar(), context), "describing");
      check(avformat_write_header(container, (AVDictionary) null), "header");
    }

    private void write(int from, int count) {
      frame.nb_samples(count);
      frame.format(sampleFormat);
      frame.sample_rate(sampleRate);
      frame.pts(from);
      check(av_channel_layout_copy(frame.ch_layout(), context.ch_layout()), "layout");
      check(av_frame_get_buffer(frame, 0), "a frame");
      boolean planar = av_sample_fmt_is_planar(sampleFormat) != 0;
      int bytes = av_get_bytes_per_sample(sampleFormat);
      int planes = planar ? channels : 1;
      for (int plane = 0; plane < planes; plane++) {
        int values = planar ? count : count * channels;
        ByteBuffer buffer = ByteBuffer.allocate(values * bytes).order(ByteOrder.nativeOrder());
        for (int i = 0; i < values; i++) {
          int channel = planar ? plane : i % channels;
          put(buffer, value(from + (planar ? i : i / channels), channel));
        }
        new BytePointer(frame.data(plane)).put(buffer.array(), 0, buffer.capacity());
      }
      check(avcodec_send_frame(context, frame), "encoding");
      av_frame_unref(frame);
      writePackets();
    }

    private double value(int at, int channel) {
      double t = (double) at / sampleRate;
      return 0.4 * Math.sin(2 * Math.PI * (220 + 110 * channel) * t)
          + 0.2 * Math.sin(2 * Math.PI * 1_700 * t)
          + 0.02 * (noise.nextDouble() - 0.5);
    }

    private void put(ByteBuffer buffer, double value) {
      if (sampleFormat == AV_SAMPLE_FMT_U8) {
        buffer.put((byte) (128 + Math.round(127 * value)));
      } else if (sampleFormat == AV_SAMPLE_FMT_S16 || sampleFormat == AV_SAMPLE_FMT_S16P) {
        buffer.putShort((short) Math.round(Short.MAX_VALUE * value));
      } else if (sampleFormat == AV_SAMPLE_FMT_S32) {
        buffer.putInt((int) Math.round(Integer.MAX_VALUE * value));
      } else if (sampleFormat == AV_SAMPLE_FMT_DBL) {
        buffer.putDouble(value);
      } else {
        buffer.putFloat((float) value);
      }
    }

    private void writePackets() {
      while (avcodec_receive_packet(context, packet) >= 0) {
        AVStream stream = container.streams(0);
        av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
        packet.stream_index(0);
        check(av_interleaved_write_frame(container, packet), "a packet");
      }
    }

    private byte[] close() {
      BytePointer bytes = new BytePointer();
      int size = avio_close_dyn_buf(output, bytes);
      byte[] file = new byte[size];
      bytes.get(file);
      av_free(bytes);
      return file;
    }

    private void check(int status, String doing) {
      if (status < 0) {
        throw new IllegalStateException(SoundFile.this + " " + doing + ": " + Native.error(status));
      }
    }
  }
}
