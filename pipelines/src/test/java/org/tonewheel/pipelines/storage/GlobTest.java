package org.tonewheel.pipelines.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns mean what they mean to shells, to gsutil and to Python. */
class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "*.mp3 a.mp3 true",
        "*.mp3 x/a.mp3 false",
        "**/*.mp3 a.mp3 true",
        "**/*.mp3 x/a.mp3 true",
        "**/*.mp3 x/y/a.mp3 true",
        "**/*.mp3 x/y/a.wav false",
        "x/**/*.mp3 x/a.mp3 true",
        "x/**/*.mp3 x/y/z/a.mp3 true",
        "x/**/*.mp3 xy/a.mp3 false",
        "**/live/**/*.mp3 live/a.mp3 true",
        "**/live/**/*.mp3 x/live/y/a.mp3 true",
        "**/live/**/*.mp3 x/alive/a.mp3 false",
        "**/**/a.mp3 a.mp3 true",
        "x/** x/y/a.mp3 true",
        "x/**.wav x/y/a.wav true",
        "*/?.wav x/a.wav true",
        "*/?.wav x/ab.wav false",
        "{x,y}/*.wav y/a.wav true",
        "{x,y}/**/*.wav y/a.wav true",
        "{x/**/a,b}.wav x/y/a.wav true",
        "[!x]/*.wav y/a.wav true",
        "[!x]/*.wav x/a.wav false",
        "*.{mp3,wav} a.wav true",
      })
  void patternFits(String pattern, String path, boolean fits) {
    assertThat(new Glob("", pattern).matcher().matches(Path.of(path))).isEqualTo(fits);
  }

  @Test
  void accents_fitWhicheverWayTheyAreWritten() {
    String composed = "Dvo\u0159\u00e1k/*.wav";
    assertThat(new Glob("", composed).matcher().matches(Path.of("Dvor\u030ca\u0301k/a.wav")))
        .isTrue();
    assertThat(new Glob("", "Dvor\u030ca\u0301k/*").matcher().matches(Path.of("Dvořák/a")))
        .isTrue();
  }

  @Test
  void folder_isWhatStandsBeforeTheFirstWildcard() {
    assertThat(Glob.of("music/rock/*.mp3")).isEqualTo(new Glob("music/rock", "*.mp3"));
    assertThat(Glob.of("*/a.mp3")).isEqualTo(new Glob("", "*/a.mp3"));
    assertThat(Glob.of("/*.mp3")).isEqualTo(new Glob("/", "*.mp3"));
    assertThat(Glob.of("x/a.mp3")).isEqualTo(new Glob("x", "a.mp3"));
    assertThat(Glob.of("live \\[1999\\]/x*.mp3")).isEqualTo(new Glob("live [1999]", "x*.mp3"));
    assertThat(Glob.of("s3://b/m/{x,y}/*")).isEqualTo(new Glob("s3://b/m", "{x,y}/*"));
  }

  @Test
  void onlyAWildcardThatMeansIt_makesAGlob() {
    assertThat(Glob.isGlob("a/b.mp3")).isFalse();
    assertThat(Glob.isGlob("a/\\[b\\].mp3")).isFalse();
    assertThat(Glob.isGlob("a/[b].mp3")).isTrue();
  }

  @Test
  void whatIsNoPattern_isRefused() {
    assertThatThrownBy(() -> new Glob("", "[a").matcher())
        .isInstanceOf(PatternSyntaxException.class);
  }
}
