package org.tonewheel.audio.decode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import com.google.common.collect.ImmutableList;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.tonewheel.audio.Native;

/** The one stream of audio in a file, opened and decoded frame by frame. */
final class AudioStream implements AutoCloseable {
  // without these lists a text file that names other files would be opened and followed
  private static final String FORMATS = "wav,w64,aiff,au,mp3,ogg,flac,mov,aac";
  private static final ImmutableList<String> DECODERS =
      ImmutableList.of(
          "pcm_u8",
          "pcm_s8",
          "pcm_s16le",
          "pcm_s16be",
          "pcm_s24le",
          "pcm_s24be",
          "pcm_s32le",
          "pcm_s32be",
          "pcm_f32le",
          "pcm_f32be",
          "pcm_f64le",
          "pcm_f64be",
          "pcm_alaw",
          "pcm_mulaw",
          "mp3float",
          "flac",
          "vorbis",
          "opus",
          "aac",
          "alac");
  private static final String DECODER_LIST = String.join(",", DECODERS);

  /** Packets that may fail before a file counts as damaged: tags and cut frames are common. */
  private static final double FAILED_SHARE = 0.05;

  private final DecodeLimits limits;
  private final Deadline deadline;
  private AVFormatContext container = avformat_alloc_context();
  private AVCodecContext decoder;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private AVStream source;
  private int packets;
  private int failedPackets;
  private String failure = "";

  AudioStream(MemoryInput input, byte[] file, DecodeLimits limits, Deadline deadline)
      throws AudioRejectedException {
    this.limits = limits;
    this.deadline = deadline;
    try {
      openContainer(input, file);
      openDecoder();
    } catch (AudioRejectedException e) {
      close();
      throw e;
    }
  }

  AVStream source() {
    return source;
  }

  int sampleRate() {
    return decoder.sample_rate();
  }

  int channels() {
    return decoder.ch_layout().nb_channels();
  }

  String codec() {
    return avcodec_get_name(source.codecpar().codec_id()).getString();
  }

  /** Decodes everything into the resampler. */
  void decode(MonoResampler resampler) throws AudioRejectedException {
    int status;
    while ((status = av_read_frame(container, packet)) >= 0) {
      deadline.check();
      if (packet.stream_index() == source.index()) {
        packets++;
        note(avcodec_send_packet(decoder, packet));
        receive(resampler);
      }
      av_packet_unref(packet);
    }
    deadline.check();
    if (status != AVERROR_EOF) {
      failure = Native.error(status);
      failedPackets = Math.max(failedPackets, packets);
    }
    avcodec_send_packet(decoder, null);
    receive(resampler);
    resampler.finish();
  }

  /**
   * Judges the packets that could not be decoded.
   *
   * @throws AudioRejectedException if they are too many
   */
  void checkErrors() throws AudioRejectedException {
    if (failedPackets > 1 && failedPackets > FAILED_SHARE * packets) {
      throw new AudioRejectedException(
          RejectReason.CORRUPT,
          failedPackets + " of " + packets + " packets could not be decoded: " + failure);
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    if (decoder != null) {
      avcodec_free_context(decoder);
    }
    if (container != null) {
      avformat_close_input(container);
    }
  }

  private void receive(MonoResampler resampler) throws AudioRejectedException {
    while (avcodec_receive_frame(decoder, frame) >= 0) {
      deadline.check();
      resampler.accept(frame);
    }
  }

  private void note(int status) {
    if (status < 0) {
      failedPackets++;
      failure = Native.error(status);
    }
  }

  private void openContainer(MemoryInput input, byte[] file) throws AudioRejectedException {
    container.pb(input.context());
    container.io_open(NoOtherFile.REFUSAL);
    input.interrupts(container.interrupt_callback());
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "format_whitelist", FORMATS, 0);
    av_dict_set(options, "codec_whitelist", DECODER_LIST, 0);
    av_dict_set(options, "protocol_whitelist", "none", 0);
    int status = avformat_open_input(container, (String) null, (AVInputFormat) null, options);
    av_dict_free(options);
    if (status < 0) {
      // FFmpeg has freed what it could not open
      container = null;
      deadline.check();
      throw unreadable(file, status);
    }
    status = avformat_find_stream_info(container, (AVDictionary) null);
    deadline.check();
    if (status < 0) {
      throw new AudioRejectedException(
          RejectReason.CORRUPT, "its streams cannot be read: " + Native.error(status));
    }
  }

  private static AudioRejectedException unreadable(byte[] file, int status) {
    String said = " (" + Native.error(status) + ")";
    return HeaderBytes.format(file)
        .map(
            format ->
                new AudioRejectedException(
                    RejectReason.CORRUPT,
                    "it begins like " + format + " but is damaged or cut off" + said))
        .orElseGet(
            () ->
                new AudioRejectedException(
                    RejectReason.NOT_AUDIO,
                    "no WAV, AIFF, AU, MP3, Ogg, FLAC, M4A or AAC file could be recognised"
                        + said));
  }

  private AVStream findAudio() throws AudioRejectedException {
    int best = av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
    if (best >= 0) {
      return container.streams(best);
    }
    // FFmpeg passes over audio without channels or rate; taking it lets the caller say which
    for (int i = 0; i < container.nb_streams(); i++) {
      if (container.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
        return container.streams(i);
      }
    }
    throw new AudioRejectedException(
        RejectReason.NO_AUDIO_STREAM, "the file holds no stream of audio");
  }

  private void openDecoder() throws AudioRejectedException {
    source = findAudio();
    AVCodec codec = avcodec_find_decoder(source.codecpar().codec_id());
    if (codec == null || codec.isNull() || !DECODERS.contains(codec.name().getString())) {
      throw new AudioRejectedException(
          RejectReason.UNSUPPORTED_CODEC, "its codec is " + codec() + ", which is not read here");
    }
    limits.checkSource(
        source.codecpar().sample_rate(), source.codecpar().ch_layout().nb_channels());
    decoder = avcodec_alloc_context3(codec);
    int status = avcodec_parameters_to_context(decoder, source.codecpar());
    if (status >= 0) {
      decoder.pkt_timebase(source.time_base());
      AVDictionary options = new AVDictionary(null);
      av_dict_set(options, "codec_whitelist", DECODER_LIST, 0);
      status = avcodec_open2(decoder, codec, options);
      av_dict_free(options);
    }
    if (status < 0) {
      throw new AudioRejectedException(
          RejectReason.CORRUPT, "its decoder cannot start: " + Native.error(status));
    }
  }
}
