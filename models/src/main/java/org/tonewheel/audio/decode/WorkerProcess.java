package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One process that decodes, from its start to its end, and the eye that is kept on it. */
final class WorkerProcess implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int WORDS = 400;
  private static final int KEPT_WORDS = 20_000;
  private static final Pattern CRASH_LINE = Pattern.compile("^# +(SIG|EXCEPTION_|C +\\[|[jJvV] )");
  private static final double START_SECONDS = 60;
  private static final long END_SECONDS = 5;

  /** Beyond the limit of decoding, which the worker keeps by itself if it can. */
  private static final double GRACE_SECONDS = 2;

  private final WorkerSettings settings;
  private final Process process;
  private final DataOutputStream files;
  private final DataInputStream answers;
  private final WorkerWatch watch;
  private final Thread listener;
  private final StringBuilder said = new StringBuilder();
  private int count;

  private WorkerProcess(WorkerSettings settings, Process process) {
    this.settings = settings;
    this.process = process;
    files = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER_BYTES));
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES));
    watch = new WorkerWatch(process);
    listener = new Thread(this::listen, "decoder-stderr");
    listener.setDaemon(true);
    listener.start();
  }

  /**
   * Starts one and waits until it can decode.
   *
   * @throws IllegalStateException if it does not come up, with what it said
   */
  static WorkerProcess start(WorkerCommand command, WorkerSettings settings) {
    ProcessBuilder builder = new ProcessBuilder(command.line(settings));
    builder.environment().keySet().retainAll(WorkerCommand.KEPT_VARIABLES);
    builder.directory(new File(System.getProperty("java.io.tmpdir")));
    WorkerProcess worker;
    try {
      worker = new WorkerProcess(settings, builder.start());
    } catch (IOException e) {
      throw new IllegalStateException(
          "audio.isolate: the process that decodes cannot be started: " + e.getMessage(), e);
    }
    worker.watch.begin(START_SECONDS, settings.memoryBytes(0));
    try {
      WorkerFrames.readReady(worker.answers);
      return worker;
    } catch (IOException e) {
      worker.close();
      throw new IllegalStateException(
          "audio.isolate: the process that decodes did not come up (%s)%s"
              .formatted(worker.end(), worker.words()),
          e);
    } finally {
      worker.watch.end();
    }
  }

  /** How many files it was given. */
  int files() {
    return count;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Has a file decoded.
   *
   * @throws AudioRejectedException if it cannot be used, or took too much time or memory; the
   *     process has ended in the latter cases
   * @throws WorkerLostException if the process ended by itself or speaks nonsense
   */
  DecodedAudio decode(byte[] file) throws AudioRejectedException, WorkerLostException {
    count++;
    synchronized (said) {
      said.setLength(0);
    }
    DecodeLimits limits = settings.limits();
    watch.begin(limits.maxDecodeSeconds() + GRACE_SECONDS, settings.memoryBytes(file.length));
    try {
      WorkerFrames.writeFile(files, file);
      return WorkerFrames.readAnswer(answers, settings.sampleRate(), limits);
    } catch (IOException e) {
      close();
      if (watch.endedForTime()) {
        throw new AudioRejectedException(
            RejectReason.DECODE_TIMEOUT,
            "decoding hung and was ended after "
                + limits.maxDecodeSeconds()
                + " s; convert the file or raise the limit");
      }
      if (watch.endedForMemory()) {
        throw new AudioRejectedException(
            RejectReason.DECODER_MEMORY,
            "decoding took more than %d MiB and was ended"
                .formatted(settings.memoryBytes(file.length) >> 20));
      }
      throw new WorkerLostException(end() + words(), e);
    } finally {
      watch.end();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the process, kindly at first. */
  @Override
  public void close() {
    watch.close();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // it has ended already
    }
    if (watch.endedForTime() || watch.endedForMemory() || !ended()) {
      process.destroyForcibly();
      ended();
    }
  }

  private boolean ended() {
    try {
      Uninterruptibles.getUninterruptibly(process.onExit(), END_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private String end() {
    if (process.isAlive()) {
      return "it still runs";
    }
    int status = process.exitValue();
    return status > 128 ? "ended by signal " + (status - 128) : "ended with " + status;
  }

  /** What it said since the file was begun, once it has ended; of a crash, signal and place. */
  private String words() {
    Uninterruptibles.joinUninterruptibly(listener, Duration.ofSeconds(END_SECONDS));
    String text;
    synchronized (said) {
      text = said.toString();
    }
    String crash =
        text.lines()
            .filter(line -> CRASH_LINE.matcher(line).find())
            .limit(2)
            .map(line -> CharMatcher.anyOf("# ").trimFrom(line))
            .collect(Collectors.joining(", "));
    String words = crash.isEmpty() ? text.strip() : crash;
    return words.isEmpty() ? "" : ": " + words.substring(0, Math.min(words.length(), WORDS));
  }

  private void listen() {
    byte[] block = new byte[WORDS];
    try (InputStream errors = process.getErrorStream()) {
      for (int read = errors.read(block); read >= 0; read = errors.read(block)) {
        synchronized (said) {
          if (said.length() < KEPT_WORDS) {
            said.append(new String(block, 0, read, UTF_8));
          }
        }
      }
    } catch (IOException e) {
      // the process has ended
    }
  }
}
