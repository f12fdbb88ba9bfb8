package org.tonewheel.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Brings decoded frames to mono at one rate with FFmpeg's resampler. Channels are mixed so that
 * full scale stays full scale (stereo: the mean of both). A stream that changes its rate, channels
 * or sample format midway is taken on from there.
 */
final class MonoResampler implements AutoCloseable {
  private final int sampleRate;
  private final PcmBuffer output;
  private final AVFrame mono;
  private final PointerPointer<FloatPointer> planes;
  private SwrContext resampler;
  private FloatPointer converted;
  private float[] values = new float[0];
  private int sourceFormat;
  private int sourceRate;
  private int sourceChannels;

  MonoResampler(int sampleRate, PcmBuffer output) {
    this.sampleRate = sampleRate;
    this.output = output;
    // a frame is the one structure FFmpeg allocates by itself that holds a channel layout
    mono = av_frame_alloc();
    av_channel_layout_default(mono.ch_layout(), 1);
    planes = new PointerPointer<>(av_malloc(Long.BYTES));
  }

  /** Converts one decoded frame; what the filter still holds comes out later. */
  void accept(AVFrame frame) throws AudioRejectedException {
    int format = frame.format();
    int rate = frame.sample_rate();
    int channels = frame.ch_layout().nb_channels();
    boolean changed = format != sourceFormat || rate != sourceRate || channels != sourceChannels;
    if (resampler == null || changed) {
      SourceLimits.check(rate, channels);
      finish();
      open(frame);
      sourceFormat = format;
      sourceRate = rate;
      sourceChannels = channels;
    }
    convert(frame.extended_data(), frame.nb_samples());
  }

  /** Brings out what the resampling filter still holds. */
  void finish() throws AudioRejectedException {
    if (resampler != null) {
      convert(null, 0);
      free();
    }
  }

  @Override
  public void close() {
    free();
    av_free(planes);
    av_frame_free(mono);
  }

  private void open(AVFrame frame) throws AudioRejectedException {
    SwrContext context = new SwrContext();
    int status =
        swr_alloc_set_opts2(
            context,
            mono.ch_layout(),
            AV_SAMPLE_FMT_FLT,
            sampleRate,
            frame.ch_layout(),
            frame.format(),
            frame.sample_rate(),
            0,
            null);
    if (status == 0) {
      resampler = context;
      av_opt_set_double(resampler, "rematrix_maxval", 1, 0);
      status = swr_init(resampler);
    }
    if (status < 0) {
      throw new AudioRejectedException(
          RejectReason.CORRUPT,
          "the sound cannot be brought to mono at " + sampleRate + " Hz: " + Native.error(status));
    }
  }

  private void convert(PointerPointer<?> data, int count) throws AudioRejectedException {
    int room = swr_get_out_samples(resampler, count);
    if (room > values.length) {
      av_free(converted);
      converted = new FloatPointer(Native.allocate((long) room * Float.BYTES));
      values = new float[room];
      planes.put(0, converted);
    }
    int produced = room == 0 ? 0 : swr_convert(resampler, planes, room, data, count);
    if (produced < 0) {
      throw new AudioRejectedException(
          RejectReason.CORRUPT, "resampling failed: " + Native.error(produced));
    }
    if (produced > 0) {
      converted.get(values, 0, produced);
      output.add(values, produced);
    }
  }

  private void free() {
    if (resampler != null) {
      swr_free(resampler);
      resampler = null;
    }
    av_free((Pointer) converted);
    converted = null;
    values = new float[0];
  }
}
