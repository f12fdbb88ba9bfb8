package org.tonewheel.pipelines.cli;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tonewheel.nets.Keep;
import org.tonewheel.nets.LayerSummary;
import org.tonewheel.nets.NetCatalog;
import org.tonewheel.nets.NetSettings;
import org.tonewheel.nets.NetSummary;
import org.tonewheel.pipelines.experiment.branches.Branch;
import org.tonewheel.pipelines.experiment.branches.BranchInput;
import org.tonewheel.pipelines.experiment.branches.DeepSettings;
import org.tonewheel.pipelines.experiment.branches.Grid;
import org.tonewheel.pipelines.experiment.file.ExperimentException;
import org.tonewheel.pipelines.experiment.file.ExperimentFile;
import org.tonewheel.pipelines.experiment.settings.Experiment;
import org.tonewheel.pipelines.run.Run;
import org.tonewheel.pipelines.run.Tracks;

/** Deep nets as tables: their layers, parameters and needs. */
record NetTables(Set<Table> tables) {
  private static final String CATALOG = "catalog.yaml";

  /** One net, and what its needs follow from. */
  record Table(NetSummary net, int genres, int batchSize, String optimizer, Keep keep) {
    static Table of(NetSummary net, int genres, NetSettings settings) {
      return new Table(net, genres, settings.batchSize(), settings.optimizer(), settings.keep());
    }
  }

  /** Every net at its default settings on what it is made for. */
  static NetTables ofCatalog() {
    Experiment experiment = catalog();
    Map<String, Branch> branches = new LinkedHashMap<>();
    Grid.expand(experiment).forEach(branch -> branches.put(branch.net().id(), branch));
    Set<Table> tables = new LinkedHashSet<>();
    for (String net : NetCatalog.names()) {
      Branch branch = branches.get(net);
      NetSettings settings = DeepSettings.of(branch);
      int genres = BranchInput.USUAL_GENRES;
      tables.add(
          Table.of(
              NetCatalog.summary(BranchInput.row(branch, experiment), genres, settings),
              genres,
              settings));
    }
    return new NetTables(tables);
  }

  private static Experiment catalog() {
    try {
      String yaml =
          Resources.toString(
              Resources.getResource(NetTables.class, CATALOG), StandardCharsets.UTF_8);
      return ExperimentFile.parse(Path.of(CATALOG), yaml).experiment();
    } catch (IOException | ExperimentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Those of a run's deep branches, each once. */
  static NetTables of(Run run) throws IOException {
    Experiment experiment = run.experiment();
    Tracks tracks = Tracks.read(run.directory());
    Set<Table> tables = new LinkedHashSet<>();
    for (Branch branch : Grid.expand(experiment)) {
      if (branch.net().deep()) {
        int genres = tracks.of(branch.source()).genres(experiment.genres()).size();
        NetSummary net = BranchInput.summary(branch, experiment, genres);
        tables.add(Table.of(net, genres, DeepSettings.of(branch)));
      }
    }
    return new NetTables(tables);
  }

  void print(PrintStream out) {
    if (tables.isEmpty()) {
      out.println("The experiment has no deep net.");
    }
    String between = "";
    for (Table table : tables) {
      out.print(between);
      print(table, out);
      between = System.lineSeparator();
    }
  }

  private static void print(Table table, PrintStream out) {
    NetSummary net = table.net();
    out.printf("%s on %s, %d genres%n", net.net(), net.input(), table.genres());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("layer", "kind", "output", "parameters"));
    for (LayerSummary layer : net.layers()) {
      List<String> output = layer.output().stream().map(String::valueOf).toList();
      rows.add(
          List.of(
              layer.name(), layer.kind(), String.join(" × ", output), count(layer.parameters())));
    }
    int[] widths = new int[4];
    rows.forEach(
        row -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
          }
        });
    String format =
        "  %%-%ds  %%-%ds  %%-%ds  %%%ds%%n".formatted(widths[0], widths[1], widths[2], widths[3]);
    rows.forEach(row -> out.printf(format, row.toArray()));
    out.printf("  %s parameters, %s%n", count(net.parameters()), bytes(4 * net.parameters()));
    out.printf("  %s multiplications a row, forward%n", count(net.multiplications()));
    out.printf(
        "  about %s of memory to train at batch size %d (%s, keeps the %s epoch)%n",
        bytes(net.memoryBytes(table.batchSize(), table.optimizer(), table.keep())),
        table.batchSize(),
        table.optimizer(),
        table.keep().name().toLowerCase(Locale.ROOT));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String bytes(long number) {
    return DryRun.size(number);
  }
}
