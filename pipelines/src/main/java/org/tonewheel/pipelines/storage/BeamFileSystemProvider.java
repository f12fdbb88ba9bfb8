package org.tonewheel.pipelines.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Beam's file systems as one of Java's, for {@link java.nio.file.Files}. It does what an object
 * store can: read from any place, write whole files, list by prefix, copy, delete. A folder is
 * there while a file's name begins with it; making one does nothing.
 *
 * <p>Asked whether a file is there, it throws {@link UncheckedIOException} if that cannot be told:
 * {@code Files.exists} would take an {@link IOException} for an absence.
 */
final class BeamFileSystemProvider extends FileSystemProvider {
  static final BeamFileSystemProvider INSTANCE = new BeamFileSystemProvider();

  private static final Set<OpenOption> WRITE_OPTIONS =
      Set.of(
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.TRUNCATE_EXISTING);

  private BeamFileSystemProvider() {}

  @Override
  public String getScheme() {
    return "beam";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("Beam's file systems are there already");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return getPath(uri).getFileSystem();
  }

  @Override
  public Path getPath(URI uri) {
    return Storage.path(uri.getScheme() + "://" + uri.getAuthority() + uri.getPath());
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    BeamPath file = absolute(path);
    if (options.isEmpty() || options.equals(Set.of(StandardOpenOption.READ))) {
      return BeamFiles.open(file);
    }
    if (!WRITE_OPTIONS.containsAll(options)
        || !(options.contains(StandardOpenOption.CREATE_NEW)
            || (options.contains(StandardOpenOption.CREATE)
                && options.contains(StandardOpenOption.TRUNCATE_EXISTING)))) {
      throw new UnsupportedOperationException(
          "%s cannot be opened with %s: a file there is written anew as a whole"
              .formatted(path, options));
    }
    if (options.contains(StandardOpenOption.CREATE_NEW) && BeamFiles.file(file).isPresent()) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return new WriteChannel(file, BeamFiles.create(file));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    BeamPath above = absolute(folder);
    List<BeamPath> children =
        BeamFiles.below(above).stream()
            .map(listed -> listed.path().getName(above.getNameCount()))
            .distinct()
            .map(name -> (BeamPath) folder.resolve(name))
            .toList();
    if (children.isEmpty() && !BeamFiles.isFolder(above)) {
      throw new NoSuchFileException(folder.toString(), null, "there is no file in such a folder");
    }
    return new Children(children.stream().filter(child -> accepted(filter, child)).toList());
  }

  private static boolean accepted(DirectoryStream.Filter<? super Path> filter, Path child) {
    try {
      return filter.accept(child);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Children(List<BeamPath> paths) implements DirectoryStream<Path> {
    @Override
    public Iterator<Path> iterator() {
      return List.<Path>copyOf(paths).iterator();
    }

    @Override
    public void close() {}
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) {
    // it comes with its first file
  }

  @Override
  public void delete(Path path) throws IOException {
    if (!deleteIfExists(path)) {
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    BeamPath file = absolute(path);
    if (BeamFiles.file(file).isEmpty()) {
      return false; // a folder goes with its last file
    }
    BeamFiles.delete(List.of(file));
    return true;
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    BeamPath from = absolute(source);
    BeamPath to = absolute(target);
    if (!from.getFileSystem().scheme().equals(to.getFileSystem().scheme())) {
      throw new UnsupportedOperationException(
          "%s and %s are of two kinds of store; copy by way of this machine".formatted(from, to));
    }
    if (!Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING)
        && BeamFiles.file(to).isPresent()) {
      throw new FileAlreadyExistsException(target.toString());
    }
    if (BeamFiles.file(from).isEmpty()) {
      throw new NoSuchFileException(source.toString());
    }
    BeamFiles.copy(List.of(from), List.of(to));
  }

  /** Moves a file by a copy: for an instant there are two, and a reader sees either one whole. */
  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    if (Arrays.asList(options).contains(StandardCopyOption.ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(
          source.toString(), target.toString(), "the store has no renames, only copies");
    }
    copy(source, target, options);
    BeamFiles.delete(List.of(absolute(source)));
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return one.equals(other);
  }

  @Override
  public boolean isHidden(Path path) {
    return path.getFileName() != null && path.getFileName().toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException(path + ": what is free there is not known");
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    attributes(path);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null; // nothing can be set
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (!type.isAssignableFrom(BeamAttributes.class)) {
      throw new UnsupportedOperationException(path + " has no " + type.getSimpleName());
    }
    return type.cast(attributes(path));
  }

  private static BeamAttributes attributes(Path path) throws NoSuchFileException {
    BeamPath asked = absolute(path);
    try {
      Optional<BeamAttributes> file = BeamFiles.file(asked);
      if (file.isPresent()) {
        return file.get();
      }
      if (BeamFiles.isFolder(asked)) {
        return BeamAttributes.FOLDER;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    throw new NoSuchFileException(path.toString());
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException(path + " has no attributes by name");
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException(path + " has no attributes to be set");
  }

  private static BeamPath absolute(Path path) {
    return ((BeamPath) path).toAbsolutePath().normalize();
  }
}
