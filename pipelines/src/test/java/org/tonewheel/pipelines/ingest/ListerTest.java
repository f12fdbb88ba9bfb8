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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/** Which files are tracks, what their ids and genres are, and what is refused. */
class ListerTest {
  @TempDir Path folder;
  private SoundFolder sounds;

  @BeforeEach
  void makeFolder() throws IOException {
    sounds = SoundFolder.in(folder);
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      sounds.fake(name);
    }
  }

  private Listing list(String... yaml) throws IOException {
    return Lister.list(experiment(yaml), sounds.input());
  }

  private List<String> tracks(String... yaml) throws IOException {
    return list(yaml).files().stream().map(FileEntry::track).toList();
  }

  private StageException refused(Exit exit, String... yaml) {
    StageException e = catchThrowableOfType(StageException.class, () -> list(yaml));
    assertThat(e).as("the input is refused").isNotNull();
    assertThat(e.exit()).as(e.getMessage()).isEqualTo(exit);
    return e;
  }

  @Test
  void folder_isAGenre_howeverDeepItsFilesLie() throws IOException {
    files("rock/a.wav", "rock/live/1999/b.flac", "jazz/c.MP3");
    assertThat(list().files())
        .extracting(FileEntry::track, FileEntry::genre, FileEntry::source)
        .containsExactly(
            tuple("jazz/c", "jazz", "main"),
            tuple("rock/a", "rock", "main"),
            tuple("rock/live/1999/b", "rock", "main"));
    assertThat(list().genres()).containsExactly("jazz", "rock");
  }

  @Test
  void entry_saysWhereItsFileLies_andItsSizeAndTime() throws IOException {
    Path file = sounds.fake("rock/a.wav");
    FileEntry entry = list().files().get(0);
    assertThat(entry.path()).isEqualTo(file.toString());
    assertThat(entry.size()).isEqualTo(Files.size(file));
    assertThat(entry.modified()).isEqualTo(Files.getLastModifiedTime(file).toMillis());
    assertThat(list().bytes()).isEqualTo(Files.size(file));
  }

  @Test
  void hiddenAndStrayFiles_andThoseBesideTheGenreFolders_areNoTracks() throws IOException {
    files("rock/a.wav", "rock/._a.wav", "rock/.trash/b.wav", ".cache/rock/c.wav", "d.wav");
    files("rock/cover.jpg", "rock/README", "rock/wav");
    Files.createDirectories(sounds.input().resolve("rock/e.wav"));
    assertThat(tracks()).containsExactly("rock/a");
  }

  @Test
  void links_areFollowed_butNotInCircles_andDanglingOnesCountForNothing() throws IOException {
    files("rock/a.wav");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("b.wav"), "b");
    Files.createSymbolicLink(sounds.input().resolve("rock/more"), elsewhere);
    Files.createSymbolicLink(sounds.input().resolve("rock/circle"), sounds.input());
    Files.createSymbolicLink(sounds.input().resolve("rock/gone.wav"), folder.resolve("nowhere"));
    assertThat(tracks()).containsExactly("rock/a", "rock/more/b");
  }

  @Test
  void namesInAnyScript_andWithBracketsSpacesAndDots_areKept() throws IOException {
    files("Čeština/Dvořák – Rusalka.wav", "音楽/さくら.wav", "rock/live [1999] {b}/01. a*?.wav");
    assertThat(tracks())
        .containsExactly("rock/live [1999] {b}/01. a*?", "Čeština/Dvořák – Rusalka", "音楽/さくら");
  }

  @Test
  void filesThatDifferInExtensionAlone_keepTheirs() throws IOException {
    files("rock/a.wav", "rock/a.mp3", "rock/b.wav", "jazz/a.wav");
    assertThat(tracks()).containsExactly("jazz/a", "rock/a.mp3", "rock/a.wav", "rock/b");
  }

  @Test
  void idThatIsAnothersNameWithExtension_keepsItsOwn() throws IOException {
    files("rock/a.wav", "rock/a.mp3", "rock/a.wav.flac");
    assertThat(tracks()).containsExactly("rock/a.mp3", "rock/a.wav", "rock/a.wav.flac");
  }

  @Test
  void folderSource_isRelativeToTheInput_andIdsToTheInputToo() throws IOException {
    files("audio/rock/a.wav", "other/rock/b.wav");
    assertThat(tracks("sources: [{folder: audio}]")).containsExactly("audio/rock/a");
  }

  @Test
  void folderSourceThatIsNotThere_isWrongConfiguration() {
    assertThat(refused(Exit.CONFIGURATION, "sources: [{name: x, folder: audio}]"))
        .hasMessageContaining("source 'x'")
        .hasMessageContaining("audio");
  }

  @Test
  void inputThatIsNoFolder_isWrongUsage() {
    StageException e =
        catchThrowableOfType(
            StageException.class, () -> Lister.list(experiment(), folder.resolve("none")));
    assertThat(e.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void inputWithoutATrack_isBadData() throws IOException {
    files("d.wav");
    assertThat(refused(Exit.BAD_DATA)).hasMessageContaining("flac");
  }

  @Test
  void glob_takesTheGenreFromTheFilesFolder() throws IOException {
    files("x/rock/a.wav", "x/rock/a.flac", "x/jazz/b.wav", "x/jazz/deep/c.wav", "y/rock/d.wav");
    assertThat(list("sources: [{glob: 'x/*/*.wav'}]").files())
        .extracting(FileEntry::track, FileEntry::genre)
        .containsExactly(tuple("x/jazz/b", "jazz"), tuple("x/rock/a", "rock"));
    assertThat(tracks("sources: [{glob: 'x/**.wav'}]"))
        .containsExactly("x/jazz/b", "x/jazz/deep/c", "x/rock/a");
    assertThat(tracks("sources: [{glob: '{x,y}/rock/?.wav'}]"))
        .containsExactly("x/rock/a", "y/rock/d");
  }

  @Test
  void glob_mayStandForOneFile_orLeadOutOfTheInput() throws IOException {
    files("rock/a.wav", "rock/b.wav");
    Path beside = Files.createDirectories(folder.resolve("beside/jazz"));
    Files.writeString(beside.resolve("c.wav"), "c");
    assertThat(tracks("sources: [{glob: rock/a.wav}]")).containsExactly("rock/a");
    assertThat(tracks("sources: [{glob: '../beside/*/*.wav'}]"))
        .containsExactly("../beside/jazz/c");
    assertThat(tracks("sources: [{glob: '" + folder + "/beside/*/*.wav'}]"))
        .containsExactly("../beside/jazz/c");
  }

  @Test
  void globBelowAFolderThatIsNotThere_isWrongConfiguration() {
    assertThat(refused(Exit.CONFIGURATION, "sources: [{glob: 'none/*.wav'}]"))
        .hasMessageContaining("none");
  }

  @Test
  void manifest_namesFilesRelativeToItself_andItsFurtherColumnsAreGroups() throws IOException {
    files("lists/a.wav", "far/b.wav");
    sounds.text(
        "lists/tracks.csv",
        "path,artist,genre,album",
        "a.wav,\"Smith, J.\",rock,Debut",
        "../far/b.wav,,jazz,Live");
    Listing listing = list("sources: [{manifest: lists/tracks.csv}]");
    assertThat(listing.files())
        .extracting(FileEntry::track, FileEntry::genre, FileEntry::groups)
        .containsExactly(
            tuple("far/b", "jazz", Map.of("album", "Live")),
            tuple("lists/a", "rock", Map.of("artist", "Smith, J.", "album", "Debut")));
    assertThat(listing.columns().get("main")).containsExactly("artist", "album");
  }

  @Test
  void manifest_mayNameAFileThatIsMissing_whichIngestRejects() throws IOException {
    sounds.text("m.csv", "path,genre", "gone.wav,rock");
    FileEntry entry = list("sources: [{manifest: m.csv}]").files().get(0);
    assertThat(entry.track()).isEqualTo("gone");
    assertThat(entry.size()).isZero();
  }

  @Test
  void manifest_mayBeginWithAByteOrderMark_andEndLinesAsWindowsDoes() throws IOException {
    files("a.wav");
    sounds.text("m.csv", "\uFEFFpath,genre,artist\r", "a.wav,rock,Ann\r");
    assertThat(list("sources: [{manifest: m.csv}]").files().get(0).groups())
        .containsExactly(Map.entry("artist", "Ann"));
  }

  @Test
  void manifestThatIsNotThere_isWrongConfiguration() {
    assertThat(refused(Exit.CONFIGURATION, "sources: [{manifest: m.csv}]"))
        .hasMessageContaining("source 'main', manifest")
        .hasMessageContaining("m.csv");
  }

  @Test
  void manifestWithOtherColumns_isWrongConfiguration_andTheMessageNamesThem() throws IOException {
    sounds.text("m.csv", "file,genre", "a.wav,rock");
    assertThat(refused(Exit.CONFIGURATION, "sources: [{manifest: m.csv}]"))
        .hasMessageContaining("path and genre")
        .hasMessageContaining("[file, genre]");
    sounds.text("empty.csv");
    refused(Exit.CONFIGURATION, "sources: [{manifest: empty.csv}]");
  }

  @Test
  void manifestRowsThatCannotBeMeant_areBadData_withTheirPlace() throws IOException {
    sounds.text("short.csv", "path,genre", "a.wav,rock", "b.wav");
    assertThat(refused(Exit.BAD_DATA, "sources: [{manifest: short.csv}]"))
        .hasMessageContaining("line 3: 1 values where the header has 2 columns");
    sounds.text("empty.csv", "path,genre", "a.wav,rock", "b.wav, ");
    assertThat(refused(Exit.BAD_DATA, "sources: [{manifest: empty.csv}]"))
        .hasMessageContaining("row 2")
        .hasMessageContaining("must not be empty");
    sounds.text("twice.csv", "path,genre", "a.wav,rock", "./a.wav,jazz");
    assertThat(refused(Exit.BAD_DATA, "sources: [{manifest: twice.csv}]"))
        .hasMessageContaining("listed twice");
    sounds.text("columns.csv", "path,genre,genre", "a.wav,rock,jazz");
    assertThat(refused(Exit.BAD_DATA, "sources: [{manifest: columns.csv}]"))
        .hasMessageContaining("columns.csv");
    sounds.bytes("latin.csv", "path,genre\nDvořák é.wav,rock\n".getBytes(ISO_8859_1));
    assertThat(refused(Exit.BAD_DATA, "sources: [{manifest: latin.csv}]"))
        .hasMessageContaining("UTF-8");
    sounds.text("quote.csv", "path,genre", "\"a.wav,rock");
    assertThat(refused(Exit.BAD_DATA, "sources: [{manifest: quote.csv}]"))
        .hasMessageContaining("quote.csv");
    sounds.bytes("null.csv", "path,genre\na\0.wav,rock\n".getBytes(ISO_8859_1));
    assertThat(refused(Exit.BAD_DATA, "sources: [{manifest: null.csv}]"))
        .hasMessageContaining("row 1");
  }

  @Test
  void metadata_isJoinedOnTheFilesName_andMayLieBesideTheInput() throws IOException {
    files("rock/a.wav", "rock/live/b.flac", "jazz/c.wav");
    Files.writeString(
        folder.resolve("tracks.csv"), "id,track,artist\n1,a,Ann\n2,b,Bob\n3,unknown,Cid\n");
    Listing listing = list("sources: [{folder: ., metadata: ../tracks.csv}]");
    assertThat(listing.files())
        .extracting(FileEntry::track, FileEntry::groups)
        .containsExactly(
            tuple("jazz/c", Map.of()),
            tuple("rock/a", Map.of("id", "1", "artist", "Ann")),
            tuple("rock/live/b", Map.of("id", "2", "artist", "Bob")));
    assertThat(listing.columns().get("main")).containsExactly("id", "artist");
  }

  @Test
  void metadataKey_isAsNamed_elseTrack_elseTheFirstColumn() throws IOException {
    files("rock/a.wav");
    sounds.text("first.csv", "name,artist", "a,Ann");
    assertThat(list("sources: [{folder: ., metadata: first.csv}]").files().get(0).groups())
        .containsExactly(Map.entry("artist", "Ann"));
    sounds.text("named.csv", "track,artist,file", "9,Ann,a");
    assertThat(
            list("sources: [{folder: ., metadata: named.csv, key: file}]").files().get(0).groups())
        .containsEntry("artist", "Ann");
    assertThat(refused(Exit.CONFIGURATION, "sources: [{folder: ., metadata: named.csv, key: nme}]"))
        .hasMessageContaining("no column 'nme'")
        .hasMessageContaining("[track, artist, file]");
  }

  @Test
  void metadata_isJoinedWhicheverWayAccentsAreWritten() throws IOException {
    files("rock/Dvor\u030ca\u0301k.wav"); // decomposed, as some file systems keep names
    sounds.text("m.csv", "track,artist", "Dvo\u0159\u00e1k,Ann");
    assertThat(list("sources: [{folder: ., metadata: m.csv}]").files().get(0).groups())
        .containsExactly(Map.entry("artist", "Ann"));
  }

  @Test
  void metadataThatFitsNoFile_isWrongConfiguration_andWhereItFitsSomeIsRemarked()
      throws IOException {
    files("rock/a.wav", "rock/b.wav");
    sounds.text("m.csv", "track,artist", "a.wav,Ann", "b.wav,Bob");
    assertThat(refused(Exit.CONFIGURATION, "sources: [{folder: ., metadata: m.csv}]"))
        .hasMessageContaining("for none of its 2 files")
        .hasMessageContaining("'track'")
        .hasMessageContaining("'a'");
    sounds.text("m.csv", "track,artist", "a,Ann");
    assertThat(list("sources: [{folder: ., metadata: m.csv}]").remarks())
        .singleElement(STRING)
        .contains("a row for 1 of 2 files");
  }

  @Test
  void metadataThatIsNotThere_isWrongConfiguration() throws IOException {
    files("rock/a.wav");
    assertThat(refused(Exit.CONFIGURATION, "sources: [{folder: ., metadata: ../tracks.csv}]"))
        .hasMessageContaining("source 'main', metadata")
        .hasMessageContaining("tracks.csv");
  }

  @Test
  void metadataThatCannotBeMeant_isRefused() throws IOException {
    files("rock/a.wav");
    sounds.text("twice.csv", "track,artist", "a,Ann", "a,Bob");
    assertThat(refused(Exit.BAD_DATA, "sources: [{folder: ., metadata: twice.csv}]"))
        .hasMessageContaining("row 2")
        .hasMessageContaining("'a' stands twice");
    sounds.bytes("empty.csv", new byte[0]);
    assertThat(refused(Exit.CONFIGURATION, "sources: [{folder: ., metadata: empty.csv}]"))
        .hasMessageContaining("empty.csv");
  }

  @Test
  void fileInTwoSources_isBadData() throws IOException {
    files("rock/a.wav");
    assertThat(
            refused(Exit.BAD_DATA, "sources: [{name: x, folder: .}, {name: y, glob: '*/*.wav'}]"))
        .hasMessageContaining("a.wav is listed twice (sources 'x' and 'y')");
  }

  @Test
  void excludedTracks_areLeftOut_byIdOrGlob() throws IOException {
    files("rock/a [1].wav", "rock/b.wav", "rock/live/c.wav", "jazz/d.wav");
    assertThat(tracks("exclude: ['rock/a [1]', 'jazz/*']"))
        .containsExactly("rock/b", "rock/live/c");
    assertThat(tracks("exclude: ['rock/*']")).containsExactly("jazz/d", "rock/live/c");
    assertThat(tracks("exclude: ['rock/**']")).containsExactly("jazz/d");
    assertThat(tracks("exclude: ['rock/a \\[1\\]', '**/{b,c}']")).containsExactly("jazz/d");
  }

  @Test
  void relabelledTrack_hasItsNewGenre_andAnUnknownOneIsWrongConfiguration() throws IOException {
    files("rock/a.wav", "rock/b.wav");
    assertThat(list("relabel: [{track: rock/a, genre: metal}]").files())
        .extracting(FileEntry::track, FileEntry::genre)
        .containsExactly(tuple("rock/a", "metal"), tuple("rock/b", "rock"));
    assertThat(refused(Exit.CONFIGURATION, "relabel: [{track: rock/a.wav, genre: metal}]"))
        .hasMessageContaining("rock/a.wav");
  }

  @Test
  void relabelOfAnExcludedTrack_isNoMistake() throws IOException {
    files("rock/a.wav", "rock/b.wav");
    assertThat(tracks("exclude: [rock/a]", "relabel: [{track: rock/a, genre: metal}]"))
        .containsExactly("rock/b");
  }

  @Test
  void listedGenres_areAllThereIs_afterRelabelling() throws IOException {
    files("rock/a.wav", "jazz/b.wav", "polka/c.wav");
    assertThat(tracks("genres: [rock, jazz]")).containsExactly("jazz/b", "rock/a");
    assertThat(tracks("genres: [rock, jazz]", "relabel: [{track: polka/c, genre: rock}]"))
        .containsExactly("jazz/b", "polka/c", "rock/a");
    assertThat(refused(Exit.BAD_DATA, "genres: [rock, blues]")).hasMessageContaining("'blues'");
  }
}
