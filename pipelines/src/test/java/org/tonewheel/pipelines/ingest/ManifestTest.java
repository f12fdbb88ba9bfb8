package org.tonewheel.pipelines.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/** What a manifest may say in CSV and in JSON Lines, and which files it may name. */
class ManifestTest {
  @TempDir Path folder;
  private SoundFolder sounds;

  @BeforeEach
  void makeFolder() throws IOException {
    sounds = SoundFolder.in(folder);
    for (String name : new String[] {"rock/a.wav", "rock/b.wav", "jazz/c.wav"}) {
      sounds.fake(name);
    }
  }

  private Listing list(String source, String... more) throws IOException {
    String[] yaml = new String[more.length + 1];
    yaml[0] = "sources: [{" + source + "}]";
    System.arraycopy(more, 0, yaml, 1, more.length);
    return Lister.list(experiment(yaml), sounds.input());
  }

  private StageException refused(Exit exit, String source) {
    StageException e = catchThrowableOfType(StageException.class, () -> list(source));
    assertThat(e).as("the manifest is refused").isNotNull();
    assertThat(e.exit()).as(e.getMessage()).isEqualTo(exit);
    return e;
  }

  @Test
  void jsonLines_nameFilesGenresAndGroups() throws IOException {
    sounds.text(
        "m.jsonl",
        "{\"path\": \"rock/a.wav\", \"genre\": \"rock\", \"artist\": \"Ann\", \"year\": 1999}",
        "",
        "{\"genre\": \"jazz\", \"path\": \"jazz/c.wav\", \"groups\": {\"album\": \"Live\"},"
            + " \"artist\": null}");
    Listing listing = list("manifest: m.jsonl");
    assertThat(listing.files())
        .extracting(FileEntry::track, FileEntry::genre, FileEntry::groups)
        .containsExactly(
            tuple("jazz/c", "jazz", Map.of("album", "Live")),
            tuple("rock/a", "rock", Map.of("artist", "Ann", "year", "1999")));
    assertThat(listing.columns().get("main")).containsExactly("artist", "year", "album");
    assertThat(listing.remarks()).isEmpty();
  }

  @Test
  void csvAndJsonLinesOfTheSameRows_listTheSame() throws IOException {
    sounds.text("m.csv", "uri,genre,artist", "rock/a.wav,rock,Ann", "jazz/c.wav,jazz,");
    sounds.text(
        "m.jsonl",
        "{\"uri\": \"rock/a.wav\", \"genre\": \"rock\", \"artist\": \"Ann\"}",
        "{\"uri\": \"jazz/c.wav\", \"genre\": \"jazz\", \"artist\": \"\"}");
    assertThat(list("manifest: m.jsonl")).isEqualTo(list("manifest: m.csv"));
  }

  @Test
  void paths_areRelativeToTheManifest_elseToTheInput() throws IOException {
    sounds.fake("lists/own.wav");
    sounds.text(
        "lists/m.csv", "path,genre", "own.wav,rock", "jazz/c.wav,jazz", "../rock/b.wav,rock");
    assertThat(list("manifest: lists/m.csv").files())
        .extracting(FileEntry::track)
        .containsExactly("jazz/c", "lists/own", "rock/b");
  }

