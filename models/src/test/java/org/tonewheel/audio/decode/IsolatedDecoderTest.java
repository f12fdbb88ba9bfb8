package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonewheel.audio.decode.MisbehavingWorker.Deed;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolatedDecoderTest {
  private static final int RATE = 22_050;

  /** Little memory. */
  private static final DecodeLimits TIGHT = new DecodeLimits(30, 4 << 20);

  private final AudioDecoder inProcess = new InProcessDecoder(RATE, DecodeLimits.DEFAULT);
  private IsolatedDecoder isolated;

  @BeforeAll
  void start() {
    isolated = new IsolatedDecoder(RATE, DecodeLimits.DEFAULT);
  }

  @AfterAll
  void stop() {
    isolated.close();
  }

  @ParameterizedTest
  @EnumSource(SoundFile.class)
  void everyFormat_givesTheSameSamplesAsInProcess(SoundFile format) throws Exception {
    byte[] file = format.bytes(0.8);
    DecodedAudio expected = inProcess.decode(file);
    DecodedAudio decoded = isolated.decode(file);
    assertThat(decoded.pcm()).containsExactly(expected.pcm());
    assertThat(decoded.sampleRate()).isEqualTo(RATE);
    assertThat(decoded.sourceSampleRate())
        .isEqualTo(format.sampleRate())
        .isEqualTo(expected.sourceSampleRate());
    assertThat(decoded.sourceChannels())
        .isEqualTo(format.channels())
        .isEqualTo(expected.sourceChannels());
    assertThat(decoded.codec()).isEqualTo(expected.codec());
    assertThat(decoded.seconds()).isBetween(0.75, 0.9);
  }

  @Test
  void rejections_haveTheSameReasonAndWords() {
    byte[] cut = Arrays.copyOf(SoundFile.FLAC.bytes(3), 20_000);
    for (byte[] file : new byte[][] {new byte[0], "no music".getBytes(US_ASCII), cut}) {
      AudioRejectedException expected = reject(inProcess, file);
      AudioRejectedException rejection = reject(isolated, file);
      assertThat(rejection.reason()).isEqualTo(expected.reason());
      assertThat(rejection.detail()).isEqualTo(expected.detail());
    }
  }

  @Test
  void oneProcess_servesManyFilesAndIsThenReplaced() throws Exception {
    byte[] file = SoundFile.MP3.bytes(0.3);
    try (IsolatedDecoder decoder =
        new IsolatedDecoder(new WorkerCommand(DecodeWorker.class), RATE, TIGHT, 3)) {
      long first = decoder.pid();
      for (int i = 0; i < 3; i++) {
        decoder.decode(file);
      }
      assertThat(decoder.pid()).isEqualTo(first);
      decoder.decode(file);
      assertThat(decoder.pid()).isNotEqualTo(first);
      assertThat(isRunning(first)).isFalse();
    }
  }

  @Test
  void aClosedDecoder_leavesNoProcess() {
    IsolatedDecoder decoder = new IsolatedDecoder(RATE, TIGHT);
    assertThat(isRunning(decoder.pid())).isTrue();
    decoder.close();
    assertThat(isRunning(decoder.pid())).isFalse();
  }

  @Test
  void aWorkerKilledBetweenFiles_isReplacedAndNoFileIsLost() throws Exception {
    byte[] file = SoundFile.OGG_VORBIS.bytes(0.5);
    try (IsolatedDecoder decoder = new IsolatedDecoder(RATE, TIGHT)) {
      decoder.decode(file);
      ProcessHandle.of(decoder.pid()).orElseThrow().destroyForcibly();
      assertThat(decoder.decode(file).pcm()).containsExactly(inProcess.decode(file).pcm());
    }
  }

  @Test
  void aWorkerKilledWithinAFile_givesTheFileToAFreshOne() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (IsolatedDecoder decoder = misbehaving(DecodeLimits.DEFAULT)) {
      long first = decoder.pid();
      byte[] file = Deed.HANG_ONCE.file();
      Future<DecodedAudio> decoding = threads.submit(() -> decoder.decode(file));
      while (!Files.exists(MisbehavingWorker.mark(new String(file, US_ASCII)))) {
        Thread.sleep(20);
      }
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      assertThat(decoding.get().pcm()).hasSize(1);
      assertThat(decoder.pid()).isNotEqualTo(first);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Deed.class,
      names = {"SEGFAULT", "EXIT", "THROW", "NONSENSE", "HUGE_ANSWER", "HALF_AN_ANSWER"})
  void aFileThatEndsItsProcess_isRejectedAndTheNextIsDecoded(Deed deed) throws Exception {
    try (IsolatedDecoder decoder = misbehaving(TIGHT)) {
      AudioRejectedException rejection = reject(decoder, deed.file());
      assertThat(rejection.reason()).isEqualTo(RejectReason.DECODER_CRASHED);
      assertThat(rejection.detail()).contains("lost twice").contains(deed.detail());
      assertThat(decoder.decode(Deed.WELL.file()).pcm()).hasSize(1);
    }
  }

  @Test
  void aFileThatHangs_isRejectedForTimeAndTheNextIsDecoded() throws Exception {
    try (IsolatedDecoder decoder = misbehaving(TIGHT.withMaxDecodeSeconds(1))) {
      long hung = decoder.pid();
      AudioRejectedException rejection = reject(decoder, Deed.HANG.file());
      assertThat(rejection.reason()).isEqualTo(RejectReason.DECODE_TIMEOUT);
      assertThat(rejection.detail()).contains("1.0 s");
      assertThat(isRunning(hung)).isFalse();
      assertThat(decoder.decode(Deed.WELL.file()).pcm()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXHAUST_HEAP", "EXHAUST_NATIVE"})
  void aFileThatEatsMemory_isRejectedForItAndTheNextIsDecoded(Deed deed) throws Exception {
    try (IsolatedDecoder decoder = misbehaving(TIGHT)) {
      AudioRejectedException rejection = reject(decoder, deed.file());
      assertThat(rejection.reason()).isEqualTo(RejectReason.DECODER_MEMORY);
      assertThat(decoder.decode(Deed.WELL.file()).pcm()).hasSize(1);
    }
  }

  @Test
  void whatAWorkerPrints_doesNotGetBetweenTheFrames() throws Exception {
    try (IsolatedDecoder decoder = misbehaving(TIGHT)) {
      assertThat(decoder.decode(Deed.PRINT.file()).pcm()).hasSize(1);
    }
  }

  @Test
  void aWorker_doesNotGetItsParentsKeys() throws Exception {
    assertThat(WorkerCommand.KEPT_VARIABLES.containsAll(System.getenv().keySet()))
        .as("this process has no more than a worker may have")
        .isFalse();
    try (IsolatedDecoder decoder = misbehaving(TIGHT)) {
      assertThat(decoder.decode(Deed.LOOK_AROUND.file()).pcm()).hasSize(1);
    }
  }

  @Test
  void aWorkerThatDoesNotComeUp_isAnErrorWithItsWords() {
    assertThatThrownBy(
            () ->
                new IsolatedDecoder(
                    new WorkerCommand(MisbehavingWorker.NeverReady.class), RATE, TIGHT, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("audio.isolate")
        .hasMessageContaining("ended with 3")
        .hasMessageContaining("no libraries here");
  }

  @Test
  void theWorkersClassPath_holdsWhatDecodingNeedsAndNoMore() {
    String path = new WorkerCommand(DecodeWorker.class).classPath();
    assertThat(path).contains("ffmpeg").contains("javacpp").contains("guava");
    assertThat(path).doesNotContain("djl").doesNotContain("tribuo").doesNotContain("junit");
  }

  private static IsolatedDecoder misbehaving(DecodeLimits limits) {
    return new IsolatedDecoder(new WorkerCommand(MisbehavingWorker.class), RATE, limits, 100);
  }

  private static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static AudioRejectedException reject(AudioDecoder decoder, byte[] file) {
    AudioRejectedException rejection =
        catchThrowableOfType(AudioRejectedException.class, () -> decoder.decode(file));
    assertThat(rejection).as("a rejection").isNotNull();
    return rejection;
  }
}
