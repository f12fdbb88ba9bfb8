package org.tonewheel.pipelines.storage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A path in a Beam file system. Its text, if it is absolute, is what Beam understands. */
final class BeamPath implements Path {
  private final BeamFileSystem files;
  private final boolean absolute;
  private final ImmutableList<String> names;

  BeamPath(BeamFileSystem files, boolean absolute, List<String> names) {
    this.files = files;
    this.absolute = absolute;
    this.names = ImmutableList.copyOf(names);
  }

  private static BeamPath of(Path path) {
    if (path instanceof BeamPath own) {
      return own;
    }
    throw new ProviderMismatchException(path + " lies on this machine");
  }

  @Override
  public BeamFileSystem getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public BeamPath getRoot() {
    return absolute ? files.root() : null;
  }

  @Override
  public BeamPath getFileName() {
    return names.isEmpty() ? null : getName(names.size() - 1);
  }

  @Override
  public BeamPath getParent() {
    if (names.isEmpty() || (names.size() == 1 && !absolute)) {
      return null;
    }
    return new BeamPath(files, absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public BeamPath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public BeamPath subpath(int from, int to) {
    if (from < 0 || to > names.size() || from >= to) {
      throw new IllegalArgumentException("%s has no names %d to %d".formatted(this, from, to));
    }
    return new BeamPath(files, false, names.subList(from, to));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof BeamPath path
        && path.files.equals(files)
        && path.absolute == absolute
        && path.names.size() <= names.size()
        && names.subList(0, path.names.size()).equals(path.names);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof BeamPath path) || !path.files.equals(files)) {
      return false;
    }
    int extra = names.size() - path.names.size();
    return path.absolute
        ? equals(path)
        : extra >= 0 && names.subList(extra, names.size()).equals(path.names);
  }

  @Override
  public BeamPath normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      boolean above = kept.isEmpty() || Iterables.getLast(kept).equals("..");
      if (name.equals("..") && !above) {
        kept.remove(kept.size() - 1);
      } else if (!name.equals(".") && !(name.equals("..") && absolute)) {
        kept.add(name);
      }
    }
    return new BeamPath(files, absolute, kept);
  }

  @Override
  public Path resolve(Path other) {
    if (other.isAbsolute()) {
      return other;
    }
    return new BeamPath(
        files,
        absolute,
        ImmutableList.<String>builder().addAll(names).addAll(of(other).names).build());
  }

  @Override
  public BeamPath relativize(Path other) {
    BeamPath to = of(other);
    if (!to.files.equals(files) || to.absolute != absolute) {
      throw new IllegalArgumentException("there is no way from %s to %s".formatted(this, to));
    }
    int common = 0;
    while (common < Math.min(names.size(), to.names.size())
        && names.get(common).equals(to.names.get(common))) {
      common++;
    }
    List<String> way = new ArrayList<>(Collections.nCopies(names.size() - common, ".."));
    way.addAll(to.names.subList(common, to.names.size()));
    return new BeamPath(files, false, way);
  }

  @Override
  public URI toUri() {
    try {
      String path = "/" + String.join("/", names);
      return new URI(files.scheme(), files.authority(), path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(this + " cannot be written as a URI", e);
    }
  }

  @Override
  public BeamPath toAbsolutePath() {
    return new BeamPath(files, true, names);
  }

  @Override
  public BeamPath toRealPath(LinkOption... options) {
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException(this + " cannot be watched");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BeamPath path
        && path.absolute == absolute
        && path.files.equals(files)
        && path.names.equals(names);
  }

  @Override
  public int hashCode() {
    return 31 * files.hashCode() + names.hashCode();
  }

  @Override
  public String toString() {
    String path = String.join("/", names);
    return absolute ? files + "/" + path : path;
  }
}