  @Test
  void side_isTakenFromAColumn() throws IOException {
    sounds.text("m.csv", "path,genre,side", "rock/a.wav,rock,train", "rock/b.wav,rock,test");
    assertThat(
            list(
                    "manifest: m.csv",
                    "splits: {given: {protocol: lists, column: side}}",
                    "featureSets: {f: {}}",
                    "branches: [{net: logistic, split: given}]")
                .files())
        .extracting(FileEntry::groups)
        .containsExactly(Map.of("side", "train"), Map.of("side", "test"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2]|line 2: no JSON object",
        "{\"path\": \"rock/a.wav\"|line 2, character 22: Unexpected end-of-input",
        "{\"path\": \"x\", \"path\": \"y\"}|line 2, character 21: Duplicate field 'path'",
        "{\"path\": [\"x\"], \"genre\": \"rock\"}|line 2, column 'path': a text, a number",
        "{\"path\": \"x\", \"genre\": \"y\"} {}|line 2, character 29: Trailing token",
        "{\"path\": \"rock/b.wav\", \"genre\": null}|line 2, column 'genre': must not be empty",
        "{\"genre\": \"rock\"}|line 2, column 'path': must not be empty",
        "{\"path\": \"rock\", \"genre\": \"x\"}|line 2, column 'path': /",
        "{\"path\": \"a\", \"genre\": \"x\", \"k\": 1, \"groups\": {\"k\": 2}}|line 2, column 'k': given twice",
      })
  void lineThatCannotBeMeant_isBadData_withItsPlace(String line, String message)
      throws IOException {
    sounds.text("m.jsonl", "{\"path\": \"rock/a.wav\", \"genre\": \"rock\"}", line);
    assertThat(refused(Exit.BAD_DATA, "manifest: m.jsonl"))
        .hasMessageContaining("m.jsonl, " + message);
  }

  @Test
  void cellThatCannotBeMeant_isNamedByRowAndColumn() throws IOException {
    sounds.text("m.csv", "path,genre", "rock/a.wav,rock", "rock/b.wav,");
    assertThat(refused(Exit.BAD_DATA, "manifest: m.csv"))
        .hasMessageContaining("m.csv, row 2, column 'genre': must not be empty");
    sounds.text("both.csv", "path,uri,genre", "rock/a.wav,rock/a.wav,rock");
    assertThat(refused(Exit.CONFIGURATION, "manifest: both.csv"))
        .hasMessageContaining("path and genre (or uri and genre)");
    sounds.bytes("latin.jsonl", "{\"path\": \"Dvořák é\"}\n".getBytes(ISO_8859_1));
    assertThat(refused(Exit.BAD_DATA, "manifest: latin.jsonl")).hasMessageContaining("UTF-8");
  }

  @Test
  void fileListedTwice_countsOnceWhereTheRowsAgree_andIsBadDataWhereNot() throws IOException {
    sounds.text("m.csv", "path,genre", "rock/a.wav,rock", "./rock/a.wav,rock", "jazz/c.wav,jazz");
    Listing listing = list("manifest: m.csv");
    assertThat(listing.files()).hasSize(2);
    assertThat(listing.remarks()).singleElement(STRING).contains("names files again in 1 rows");
    sounds.text("m.csv", "path,genre", "rock/a.wav,rock", "jazz/../rock/a.wav,jazz");
    assertThat(refused(Exit.BAD_DATA, "manifest: m.csv"))
        .hasMessageContaining("row 2, column 'path': jazz/../rock/a.wav is listed twice")
        .hasMessageContaining("m.csv, row 1");
  }

  @Test
  void missingFiles_areRemarkedWithTheFirst_andLeftToIngest() throws IOException {
    sounds.text("m.csv", "path,genre", "rock/a.wav,rock", "gone.wav,rock", "lost.wav,rock");
    Listing listing = list("manifest: m.csv");
    assertThat(listing.files()).hasSize(3);
    assertThat(listing.remarks())
        .singleElement(STRING)
        .contains("2 of 3 files that are not there, the first in")
        .contains("row 2");
  }

  @Test
  void genresThatTheExperimentDoesNotList_areRemarkedWithTheirTracks() throws IOException {
    sounds.text("m.csv", "path,genre", "rock/a.wav,rock", "rock/b.wav,Rock", "jazz/c.wav,jazz");
    Listing listing = list("manifest: m.csv", "genres: [rock, jazz]");
    assertThat(listing.files()).extracting(FileEntry::genre).containsExactly("jazz", "rock");
    assertThat(listing.remarks()).singleElement(STRING).contains("left out: Rock (1)");
    assertThat(list("manifest: m.csv").remarks())
        .singleElement(STRING)
        .contains("'Rock' and 'rock' differ in nothing but case");
  }

