package org.tonewheel.pipelines.storage;

import com.google.common.collect.ImmutableMap;

/** There is no Beam file system on the class path for a path's scheme. */
public final class UnknownStorageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Which of Beam's modules reads a scheme. */
  private static final ImmutableMap<String, String> MODULES =
      ImmutableMap.of(
          "gs", "beam-sdks-java-extensions-google-cloud-platform-core",
          "hdfs", "beam-sdks-java-io-hadoop-file-system",
          "webhdfs", "beam-sdks-java-io-hadoop-file-system",
          "azfs", "beam-sdks-java-io-azure");

  UnknownStorageException(BeamFileSystem files, IllegalArgumentException cause) {
    super(message(files), cause);
  }

  private static String message(BeamFileSystem files) {
    String place = files + " cannot be reached: this build has no file system for '";
    String module = MODULES.get(files.scheme());
    return files.scheme().equals("s3")
        ? place
            + "s3'; start the launcher with TONEWHEEL_PROFILES=s3, or build with `mvn -Ps3`, which"
            + " adds Beam's beam-sdks-java-io-amazon-web-services2"
        : place
            + files.scheme()
            + "'; add the Beam module that has one"
            + (module == null ? "" : " (" + module + ")")
            + " to pipelines/pom.xml, as its profile s3 does, or name its jars in"
            + " TONEWHEEL_CLASSPATH";
  }
}
