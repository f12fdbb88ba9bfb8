package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** A worker that does what its file names, in place of decoding it. */
final class MisbehavingWorker implements AudioDecoder {
  private static final DecodedAudio SOUND =
      new DecodedAudio(new short[1], 22_050, 8_000, 1, "none");
  private static final int BLOCK_BYTES = 32 << 20;

  /** What may go wrong. */
  enum Deed {
    WELL(""),
    PRINT(""),
    /** Throws if it knows more of its parent's environment than it may. */
    LOOK_AROUND(""),
    /** Hangs in the first process that is given it. */
    HANG_ONCE(""),
    HANG(""),
    SEGFAULT("SIGSEGV"),
    EXIT("ended with 9"),
    THROW("IllegalStateException: no answer"),
    NONSENSE(""),
    HUGE_ANSWER(""),
    HALF_AN_ANSWER("ended with 9"),
    EXHAUST_HEAP(""),
    EXHAUST_NATIVE("");

    private final String detail;

    Deed(String detail) {
      this.detail = detail;
    }

    String detail() {
      return detail;
    }

    /** A file that asks for it, and says who does. */
    byte[] file() {
      return (name() + " " + ProcessHandle.current().pid() + " " + System.nanoTime())
          .getBytes(US_ASCII);
    }
  }

  private final DataOutputStream out =
      new DataOutputStream(new FileOutputStream(FileDescriptor.out));

  /** What lies there while a file that asks for {@link Deed#HANG_ONCE} hangs. */
  static Path mark(String request) {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "hang-once-" + Integer.toHexString(request.hashCode()));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    DecodeWorker.serve(new MisbehavingWorker());
  }

  @Override
  public DecodedAudio decode(byte[] file) {
    String request = new String(file, US_ASCII);
    try {
      misbehave(Deed.valueOf(request.split(" ", 2)[0]), request);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return SOUND;
  }

  @Override
  public void close() {}

  private void misbehave(Deed deed, String request) throws IOException, InterruptedException {
    switch (deed) {
      case WELL -> {}
      case LOOK_AROUND -> {
        if (!WorkerCommand.KEPT_VARIABLES.containsAll(System.getenv().keySet())) {
          throw new IllegalStateException(System.getenv().keySet().toString());
        }
      }
      case PRINT -> System.out.println("a library's remark");
      case HANG_ONCE -> {
        Path mark = mark(request);
        if (Files.deleteIfExists(mark)) {
          return;
        }
        Files.createFile(mark);
        Thread.sleep(Long.MAX_VALUE);
      }
      case HANG -> Thread.sleep(Long.MAX_VALUE);
      case SEGFAULT -> Pointer.memset(new Nowhere(), 1, 8);
      case THROW -> throw new IllegalStateException("no answer");
      case EXIT -> Runtime.getRuntime().halt(9);
      case NONSENSE -> out.writeBytes("# A fatal error has been detected");
      case HUGE_ANSWER -> {
        out.write(new byte[] {0x74, 0x6f, 0x6e, 0x65, 3});
        out.writeInt(Integer.MAX_VALUE);
      }
      case HALF_AN_ANSWER -> {
        out.write(new byte[] {0x74, 0x6f, 0x6e, 0x65, 3});
        out.writeInt(1_000);
        Runtime.getRuntime().halt(9);
      }
      case EXHAUST_HEAP -> {
        List<byte[]> blocks = new ArrayList<>();
        while (blocks.size() < Integer.MAX_VALUE) {
          blocks.add(new byte[BLOCK_BYTES]);
        }
      }
      case EXHAUST_NATIVE -> {
        for (int i = 0; i < 64; i++) {
          BytePointer block = new BytePointer(Pointer.malloc(BLOCK_BYTES));
          Pointer.memset(block, 1, BLOCK_BYTES);
          Thread.sleep(20);
        }
      }
    }
  }

  /** Memory that is nobody's. */
  private static final class Nowhere extends Pointer {
    Nowhere() {
      super((Pointer) null);
      address = 8;
    }
  }

  /** A worker whose libraries do not load. */
  static final class NeverReady {
    private NeverReady() {}

    public static void main(String[] args) {
      System.err.println("no libraries here");
      Runtime.getRuntime().halt(3);
    }
  }
}