  @ParameterizedTest
  @CsvSource({
    "../outside/x.wav",
    "rock/../../outside/x.wav",
    "/etc/passwd",
    "file:///etc/passwd",
    "http://example.org/x.wav",
    "s3://bucket/x.wav",
  })
  void fileOutsideOfTheInput_isBadData_andIsNotLookedFor(String path) throws IOException {
    sounds.text("m.csv", "path,genre", "rock/a.wav,rock", "\"" + path + "\",rock");
    assertThat(refused(Exit.BAD_DATA, "manifest: m.csv"))
        .hasMessageContaining("row 2, column 'path'")
        .hasMessageContaining("neither below --input")
        .hasMessageContaining("roots");
  }

  @Test
  void fileOutsideOfTheInput_mayBeNamedWhereTheExperimentListsItsPlace() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("x.wav"), "x");
    sounds.text("m.csv", "path,genre", outside.resolve("x.wav") + ",rock", "rock/a.wav,rock");
    assertThat(list("manifest: m.csv, roots: [../outside]").files())
        .extracting(FileEntry::track)
        .containsExactly("../outside/x", "rock/a");
    refused(Exit.BAD_DATA, "manifest: m.csv, roots: [../out]");
  }

  @Test
  void manifestBesideTheInput_mayNameWhatLiesBelowItsOwnFolder() throws IOException {
    Files.writeString(folder.resolve("m.csv"), "path,genre\ninput/rock/a.wav,rock\n");
    assertThat(list("manifest: ../m.csv").files())
        .extracting(FileEntry::track)
        .containsExactly("rock/a");
  }

  @Test
  void linkToADevice_isBadData_beforeItIsRead() throws IOException {
    Files.createSymbolicLink(sounds.input().resolve("endless.wav"), Path.of("/dev/zero"));
    sounds.text("m.csv", "path,genre", "endless.wav,rock");
    assertThat(refused(Exit.BAD_DATA, "manifest: m.csv")).hasMessageContaining("no regular file");
    refused(Exit.CONFIGURATION, "manifest: endless.wav");
  }

  @Test
  void nameThatNoFileCanHave_isAMissingFile() throws IOException {
    Files.createSymbolicLink(sounds.input().resolve("self.wav"), Path.of("self.wav"));
    sounds.text(
        "m.csv", "path,genre", "x".repeat(300) + ".wav,rock", "self.wav,rock", "rock/a.wav,rock");
    assertThat(list("manifest: m.csv").files()).hasSize(3);
  }

  @Test
  void accents_fitWhicheverWayTheManifestWritesThem() throws IOException {
    sounds.fake("rock/Dvor\u030ca\u0301k.wav");
    sounds.text(
        "m.csv", "path,genre", "rock/Dvo\u0159\u00e1k.wav,mu\u0301sica", "rock/a.wav,m\u00fasica");
    Listing listing = list("manifest: m.csv");
    assertThat(listing.remarks()).isEmpty();
    assertThat(listing.files())
        .extracting(FileEntry::track)
        .containsExactly("rock/Dvo\u0159\u00e1k", "rock/a");
    assertThat(listing.genres()).containsExactly("m\u00fasica");
  }

  @Test
  void manifestAsTheInputItself_standsForTheDefaultSource() throws IOException {
    sounds.text("m.jsonl", "{\"path\": \"rock/a.wav\", \"genre\": \"x\"}");
    assertThat(Lister.list(experiment(), sounds.input().resolve("m.jsonl")).files())
        .extracting(FileEntry::track, FileEntry::genre)
        .containsExactly(tuple("rock/a", "x"));
    StageException e =
        catchThrowableOfType(
            StageException.class,
            () -> Lister.list(experiment(), sounds.input().resolve("rock/a.wav")));
    assertThat(e.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void metadataInJsonLines_isJoinedToo() throws IOException {
    sounds.text("t.jsonl", "{\"track\": \"a\", \"artist\": \"Ann\"}", "{\"track\": \"c\"}");
    assertThat(list("folder: ., metadata: t.jsonl").files())
        .extracting(FileEntry::groups)
        .containsExactly(Map.of(), Map.of("artist", "Ann"), Map.of());
  }
}
