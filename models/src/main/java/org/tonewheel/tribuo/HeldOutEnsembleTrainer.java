package org.tonewheel.tribuo;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.tonewheel.nets.TrainingListener;

/**
 * Trains a {@link HeldOutEnsemble}: for each part of the groups every member once, on the rows of
 * the other parts. A group's part is a function of the group alone.
 *
 * @param members what to train on each part, at least one; a net's seed is moved on by the part
 * @param domain the columns of the rows and the genres of the labels
 * @param parts of the groups, at least 2
 */
public record HeldOutEnsembleTrainer(List<TableSettings> members, TableDomain domain, int parts) {

  /**
   * @throws IllegalArgumentException when there is no member, or are fewer than two parts
   */
  public HeldOutEnsembleTrainer {
    members = List.copyOf(members);
    if (members.isEmpty() || parts < 2) {
      throw new IllegalArgumentException(
          "An ensemble needs at least 1 member and 2 parts, not "
              + members.size()
              + " and "
              + parts);
    }
  }

  /**
   * Trains and saves all models.
   *
   * @param training rows to learn from
   * @param groups by training row: its group of repeats
   * @param validation rows on whose loss nets stop early
   * @param directory an existing directory; files of an earlier training are replaced
   * @param listener told of every epoch of every net
   * @param stop as in {@link TableModelTrainer#train}
   * @throws IllegalArgumentException when there are not as many groups as training rows
   * @throws org.tonewheel.nets.TrainingDataException when a part leaves nothing to learn from
   */
  public HeldOutEnsemble train(
      TableRows training,
      String[] groups,
      TableRows validation,
      Path directory,
      TrainingListener listener,
      BooleanSupplier stop)
      throws IOException {
    if (training.size() != groups.length) {
      throw new IllegalArgumentException(
          "There are " + training.size() + " training rows but " + groups.length + " groups");
    }
    long[] ids = ids(groups);
    List<List<TableModel>> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      TableRows rest = without(training, ids, part);
      List<TableModel> models = new ArrayList<>();
      for (int member = 0; member < members.size(); member++) {
        Path folder = Files.createDirectories(HeldOutEnsemble.folder(directory, part, member));
        TableSettings settings = members.get(member).withSeed(members.get(member).seed() + part);
        models.add(
            new TableModelTrainer(settings, domain)
                .train(rest, validation, folder, listener, stop));
      }
      all.add(models);
    }
    HeldOutEnsemble ensemble = new HeldOutEnsemble(all, Arrays.stream(ids).distinct().toArray());
    ensemble.save(directory);
    return ensemble;
  }

  private TableRows without(TableRows rows, long[] ids, int part) {
    int[] kept =
        IntStream.range(0, ids.length).filter(row -> part(ids[row], parts) != part).toArray();
    return new TableRows(
        IntStream.of(kept).mapToObj(row -> rows.values()[row]).toArray(float[][]::new),
        IntStream.of(kept).map(row -> rows.labels()[row]).toArray());
  }

  static long[] ids(String[] groups) {
    return Arrays.stream(groups)
        .mapToLong(group -> Hashing.sipHash24().hashUnencodedChars(group).asLong())
        .toArray();
  }

  static int part(long id, int parts) {
    return (int) Math.floorMod(id, (long) parts);
  }
}
