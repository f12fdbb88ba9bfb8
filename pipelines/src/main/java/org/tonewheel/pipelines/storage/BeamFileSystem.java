package org.tonewheel.pipelines.storage;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** One bucket, or whatever stands after the scheme. Two with the same names are the same. */
final class BeamFileSystem extends FileSystem {
  private final String scheme;
  private final String authority;

  /**
   * Names it.
   *
   * @param scheme in lower case, such as {@code s3}
   * @param authority the bucket; may be empty
   */
  BeamFileSystem(String scheme, String authority) {
    this.scheme = scheme;
    this.authority = authority;
  }

  String scheme() {
    return scheme;
  }

  String authority() {
    return authority;
  }

  @Override
  public BeamPath getPath(String first, String... more) {
    String text = more.length == 0 ? first : first + "/" + String.join("/", more);
    List<String> names = Arrays.stream(text.split("/")).filter(name -> !name.isEmpty()).toList();
    return new BeamPath(this, text.startsWith("/"), names);
  }

  BeamPath root() {
    return new BeamPath(this, true, List.of());
  }

  /** Matches relative paths, by the rules of this machine. */
  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(Path.of(path.toString()));
  }

  @Override
  public FileSystemProvider provider() {
    return BeamFileSystemProvider.INSTANCE;
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(root());
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException(this + " is Beam's to close");
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException(this + " tells nothing of owners");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException(this + " cannot be watched");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BeamFileSystem files
        && files.scheme.equals(scheme)
        && files.authority.equals(authority);
  }

  @Override
  public int hashCode() {
    return 31 * scheme.hashCode() + authority.hashCode();
  }

  @Override
  public String toString() {
    return scheme + "://" + authority;
  }
}
