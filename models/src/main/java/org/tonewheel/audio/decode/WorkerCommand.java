package org.tonewheel.audio.decode;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.Loader;

/**
 * How a worker is started: the Java of this process, and the jars that this process's own classes
 * came from, by whatever class loader. That holds on a class path, and on Flink, where the job's
 * jars lie in the TaskManager's folder of blobs and FFmpeg's in its own {@code lib}.
 *
 * @param main the worker's program
 */
record WorkerCommand(Class<?> main) {
  private static final long MIB = 1 << 20;

  /**
   * What a worker keeps of this process's environment: no keys to stores, which a file that takes
   * it over could read, and no options for every Java, which would speak on its streams.
   */
  static final ImmutableSet<String> KEPT_VARIABLES =
      ImmutableSet.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SystemRoot");

  /**
   * The whole command.
   *
   * @throws IllegalStateException if a jar is not a file of this machine
   */
  ImmutableList<String> line(WorkerSettings settings) {
    ImmutableList.Builder<String> line = ImmutableList.builder();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // one thread works; a crash is told on standard error and leaves no file behind
    line.add(
        "-Xmx" + (settings.heapBytes() / MIB + 1) + "m",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "-XX:+DisplayVMOutputToStderr",
        "-XX:+ErrorFileToStderr",
        "-XX:-CreateCoredumpOnCrash",
        "-Xshare:auto",
        "-Djava.awt.headless=true");
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("org.bytedeco.javacpp.") || name.equals("java.io.tmpdir")) {
        line.add("-D" + name + "=" + System.getProperty(name));
      }
    }
    line.add("-cp", classPath(), main.getName());
    line.addAll(settings.toArguments());
    return line.build();
  }

  /** The jars and folders that the worker's classes and libraries lie in. */
  String classPath() {
    Set<String> places = new LinkedHashSet<>();
    List<Class<?>> needed =
        List.of(main, AudioDecoder.class, ImmutableList.class, Loader.class, avcodec.class);
    for (Class<?> type : needed) {
      places.add(place(type));
    }
    places.addAll(nativePlaces());
    for (String place : places) {
      if (place.contains(File.pathSeparator)) {
        throw new IllegalStateException(
            "audio.isolate: %s cannot stand on a class path; move it or leave out the setting"
                .formatted(place));
      }
    }
    return String.join(File.pathSeparator, places);
  }

  private static String place(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw unknown(type.getName(), "its class loader does not say");
    }
    return file(source.getLocation().toString(), type.getName());
  }

  /** Where the native libraries lie, which have jars of their own. */
  private static List<String> nativePlaces() {
    List<String> places = new ArrayList<>();
    String platform = Loader.getPlatform();
    for (Class<?> type : List.of(Loader.class, avcodec.class)) {
      String library = type == Loader.class ? "jnijavacpp" : "jniavcodec";
      String folder = type == Loader.class ? "javacpp" : "ffmpeg";
      String name =
          "org/bytedeco/%s/%s/%s".formatted(folder, platform, System.mapLibraryName(library));
      URL found = type.getClassLoader().getResource(name);
      if (found == null) {
        // unpacked by hand: JavaCPP is told where by its properties, which the worker has too
        continue;
      }
      String address = found.toString();
      address = address.substring(0, address.length() - name.length());
      if (address.startsWith("jar:") && address.endsWith("!/")) {
        address = address.substring("jar:".length(), address.length() - "!/".length());
      }
      places.add(file(address, name));
    }
    return places;
  }

  private static String file(String address, String name) {
    try {
      URI uri = new URI(address);
      if ("file".equals(uri.getScheme()) && Files.exists(Path.of(uri))) {
        return Path.of(uri).toString();
      }
      throw unknown(name, "it came from " + address);
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw unknown(name, "it came from " + address);
    }
  }

  private static IllegalStateException unknown(String name, String because) {
    return new IllegalStateException(
        "audio.isolate: the process that decodes cannot be given %s: %s, and a jar on this machine is needed; leave out the setting"
            .formatted(name, because));
  }
}
