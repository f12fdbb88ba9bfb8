package org.tonewheel.audio.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_inject_silence;

import com.google.common.math.IntMath;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tonewheel.audio.Native;

/**
 * Brings decoded frames to mono at one rate with FFmpeg's resampler. Channels are mixed so that
 * full scale stays full scale (stereo: the mean of both). A stream that changes its rate, channels
 * or sample format midway is taken on from there.
 *
 * <p>The filter is a sinc under a Kaiser window, fitted to soxr's "HQ" (what librosa loads with),
 * its transition included. As there, the sound has silence around it, and n samples give n times
 * the ratio of the rates, rounded up.
 */
final class MonoResampler implements AutoCloseable {
  // soxr passes 0.913 of the lower rate's half and stops 1; this is the middle by best fit
  private static final double CUTOFF = 0.95688;
  private static final double KAISER_BETA = 9.5;

  /** Zero crossings of the sinc within the window, both sides together. */
  private static final int FILTER_SIZE = 160;

  private final int sampleRate;
  private final DecodeLimits limits;
  private final PcmBuffer output;
  private final AVFrame mono;
  private final PointerPointer<FloatPointer> planes;
  private SwrContext resampler;
  private FloatPointer converted;
  private float[] values = new float[0];
  private int sourceFormat;
  private int sourceRate;
  private int sourceChannels;
  // silence before and after the sound, in source samples, and what it gives in the output
  private int margin;
  private int toSkip;
  private long taken;
  private long given;

  MonoResampler(int sampleRate, DecodeLimits limits, PcmBuffer output) {
    this.sampleRate = sampleRate;
    this.limits = limits;
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
      limits.checkSource(rate, channels);
      finish();
      open(frame);
      sourceFormat = format;
      sourceRate = rate;
      sourceChannels = channels;
    }
    taken += frame.nb_samples();
    output(convert(frame.extended_data(), frame.nb_samples()), Long.MAX_VALUE);
  }

  /** Brings out what the resampling filter still holds. */
  void finish() throws AudioRejectedException {
    if (resampler != null) {
      if (margin > 0) {
        swr_inject_silence(resampler, margin);
      }
      flush();
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
      if (frame.sample_rate() != sampleRate) {
        setFilter(frame.sample_rate());
      }
      status = swr_init(resampler);
    }
    if (status >= 0 && margin > 0) {
      status = swr_inject_silence(resampler, margin);
    }
    if (status < 0) {
      throw new AudioRejectedException(
          RejectReason.CORRUPT,
          "the sound cannot be brought to mono at " + sampleRate + " Hz: " + Native.error(status));
    }
  }

  private void setFilter(int rate) {
    double lower = Math.min(1.0, (double) rate / sampleRate);
    av_opt_set_double(resampler, "cutoff", CUTOFF * lower, 0);
    av_opt_set_double(resampler, "kaiser_beta", KAISER_BETA, 0);
    av_opt_set_int(resampler, "filter_size", FILTER_SIZE, 0);
    // as much silence as the filter is long, and as gives a whole number of output samples
    int common = IntMath.gcd(rate, sampleRate);
    int period = rate / common;
    double taps = FILTER_SIZE / (CUTOFF * Math.min(1.0, (double) sampleRate / rate));
    int periods = 1 + (int) Math.ceil(taps / period);
    margin = periods * period;
    toSkip = periods * (sampleRate / common);
  }

  private int convert(PointerPointer<?> data, int count) throws AudioRejectedException {
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
    return produced;
  }

  /** Brings out the rest, as far as it is sound: behind it comes the silence of the end. */
  private void flush() throws AudioRejectedException {
    long all = (taken * sampleRate + sourceRate - 1) / sourceRate;
    output(convert(null, 0), all - given);
  }

  /** Passes on what was converted, less the silence of the beginning, and {@code most} at most. */
  private void output(int produced, long most) throws AudioRejectedException {
    int skipped = Math.min(toSkip, produced);
    int sound = (int) Math.min(most, produced - skipped);
    toSkip -= skipped;
    if (sound > 0) {
      converted.position(skipped).get(values, 0, sound);
      converted.position(0);
      output.add(values, sound);
      given += sound;
    }
  }

  private void free() {
    if (resampler != null) {
      swr_free(resampler);
      resampler = null;
    }
    margin = 0;
    toSkip = 0;
    taken = 0;
    given = 0;
    av_free((Pointer) converted);
    converted = null;
    values = new float[0];
  }
}
