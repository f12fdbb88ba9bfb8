package org.tonewheel.deployment;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Dockerfile as far as the tests look into it.
 *
 * @param arguments those before the first stage, with their defaults
 * @param stages by name
 */
record Dockerfile(Map<String, String> arguments, Map<String, Stage> stages) {
  private static final Pattern FROM = Pattern.compile("(\\S+) AS (\\S+)");
  private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\"[^\"]*\"|\\S*)");

  /** One line of the file, continued lines joined: its first word and the rest. */
  record Instruction(String name, String rest) {}

  /** A stage, with those that it is made from. */
  record Stage(String from, List<Instruction> instructions) {
    /** What the last instruction of this name says; stages before it count. */
    String last(String name) {
      return all(name).reduce((first, second) -> second).orElse("");
    }

    Stream<String> all(String name) {
      return instructions.stream().filter(i -> i.name().equals(name)).map(Instruction::rest);
    }

    /** Variables of the environment, as written. */
    Map<String, String> environment() {
      Map<String, String> environment = new LinkedHashMap<>();
      all("ENV")
          .map(VARIABLE::matcher)
          .forEach(
              variable -> {
                while (variable.find()) {
                  environment.put(variable.group(1), variable.group(2).replace("\"", ""));
                }
              });
      return environment;
    }
  }

  /** Files that come from another stage: where they lie there, and where they go. */
  record Copy(List<String> sources, String to) {}

  static Dockerfile read(Path file) throws IOException {
    String text =
        Files.readString(file)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(joining("\n"))
            .replaceAll("\\\\\n\\s*", "");
    Map<String, String> arguments = new LinkedHashMap<>();
    Map<String, Stage> stages = new LinkedHashMap<>();
    List<Instruction> current = new ArrayList<>();
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      String[] words = line.split("\\s+", 2);
      Matcher from = FROM.matcher(words[1]);
      if (words[0].equals("FROM") && from.matches()) {
        Stage base = stages.get(from.group(1));
        current = new ArrayList<>(base == null ? List.of() : base.instructions());
        stages.put(from.group(2), new Stage(from.group(1), current));
      } else if (words[0].equals("ARG") && stages.isEmpty()) {
        String[] argument = words[1].split("=", 2);
        arguments.put(argument[0], argument[1]);
      } else {
        current.add(new Instruction(words[0], words[1]));
      }
    }
    return new Dockerfile(arguments, stages);
  }

  /** The image that a stage begins with, arguments at their defaults. */
  String image(String stage) {
    String from = stages.get(stage).from();
    return stages.containsKey(from)
        ? image(from)
        : arguments.getOrDefault(from.replaceAll("[${}]", ""), from);
  }

  /** What a stage takes from another one. */
  List<Copy> copies(String stage, String from) {
    String option = "--from=" + from + " ";
    return stages
        .get(stage)
        .all("COPY")
        .filter(rest -> rest.startsWith(option))
        .map(rest -> List.of(rest.substring(option.length()).strip().split("\\s+", -1)))
        .map(words -> new Copy(words.subList(0, words.size() - 1), words.get(words.size() - 1)))
        .toList();
  }

  /** The jars that the Flink image gets besides Flink's own. */
  Copy libraries() {
    return copies("flink", "build").stream()
        .filter(copy -> copy.to().equals("/opt/flink/lib/"))
        .findFirst()
        .orElseThrow();
  }
}
