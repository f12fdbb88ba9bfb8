package org.tonewheel.pipelines.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * An object store in this process, as strict as S3 by Beam: {@code mem://bucket/key}. Only keys are
 * there, a listing is by prefix, an object appears when its channel is closed, reading beyond an
 * object's last byte is an error of the client and no {@link IOException}. The bucket {@code
 * broken} answers nothing; in {@code full} the first write fails.
 */
final class MemoryStore extends FileSystem<MemoryStore.Key> {
  private static final Map<String, byte[]> OBJECTS = new ConcurrentSkipListMap<>();
  private static final Map<String, AtomicInteger> REQUESTS = new ConcurrentHashMap<>();

  /** Found by Beam as a service. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new MemoryStore());
    }
  }

  /** A key with its scheme and bucket. */
  record Key(String text) implements ResourceId {
    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new Key(text + other);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new Key(text.substring(0, text.lastIndexOf('/') + 1));
    }

    @Override
    public String getScheme() {
      return "mem";
    }

    @Override
    public String getFilename() {
      return text.substring(text.lastIndexOf('/') + 1);
    }

    @Override
    public boolean isDirectory() {
      return text.endsWith("/");
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** How often a kind of request was made. */
  static int requests(String kind) {
    return REQUESTS.getOrDefault(kind, new AtomicInteger()).get();
  }

  private static void request(String kind, String text) {
    REQUESTS.computeIfAbsent(kind, k -> new AtomicInteger()).incrementAndGet();
    if (text.startsWith("mem://broken/")) {
      throw new IllegalStateException("Unable to execute HTTP request: connection refused");
    }
  }

  @Override
  protected String getScheme() {
    return "mem";
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    return specs.stream().map(MemoryStore::match).toList();
  }

  private static MatchResult match(String spec) {
    request("match", spec);
    boolean listing = spec.endsWith("/**");
    String plain = listing ? spec.substring(0, spec.length() - 2) : spec;
    if (plain.matches(".*[*?\\[\\]{}\\\\].*")) {
      throw new IllegalArgumentException(spec + " is a pattern that S3 would take otherwise");
    }
    List<Metadata> found = new ArrayList<>();
    OBJECTS.forEach(
        (key, bytes) -> {
          if (listing ? key.startsWith(plain) : key.equals(plain)) {
            found.add(
                Metadata.builder()
                    .setResourceId(new Key(key))
                    .setSizeBytes(bytes.length)
                    .setLastModifiedMillis(1)
                    .setIsReadSeekEfficient(true)
                    .build());
          }
        });
    return found.isEmpty() && !listing
        ? MatchResult.create(Status.NOT_FOUND, new FileNotFoundException(spec))
        : MatchResult.create(Status.OK, found);
  }

  @Override
  protected WritableByteChannel create(Key key, CreateOptions options) {
    request("create", key.text());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new WritableByteChannel() {
      private final WritableByteChannel channel = Channels.newChannel(bytes);

      @Override
      public int write(ByteBuffer from) throws IOException {
        if (key.text().startsWith("mem://full/")) {
          throw new IllegalStateException("no room");
        }
        return channel.write(from);
      }

      @Override
      public boolean isOpen() {
        return channel.isOpen();
      }

      @Override
      public void close() throws IOException {
        channel.close();
        OBJECTS.put(key.text(), bytes.toByteArray());
      }
    };
  }

  @Override
  protected ReadableByteChannel open(Key key) {
    request("open", key.text());
    byte[] bytes = OBJECTS.get(key.text());
    if (bytes == null) {
      throw new IllegalStateException("NoSuchKey"); // no IOException, as with S3
    }
    return new ObjectChannel(bytes);
  }

  @Override
  protected void copy(List<Key> from, List<Key> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      request("copy", from.get(i).text());
      byte[] bytes = OBJECTS.get(from.get(i).text());
      if (bytes == null) {
        throw new FileNotFoundException(from.get(i).text());
      }
      OBJECTS.put(to.get(i).text(), bytes);
    }
  }

  @Override
  protected void rename(List<Key> from, List<Key> to, MoveOptions... options) throws IOException {
    copy(from, to);
    delete(from);
  }

  @Override
  protected void delete(Collection<Key> keys) {
    for (Key key : keys) {
      request("delete", key.text());
      OBJECTS.remove(key.text());
    }
  }

  @Override
  protected Key matchNewResource(String text, boolean directory) {
    return new Key(text);
  }

  /** An object that is read from any place but its end. */
  private static final class ObjectChannel implements SeekableByteChannel {
    private final byte[] bytes;
    private ByteArrayInputStream in;
    private int position;
    private boolean open = true;

    ObjectChannel(byte[] bytes) {
      this.bytes = bytes;
      this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read(ByteBuffer into) {
      byte[] some = new byte[Math.min(into.remaining(), 7)]; // networks come in small pieces
      int read = in.read(some, 0, some.length);
      if (read > 0) {
        into.put(some, 0, read);
        position += read;
      }
      return read;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long place) {
      if (place >= bytes.length) {
        throw new IllegalArgumentException("new position too high");
      }
      position = (int) place;
      in = new ByteArrayInputStream(bytes, position, bytes.length - position);
      return this;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }
  }
}
