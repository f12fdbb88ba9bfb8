package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.tonewheel.pipelines.experiment.settings.Source.Content;
import org.tonewheel.pipelines.storage.Storage;

/**
 * A labelled file that was found.
 *
 * @param source the experiment's source it came from
 * @param content what that source's files are; null of a table
 * @param track id: path under the input; of a table, its name
 * @param genre label; empty of a table, whose rows have them
 * @param path absolute
 * @param size bytes
 * @param modified milliseconds since the epoch
 * @param groups further columns of the manifest or metadata: column to value
 */
public record FileEntry(
    String source,
    Content content,
    String track,
    String genre,
    String path,
    long size,
    long modified,
    Map<String, String> groups)
    implements Serializable {

  public FileEntry {
    groups = ImmutableSortedMap.copyOf(groups);
  }

  /** Where it lies. */
  Path place() {
    return Storage.path(path);
  }

  /** Whether trouble in reading it is its own, and not of the network that leads to it. */
  boolean isToBlame(IOException trouble) {
    return trouble instanceof NoSuchFileException || Storage.isLocal(place());
  }

  FileEntry withTrack(String id) {
    return new FileEntry(source, content, id, genre, path, size, modified, groups);
  }

  FileEntry withGenre(String label) {
    return new FileEntry(source, content, track, label, path, size, modified, groups);
  }
}
