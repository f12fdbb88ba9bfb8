package org.tonewheel.pipelines.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.io.Resources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What a job takes along to a cluster: this program and its libraries, without those that lie in
 * the cluster's own {@code lib}. {@code cluster-lib.txt} lists these: native libraries can be
 * loaded by one class loader of a process only, and every job has one of its own.
 */
final class StagedJars {
  private static final Splitter LINES = Splitter.on('\n').trimResults().omitEmptyStrings();

  private StagedJars() {}

  /** Absolute paths of jars and folders of classes, in the order of the class path. */
  static List<String> ofThisProcess() throws IOException {
    List<String> provided =
        LINES
            .splitToStream(
                Resources.toString(
                    Resources.getResource(StagedJars.class, "cluster-lib.txt"), UTF_8))
            .filter(line -> !line.startsWith("#"))
            .map(line -> Splitter.on(' ').splitToList(line).get(0))
            .toList();
    Set<String> staged = new LinkedHashSet<>();
    for (Path path : classPath()) {
      String name = path.getFileName().toString();
      if (Files.exists(path) && provided.stream().noneMatch(name::startsWith)) {
        staged.add(path.toString());
      }
    }
    return List.copyOf(staged);
  }

  /** The class path, with what the manifests of its jars add. */
  private static List<Path> classPath() throws IOException {
    Set<Path> all = new LinkedHashSet<>();
    for (String entry :
        Splitter.on(File.pathSeparatorChar)
            .omitEmptyStrings()
            .split(System.getProperty("java.class.path"))) {
      Path path = Path.of(entry).toAbsolutePath().normalize();
      all.add(path);
      if (Files.isRegularFile(path)) {
        for (String other : Splitter.on(' ').omitEmptyStrings().split(addedBy(path))) {
          all.add(Path.of(path.toUri().resolve(other)).normalize());
        }
      }
    }
    return List.copyOf(all);
  }

  private static String addedBy(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null
          ? ""
          : Strings.nullToEmpty(manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH));
    }
  }
}
