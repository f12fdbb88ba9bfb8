package org.tonewheel.pipelines.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageTest {
  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "a/b, a/b",
    "file:///a/b, /a/b",
    "file:/a/b, /a/b",
    "s3://bucket/a//b/, s3://bucket/a/b",
    "S3://Bucket/A, s3://Bucket/A",
    "s3://bucket, s3://bucket/",
    "hdfs://host:8020/a, hdfs://host:8020/a",
    "s3://bucket/a b%20c#d, s3://bucket/a b%20c#d",
  })
  void text_becomesAPath_andBack(String text, String path) {
    assertThat(Storage.path(text)).hasToString(path);
    assertThat(Storage.isLocal(Storage.path(text))).isEqualTo(!path.contains("://"));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/in, tracks.csv, s3://bucket/in/tracks.csv",
    "s3://bucket/in, ../tracks.csv, s3://bucket/tracks.csv",
    "s3://bucket/in, /data/tracks.csv, /data/tracks.csv",
    "s3://bucket/in, s3://other/tracks.csv, s3://other/tracks.csv",
    "/in, s3://other/tracks.csv, s3://other/tracks.csv",
    "/in, tracks.csv, /in/tracks.csv",
  })
  void textBesideAFolder_mayNameItsOwnPlace(String folder, String text, String path) {
    assertThat(Storage.resolve(Storage.path(folder), text).normalize()).hasToString(path);
  }

  @Test
  void path_hasTheNamesOfItsParts() {
    Path path = Storage.path("s3://bucket/runs/demo/run.json");
    assertThat(path.getFileName()).hasToString("run.json");
    assertThat(path.getParent()).isEqualTo(Storage.path("s3://bucket/runs/demo"));
    assertThat(path.getRoot()).isEqualTo(Storage.path("s3://bucket"));
    assertThat(path.getRoot().getParent()).isNull();
    assertThat(path.getRoot().getFileName()).isNull();
    assertThat(path.getNameCount()).isEqualTo(3);
    assertThat(path.subpath(1, 3)).hasToString("demo/run.json");
    assertThat(path.startsWith(Storage.path("s3://bucket/runs"))).isTrue();
    assertThat(path.startsWith(Storage.path("s3://bucket/run"))).isFalse();
    assertThat(path.startsWith(Storage.path("s3://other/runs"))).isFalse();
    assertThat(path.endsWith(path.getFileName())).isTrue();
    assertThat(path.resolveSibling("x")).hasToString("s3://bucket/runs/demo/x");
    assertThat(path.toUri()).hasToString("s3://bucket/runs/demo/run.json");
    assertThat(path.iterator()).toIterable().hasSize(3);
  }

  @Test
  void wayBetweenPaths_isThatOfFolders() {
    Path root = Storage.path("s3://bucket/a/b");
    assertThat(root.relativize(Storage.path("s3://bucket/a/b/c"))).hasToString("c");
    assertThat(root.relativize(Storage.path("s3://bucket/a/x/y"))).hasToString("../x/y");
    assertThat(root.resolve("../../../c/./d").normalize()).hasToString("s3://bucket/c/d");
    assertThat(root.relativize(Storage.path("s3://bucket/a/x")).normalize()).hasToString("../x");
    assertThatThrownBy(() -> root.relativize(Storage.path("s3://other/a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            root.getFileSystem()
                .getPathMatcher("glob:*/*.wav")
                .matches(root.relativize(Storage.path("s3://bucket/a/b/rock/1.wav"))))
        .isTrue();
  }
}
