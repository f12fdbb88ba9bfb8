package org.tonewheel.pipelines.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;

/** Folders as people have them: what is no track is counted and told, and rejects nothing. */
class StrayFilesTest {
  @TempDir Path folder;
  private SoundFolder sounds;

  @BeforeEach
  void makeFolder() throws IOException {
    sounds = SoundFolder.in(folder);
    sounds.fake("rock/a.wav");
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      sounds.fake(name);
    }
  }

  private Listing list(String... yaml) throws IOException {
    return Lister.list(experiment(yaml), sounds.input());
  }

  private static List<String> tracks(Listing listing) {
    return listing.files().stream().map(FileEntry::track).toList();
  }

  @Test
  void coverArtPlaylistsAndSystemFiles_arePassedOver_andCountedByKind() throws IOException {
    files("rock/cover.jpg", "rock/back.JPG", "rock/all.m3u", "rock/album.cue", "rock/album.nfo");
    files("rock/.DS_Store", "rock/Thumbs.db", "rock/._a.wav", "rock/desktop.ini", "rock/README");
    files("__MACOSX/rock/a.wav", "rock/@eaDir/a.wav/x.jpg", ".Trash/rock/b.wav", "rock/b.wav.part");
    Listing listing = list();
    assertThat(tracks(listing)).containsExactly("rock/a");
    assertThat(listing.remarks()).isEmpty();
    assertThat(listing.passedOver()).isEqualTo(14);
    assertThat(listing.usual())
        .containsExactly(
            "source 'main': passed over what is no track: 2 .jpg, 1 without ending, 1 .cue, 1 .db,"
                + " 1 .ini, 1 .m3u, 1 .nfo, 1 .part, 5 hidden");
  }

  @Test
  void soundInFormatsThatAreNotRead_isRemarked() throws IOException {
    files("rock/b.wma", "rock/c.WMA", "rock/d.ape");
    assertThat(list().remarks())
        .containsExactly(
            "source 'main': passed over sound in formats that are not read: 2 .wma, 1 .ape; convert"
                + " it, such as to FLAC");
  }

  @Test
  void emptyFolders_areNoGenres_andRemarked() throws IOException {
    Files.createDirectories(sounds.input().resolve("jazz"));
    Files.createDirectories(sounds.input().resolve("folk/live"));
    files("art/cover.jpg");
    Listing listing = list();
    assertThat(listing.genres()).containsExactly("rock");
    assertThat(listing.remarks())
        .containsExactly(
            "source 'main': no file to read in [art, folk, jazz], so there is no such genre");
  }

  @Test
  void filesBesideTheGenreFolders_areRemarked() throws IOException {
    files("x.wav", "y.wav");
    Listing listing = list();
    assertThat(tracks(listing)).containsExactly("rock/a");
    assertThat(listing.remarks())
        .containsExactly(
            "source 'main': 2 files beside the genre folders have no genre, such as x.wav");
  }

  @Test
  void linksInCircles_areCounted_andThoseThatLeadNowhereRemarked() throws IOException {
    Files.createSymbolicLink(sounds.input().resolve("rock/circle"), sounds.input());
    Files.createSymbolicLink(sounds.input().resolve("rock/self.wav"), Path.of("self.wav"));
    Files.createSymbolicLink(sounds.input().resolve("rock/gone.wav"), folder.resolve("nowhere"));
    Listing listing = list();
    assertThat(tracks(listing)).containsExactly("rock/a");
    assertThat(listing.usual()).singleElement().asString().endsWith("1 link in a circle");
    assertThat(listing.remarks())
        .singleElement()
        .asString()
        .startsWith("source 'main': 2 files or folders cannot be opened, such as ");
  }

  @Test
  void devices_areNotReadFrom() throws IOException {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device));
    Files.createSymbolicLink(sounds.input().resolve("rock/endless.wav"), device);
    Listing listing = list();
    assertThat(tracks(listing)).containsExactly("rock/a");
    assertThat(listing.usual()).singleElement().asString().endsWith("1 pipe or device");
  }

  @Test
  void namesAsLongAsFileSystemsTake_areTracks() throws IOException {
    String longest = "x".repeat(251) + ".wav";
    String deep = ("d".repeat(200) + "/").repeat(15);
    files("rock/" + longest, "rock/" + deep + "b.wav");
    assertThat(tracks(list()))
        .containsExactly("rock/a", "rock/" + deep + "b", "rock/" + "x".repeat(251));
  }

  @Test
  void idsAndGenres_areTheSameWhicheverWayAccentsAreWritten() throws IOException {
    files("mu\u0301sica/Dvor\u030ca\u0301k.wav", "m\u00fasica/b.wav");
    Listing listing =
        list("exclude: ['m\u00fasica/b']", "relabel: [{track: rock/a, genre: mu\u0301sica}]");
    assertThat(listing.files())
        .extracting(FileEntry::track, FileEntry::genre)
        .containsExactly(
            tuple("m\u00fasica/Dvo\u0159\u00e1k", "m\u00fasica"), tuple("rock/a", "m\u00fasica"));
    assertThat(listing.files().get(0).path()).endsWith("Dvor\u030ca\u0301k.wav");
  }

  @Test
  void namesThatDifferInHowAccentsAreWritten_areTwoTracks() throws IOException {
    files("rock/\u00e9.wav", "rock/e\u0301.wav");
    assertThat(tracks(list())).containsExactlyInAnyOrder("rock/a", "rock/\u00e9", "rock/e\u0301");
  }

  @Test
  void exclusionThatFitsNothing_isRemarked() throws IOException {
    assertThat(list("exclude: ['rok/*', 'polka/**/x']").remarks())
        .containsExactly("exclude: 'rok/*' fits no track", "exclude: 'polka/**/x' fits no track");
  }

  @Test
  void inputAsAPattern_standsForTheDefaultSource_whoseGenresAreTheFilesFolders()
      throws IOException {
    files("rock/live/b.wav", "jazz/c.mp3", "jazz/d.wav");
    Path pattern = sounds.input().resolve("**/*.wav");
    assertThat(Lister.list(experiment(), pattern).files())
        .extracting(FileEntry::track, FileEntry::genre)
        .containsExactly(
            tuple("jazz/d", "jazz"), tuple("rock/a", "rock"), tuple("rock/live/b", "live"));
    assertThat(tracks(Lister.list(experiment(), sounds.input().resolve("{jazz,rock}/*"))))
        .containsExactly("jazz/c", "jazz/d", "rock/a");
  }

  @Test
  void folderWhoseNameIsAPattern_isAFolder() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("[music]/rock"));
    Files.writeString(odd.resolve("a.wav"), "a");
    assertThat(tracks(Lister.list(experiment(), folder.resolve("[music]"))))
        .containsExactly("rock/a");
  }
}
