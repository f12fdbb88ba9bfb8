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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonewheel.nets.engine.CounterRandom;

/**
 * Trains a {@link TableEnsemble}: every member once, or in parts, for each part of the groups of
 * repeated rows every member once, on the rows of the other parts. A group's part is a function of
 * the group alone.
 *
 * @param members what to train, at least one; each model has a seed of its own, made from its
 *     member's, the member's place and the part
 * @param domain the columns of the rows and the genres of the labels
 * @param parts of the groups; 1: nothing is held out
 */
public record TableEnsembleTrainer(List<TableSettings> members, TableDomain domain, int parts) {
  private static final Logger log = LoggerFactory.getLogger(TableEnsembleTrainer.class);

  /**
   * @throws IllegalArgumentException when there is no member, or no part
   */
  public TableEnsembleTrainer {
    members = List.copyOf(members);
    if (members.isEmpty() || parts < 1) {
      throw new IllegalArgumentException(
          "An ensemble needs at least 1 member and 1 part, not "
              + members.size()
              + " and "
              + parts);
    }
  }

  /**
   * Trains and saves all models.
   *
   * @param name of what is trained, in the log
   * @param training rows to learn from
   * @param groups by training row: its group of repeats; of one part, they may be empty
   * @param validation rows on whose loss nets stop early
   * @param directory an existing directory; files of an earlier training are replaced
   * @param stop as in {@link TableModelTrainer#train}
   * @throws IllegalArgumentException when there are not as many groups as training rows
   * @throws org.tonewheel.nets.TrainingDataException when a part leaves nothing to learn from
   */
  public TableEnsemble train(
      String name,
      TableRows training,
      List<String> groups,
      TableRows validation,
      Path directory,
      BooleanSupplier stop)
      throws IOException {
    long[] ids = ids(groups, training.size(), parts);
    List<List<TableModel>> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      TableRows rest = parts == 1 ? training : without(training, ids, part);
      List<TableModel> models = new ArrayList<>();
      for (int member = 0; member < members.size(); member++) {
        Path folder = Files.createDirectories(TableEnsemble.folder(directory, part, member));
        TableSettings settings = members.get(member);
        long seed = CounterRandom.of(settings.seed(), "ensemble", part, member).bits(0) >>> 1;
        models.add(
            new TableModelTrainer(settings.withSeed(seed), domain)
                .train(rest, validation, folder, report -> {}, stop));
        log.info(
            "{}: model {} of {} is trained",
            name,
            part * members.size() + member + 1,
            parts * members.size());
      }
      all.add(models);
    }
    TableEnsemble ensemble = new TableEnsemble(all, Arrays.stream(ids).distinct().toArray());
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

  /** A number a group; none where there is one part. */
  static long[] ids(List<String> groups, int rows, int parts) {
    if (parts == 1) {
      return new long[0];
    }
    if (groups.size() != rows) {
      throw new IllegalArgumentException(
          "There are " + rows + " rows but " + groups.size() + " groups");
    }
    return groups.stream()
        .mapToLong(group -> Hashing.sipHash24().hashUnencodedChars(group).asLong())
        .toArray();
  }

  static int part(long id, int parts) {
    return (int) Math.floorMod(id, (long) parts);
  }
}
