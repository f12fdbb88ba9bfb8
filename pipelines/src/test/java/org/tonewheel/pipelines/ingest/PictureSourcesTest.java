package org.tonewheel.pipelines.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.tonewheel.pipelines.SoundFolder.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonewheel.pipelines.SoundFolder;
import org.tonewheel.pipelines.experiment.settings.Source.Content;
import org.tonewheel.pipelines.run.Exit;
import org.tonewheel.pipelines.run.StageException;

/** Which files of a source of pictures are tracks. */
class PictureSourcesTest {
  @TempDir Path folder;
  private SoundFolder files;

  @BeforeEach
  void makeFolder() throws IOException {
    files = SoundFolder.in(folder);
    for (String name :
        new String[] {"rock/a.png", "rock/deep/b.JPG", "jazz/c.jpeg", "jazz/d.wav"}) {
      files.fake(name);
    }
    files.fake("rock/.hidden.png");
    files.fake("rock/notes.txt");
  }

  private Listing list(String source) throws IOException {
    return Lister.list(experiment("sources: [" + source + "]"), files.input());
  }

  @Test
  void folder_holdsPicturesOnly_withTheirContent() throws IOException {
    assertThat(list("{folder: ., content: pictures}").files())
        .extracting(FileEntry::track, FileEntry::genre, FileEntry::content)
        .containsExactly(
            tuple("jazz/c", "jazz", Content.PICTURES),
            tuple("rock/a", "rock", Content.PICTURES),
            tuple("rock/deep/b", "rock", Content.PICTURES));
  }

  @Test
  void glob_holdsPicturesOnly() throws IOException {
    assertThat(list("{glob: '*/*', content: pictures}").files())
        .extracting(FileEntry::track)
        .containsExactly("jazz/c", "rock/a");
  }

  @Test
  void manifest_isTakenAtItsWord() throws IOException {
    files.text("m.csv", "path,genre,artist", "rock/a.png,blues,Ann");
    assertThat(list("{manifest: m.csv, content: pictures}").files())
        .extracting(FileEntry::track, FileEntry::genre, FileEntry::content, FileEntry::groups)
        .containsExactly(tuple("rock/a", "blues", Content.PICTURES, Map.of("artist", "Ann")));
  }

  @Test
  void metadata_isJoinedOnThePicturesName() throws IOException {
    files.text("m.csv", "track,artist", "c,Cid");
    assertThat(list("{folder: ., content: pictures, metadata: m.csv}").files())
        .extracting(FileEntry::groups)
        .containsExactly(Map.of("artist", "Cid"), Map.of(), Map.of());
  }

  @Test
  void recordingAndPictureOfOneName_areTwoTracks() throws IOException {
    files.fake("jazz/c.wav");
    assertThat(list("{name: a, folder: .}, {name: p, folder: ., content: pictures}").files())
        .extracting(FileEntry::track, FileEntry::source, FileEntry::content)
        .contains(
            tuple("jazz/c.jpeg", "p", Content.PICTURES), tuple("jazz/c.wav", "a", Content.AUDIO));
  }

  @Test
  void folderWithoutAPicture_saysWhatWouldBeOne() {
    StageException e =
        catchThrowableOfType(
            StageException.class, () -> list("{glob: '*/*.wav', content: pictures}"));
    assertThat(e.exit()).isEqualTo(Exit.BAD_DATA);
    assertThat(e).hasMessageContaining("png, jpg, jpeg").hasMessageNotContaining("flac");
  }
}
