package org.tonewheel.pipelines.storage;

/** There is no Beam file system on the class path for a path's scheme. */
public final class UnknownStorageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnknownStorageException(BeamFileSystem files, IllegalArgumentException cause) {
    super(message(files), cause);
  }

  private static String message(BeamFileSystem files) {
    String place = files + " cannot be reached: this build has no file system for '";
    return files.scheme().equals("s3")
        ? place
            + "s3'; start the launcher with TONEWHEEL_PROFILES=s3, or build with `mvn -Ps3`, which"
            + " adds Beam's beam-sdks-java-io-amazon-web-services2"
        : place
            + files.scheme()
            + "'; add the Beam module that has one to pipelines/pom.xml, as its profile s3 does";
  }
}
