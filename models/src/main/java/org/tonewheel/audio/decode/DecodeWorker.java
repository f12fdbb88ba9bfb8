package org.tonewheel.audio.decode;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.tonewheel.audio.Native;

/**
 * The program of the process that {@link IsolatedDecoder} decodes in: reads files from standard
 * input, one frame each, and writes what became of them to standard output. It ends with its input,
 * even while it decodes, so that it never outlives whom it works for.
 */
public final class DecodeWorker {
  private static final int BUFFER_BYTES = 1 << 16;

  private DecodeWorker() {}

  /**
   * Works until the input ends.
   *
   * @param args the {@linkplain WorkerSettings settings}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    WorkerSettings settings = WorkerSettings.parse(args);
    // libraries that cannot be loaded are a reason not to come up
    Native.silence();
    serve(new InProcessDecoder(settings.sampleRate(), settings.limits()));
  }

  /** Serves standard input with a decoder. Never returns. */
  static void serve(AudioDecoder decoder) throws IOException, InterruptedException {
    InputStream in = new FileInputStream(FileDescriptor.in);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    // whatever else writes to standard output must not get between the frames
    System.setOut(System.err);
    DataInputStream files = new DataInputStream(in);
    DataOutputStream answers = new DataOutputStream(new BufferedOutputStream(out, BUFFER_BYTES));
    BlockingQueue<byte[]> queue = new SynchronousQueue<>();
    Thread decoding = new Thread(() -> decode(decoder, queue, answers), "decode");
    decoding.setDaemon(true);
    decoding.start();
    try {
      WorkerFrames.writeReady(answers);
      Optional<byte[]> file = WorkerFrames.readFile(files);
      while (file.isPresent()) {
        queue.put(file.get());
        file = WorkerFrames.readFile(files);
      }
    } finally {
      // a decode that hangs must not keep the process
      Runtime.getRuntime().halt(0);
    }
  }

  private static void decode(
      AudioDecoder decoder, BlockingQueue<byte[]> files, DataOutputStream answers) {
    try {
      while (true) {
        answer(decoder, files.take(), answers);
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      // without an answer the parent would wait until the time limit
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void answer(AudioDecoder decoder, byte[] file, DataOutputStream answers)
      throws IOException {
    try {
      WorkerFrames.writeDecoded(answers, decoder.decode(file));
    } catch (AudioRejectedException e) {
      WorkerFrames.writeRejected(answers, e);
    } catch (OutOfMemoryError e) {
      WorkerFrames.writeRejected(
          answers,
          new AudioRejectedException(
              RejectReason.DECODER_MEMORY,
              "decoding took more memory than its process has: " + e.getMessage()));
    }
  }
}
