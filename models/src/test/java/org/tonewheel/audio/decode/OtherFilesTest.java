package org.tonewheel.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No file that is decoded makes another one read, nor an address called.
 *
 * <p>The other file is a named pipe: whoever opens its end for writing waits until somebody opens
 * the other for reading, so that the wait itself shows that nobody did. The address is a server of
 * this test that counts who calls.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherFilesTest {
  private static final int RATE = 22_050;

  private final AudioDecoder inProcess = new InProcessDecoder(RATE, DecodeLimits.DEFAULT);
  private final AtomicInteger calls = new AtomicInteger();
  private IsolatedDecoder isolated;
  private ServerSocket server;
  private Path pipe;
  private CountDownLatch opened;

  @BeforeAll
  void start() throws IOException {
    isolated = new IsolatedDecoder(RATE, DecodeLimits.DEFAULT);
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(
        () -> {
          while (true) {
            try (Socket caller = server.accept()) {
              calls.incrementAndGet();
              caller.setSoLinger(true, 0);
            }
          }
        });
  }

  @AfterAll
  void stop() throws IOException {
    isolated.close();
    server.close();
  }

  @BeforeEach
  void layOut(@TempDir Path folder) throws Exception {
    pipe = folder.resolve("other.wav");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    opened = new CountDownLatch(1);
    CountDownLatch latch = opened;
    Path path = pipe;
    daemon(
        () -> {
          while (true) {
            Files.newOutputStream(path, StandardOpenOption.WRITE).close();
            latch.countDown();
            Thread.sleep(20);
          }
        });
    calls.set(0);
  }

  /** The pipe and the server would have noticed: both are used here at last. */
  @AfterEach
  void theWatchesWork() throws Exception {
    Files.newInputStream(pipe).close();
    assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();
    int before = calls.get();
    try (Socket call = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(call.getInputStream().read()).isNegative();
    } catch (IOException e) {
      // reset, as it was accepted
    }
    assertThat(calls.get()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource(Lure.class)
  void aFileThatNamesAnother_opensNothing(Lure lure) throws Exception {
    assertOpensNothing(lure, inProcess);
  }

  @ParameterizedTest
  @EnumSource(Lure.class)
  void aFileThatNamesAnother_opensNothingInAProcessOfItsOwn(Lure lure) throws Exception {
    assertOpensNothing(lure, isolated);
  }

  /** Without what guards the decoder these do open it: the lures are no straw men. */
  @ParameterizedTest
  @EnumSource(
      value = Lure.class,
      names = {"FFCONCAT", "MOV_ALIAS"})
  void withoutGuards_theOtherFileIsOpened(Lure lure) throws Exception {
    Path file = Files.write(pipe.resolveSibling("music.mp3"), lure.file(pipe.toString()));
    openUnguarded(file);
    assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private void assertOpensNothing(Lure lure, AudioDecoder decoder) throws Exception {
    decode(decoder, lure.file(pipe.toString()));
    decode(decoder, lure.file("file:" + pipe));
    decode(decoder, lure.file("http://127.0.0.1:" + server.getLocalPort() + "/song.wav"));
    assertThat(opened.await(100, TimeUnit.MILLISECONDS)).as("the pipe was opened").isFalse();
    assertThat(calls).as("calls of the server").hasValue(0);
  }

  /** What comes of it does not matter, as an M4A may hold sound of its own beside a reference. */
  private static void decode(AudioDecoder decoder, byte[] file) {
    try {
      decoder.decode(file);
    } catch (AudioRejectedException e) {
      assertThat(e.reason())
          .isIn(RejectReason.NOT_AUDIO, RejectReason.CORRUPT, RejectReason.NO_SAMPLES);
    }
  }

  private static void openUnguarded(Path file) {
    AVFormatContext container = new AVFormatContext(null);
    AVDictionary options = new AVDictionary(null);
    av_dict_set(options, "safe", "0", 0);
    av_dict_set(options, "enable_drefs", "1", 0);
    av_dict_set(options, "use_absolute_path", "1", 0);
    int status = avformat_open_input(container, file.toString(), (AVInputFormat) null, options);
    av_dict_free(options);
    if (status >= 0) {
      avformat_find_stream_info(container, (AVDictionary) null);
      avformat_close_input(container);
    }
  }

  /** Runs until the test's process ends, or something fails. */
  private static void daemon(Action action) {
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (Exception e) {
                // the test is over
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Action {
    void run() throws Exception;
  }
}
