package org.tonewheel.pipelines.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonewheel.pipelines.leaderboard.Leaderboard;
import org.tonewheel.pipelines.prune.PruneRules;
import org.tonewheel.pipelines.prune.Pruned;
import org.tonewheel.pipelines.prune.Pruner;
import org.tonewheel.pipelines.prune.RunStatus;
import org.tonewheel.pipelines.runner.StageOptions;
import org.tonewheel.pipelines.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.Unmatched;
import picocli.CommandLine.UnmatchedArgumentException;

/** Lists runs, and removes old ones. */
@Command(
    name = "runs",
    description = {
      "List the runs in a folder: how far each has come and its best branch.",
      "With --index: write the overview of all of them, index.html.",
      "With --prune: show which may go by the rules given, and remove them with --yes.%n"
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A run goes if every rule given lets it go. What always stays: a run that a live process, here"
          + " or on another host, writes in; a folder without a run.json that this program can read;"
          + " a link, and what it points to. The last line of standard output is one JSON object:"
          + " output, stage, state, counts.",
      "",
      "  tonewheel runs --prune --state=failed,stopped --older-than=30d",
      "  tonewheel runs --prune --keep=3 --yes",
      "  tonewheel runs --prune --scratch --audio --older-than=7d --yes",
      "",
      "Exit codes of --prune: 0 done, or nothing to do; 64 wrong usage; 70 something may not be"
          + " removed by this user; 75 something could not be removed, and may be tried again."
    })
final class RunsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder of runs (default: ${DEFAULT-VALUE}).")
  private Path output;

  @Option(
      names = "--index",
      description =
          "Write index.html in that folder anew: leaderboard, trends, and comparison of any two"
              + " runs. Every report does so too.")
  private boolean index;

  @Option(
      names = "--prune",
      description = "Show what would be removed, with sizes and reasons; needs a rule.")
  private boolean prune;

  @Option(names = "--yes", description = "Do remove it.")
  private boolean yes;

  @Option(
      names = "--older-than",
      paramLabel = "AGE",
      converter = Age.class,
      description =
          "Rule: no state of the run has changed for so long: a number and m, h, d or w, such as"
              + " 30d.")
  private Duration olderThan;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Rule: it is not among the N newest of its experiment.")
  private Integer keep;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      split = ",",
      converter = Status.class,
      description =
          "Rule: it is in this state, or one of these: done (all is there that the experiment asks"
              + " for), failed (a stage or branch failed for good), stopped (anything else).")
  private List<RunStatus> states;

  @Option(
      names = "--scratch",
      description =
          "Remove no run, only what nobody needs of those that the rules let go, or of all:"
              + " uncommitted parts, temporary files, checkpoints of branches that are done (one"
              + " that a time limit ended starts anew under a larger one).")
  private boolean scratch;

  @Option(
      names = "--audio",
      description =
          "With --scratch: the decoded audio of runs that are done too; the same command, given"
              + " again, decodes it again.")
  private boolean audio;

  /** Options that are not ours go to Beam, which refuses those that it does not know. */
  @Unmatched private List<String> beamOptions = new ArrayList<>();

  /** From {@code 30d}. */
  static final class Age implements ITypeConverter<Duration> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([mhdw])");

    @Override
    public Duration convert(String text) {
      Matcher parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new TypeConversionException(
            "'%s' is no age; give a number and m, h, d or w, such as 30d".formatted(text));
      }
      long number = Long.parseLong(parts.group(1));
      return switch (parts.group(2)) {
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        case "d" -> Duration.ofDays(number);
        default -> Duration.ofDays(7 * number);
      };
    }
  }

  /** From {@code failed}. */
  static final class Status implements ITypeConverter<RunStatus> {
    @Override
    public RunStatus convert(String text) {
      for (RunStatus status : RunStatus.values()) {
        if (status.toString().equals(text.toLowerCase(Locale.ROOT))) {
          return status;
        }
      }
      throw new TypeConversionException("'" + text + "' is not done, failed or stopped");
    }
  }

  @Override
  public Integer call() throws Exception {
    Set<RunStatus> wanted = EnumSet.noneOf(RunStatus.class);
    wanted.addAll(states == null ? List.of() : states);
    PruneRules rules = new PruneRules(olderThan, keep, wanted);
    check(rules);
    if (!Storage.isLocal(output)) { // Beam takes a second to start, and is needed for no other
      StageOptions.parse(beamOptions);
    } else if (!beamOptions.isEmpty()) {
      throw new UnmatchedArgumentException(command.commandLine(), beamOptions);
    }
    RunList.check(output);
    if (index) {
      System.out.println(Leaderboard.write(output).toUri());
      return 0;
    }
    if (!prune) {
      RunList.of(output).print(System.out);
      return 0;
    }
    Pruner pruner = new Pruner(rules, !yes, Instant.now());
    List<Pruned> ends = scratch ? pruner.removeLeftovers(output, audio) : pruner.removeRuns(output);
    if (yes && !scratch) {
      Leaderboard.refreshIfThere(output);
    }
    return new PruneReport(output, ends, !yes).print(System.out);
  }

  private void check(PruneRules rules) {
    if (!prune && (yes || scratch || audio || !rules.none())) {
      throw wrong("--yes, --scratch, --audio and the rules go with --prune");
    }
    if (prune && index) {
      throw wrong("--index and --prune do not go together; --prune --yes writes the page again");
    }
    if (prune && !scratch && rules.none()) {
      throw wrong(
          "--prune needs a rule: --older-than, --keep or --state; or --scratch, to remove no run");
    }
    if (prune && !Storage.isLocal(output)) {
      throw wrong(
          "--prune moves folders, which object stores cannot; remove runs there by the store's rules");
    }
    if (audio && !scratch) {
      throw wrong("--audio goes with --scratch; without that the whole run is removed");
    }
    if (keep != null && keep < 0) {
      throw wrong("--keep=" + keep + " is not 0 or more");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
