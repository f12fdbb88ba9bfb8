package org.tonewheel.pipelines.ingest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every labelled file of an experiment's input, sorted by track, with the columns that each source
 * offers for groups. It is held whole by the program that starts the pipeline: about 400 bytes a
 * file, so a million tracks take 400 MB there and nothing on the workers.
 *
 * @param files sorted by track id
 * @param columns source to the columns of its manifest or metadata
 * @param remarks what a person should know of it, in words
 * @param usual what was passed over as users expect, in words: cover art, hidden files
 * @param passedOver how many files were passed over
 */
public record Listing(
    List<FileEntry> files,
    Map<String, Set<String>> columns,
    List<String> remarks,
    List<String> usual,
    int passedOver) {

  public Listing {
    files = ImmutableList.copyOf(files);
    columns = ImmutableMap.copyOf(columns);
    remarks = ImmutableList.copyOf(remarks);
    usual = ImmutableList.copyOf(usual);
  }

  /** The genres that have a file, sorted. */
  public Set<String> genres() {
    return files.stream().map(FileEntry::genre).sorted().collect(ImmutableSet.toImmutableSet());
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.stream().mapToLong(FileEntry::size).sum();
  }
}
