package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code task} of a command: which program, with what, and where. */
final class CommandReader {

  private static final String HERE = ".";
  private static final String RESERVED = "NIGHTJAR_";

  /** Names of environment variables that are not ours. */
  static final String VARIABLE = "^(?!NIGHTJAR_)[A-Za-z_][A-Za-z0-9_]*$";

  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  private final Problems problems;
  private final Path base;
  private final List<String> parameters;
  private final SearchSpace space;

  /**
   * A reader.
   *
   * @param file the experiment file
   * @param parameters the names of {@code parameters}, also of those that have other problems
   * @param space the parameters without problems
   */
  CommandReader(Problems problems, Path file, List<String> parameters, SearchSpace space) {
    this.problems = problems;
    this.base = file.toAbsolutePath().normalize().getParent();
    this.parameters = parameters;
    this.space = space;
  }

  /**
   * The command of a checked section; empty after recording a problem.
   *
   * @param parametersSpan where {@code parameters} stands
   */
  Optional<CommandSpec> read(Section section, Span parametersSpan) {
    int before = problems.count();
    checkParameters(parametersSpan);
    List<Template> argv = section.entry("argv").map(this::argv).orElse(List.of());
    Map<String, Template> env = section.entry("env").map(this::env).orElse(Map.of());
    String directory = section.text("directory").orElse(HERE);
    checkDirectory(section, directory);
    return problems.count() > before || argv.isEmpty()
        ? Optional.empty()
        : Optional.of(new CommandSpec(argv, env, directory, base));
  }

  /** Each parameter is an environment variable, and a value can be an argument. */
  private void checkParameters(Span span) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String parameter : parameters) {
      String other = variables.putIfAbsent(CommandSpec.variable(parameter), parameter);
      if (other != null) {
        problems.add(
            span,
            "the parameters "
                + Words.quote(other)
                + " and "
                + Words.quote(parameter)
                + " would both be the environment variable "
                + CommandSpec.variable(parameter),
            "rename one of them");
      }
    }
    for (Parameter parameter : space.parameters()) {
      if (parameter instanceof CategoricalParameter choice
          && choice.values().stream().anyMatch(v -> v.toString().indexOf('\0') >= 0)) {
        problems.add(
            span, parameter.name() + " has a value with a zero character: no argument has");
      }
    }
  }

  private List<Template> argv(YamlMap.Entry entry) {
    if (!(entry.value() instanceof YamlList list) || list.items().isEmpty()) {
      problems.add(
          entry.value().isNothing() ? entry.span() : entry.value().span(),
          "task.argv should be "
              + CommandKeys.TASK.key("argv").type().describe()
              + ", not "
              + (entry.value() instanceof YamlList ? "an empty list" : entry.value().describe()),
          "no shell takes a line apart here; write each word on its own:",
          CommandKeys.TASK.key("argv").example());
      return List.of();
    }
    List<Template> argv = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      YamlNode item = list.items().get(i);
      Optional<Template> template = template("task.argv[" + i + "]", item);
      template.ifPresent(argv::add);
      if (i == 0) {
        template.ifPresent(program -> checkProgram(program, item));
      }
    }
    return argv;
  }

  private void checkProgram(Template program, YamlNode node) {
    if (program.text().isBlank()) {
      problems.add(node.span(), "task.argv[0], the program, is empty", "write its name or path");
    } else if (!program.parameters().isEmpty()) {
      problems.add(
          node.span(),
          "task.argv[0], the program, should not depend on a parameter",
          "to search programs, run a script that chooses one: argv: [./train.sh, \"{program}\"]");
    }
  }

  private Map<String, Template> env(YamlMap.Entry entry) {
    if (!(entry.value() instanceof YamlMap map)) {
      problems.add(
          entry.value().isNothing() ? entry.span() : entry.value().span(),
          "task.env should be "
              + CommandKeys.TASK.key("env").type().describe()
              + ", not "
              + entry.value().describe(),
          "for example: env: {OMP_NUM_THREADS: \"{threads}\"}");
      return Map.of();
    }
    Map<String, Template> env = new LinkedHashMap<>();
    for (YamlMap.Entry variable : map.entries()) {
      if (!variable.key().matches(NAME)) {
        problems.add(
            variable.span(),
            Words.quote(variable.key()) + " is no name of an environment variable",
            "a name has letters, digits and _, and does not begin with a digit");
      } else if (variable.key().startsWith(RESERVED)) {
        problems.add(
            variable.span(),
            "task.env." + variable.key() + ": what begins with " + RESERVED + " is set by Nightjar",
            "choose another name");
      } else {
        template("task.env." + variable.key(), variable.value())
            .ifPresent(template -> env.put(variable.key(), template));
      }
    }
    return env;
  }

  /** Numbers and truth values may stand unquoted: they are taken as they are written. */
  private Optional<Template> template(String path, YamlNode node) {
    if (!(node instanceof YamlScalar scalar) || scalar.value().isEmpty()) {
      problems.add(
          node.span(),
          path + " should be text, not " + node.describe(),
          "quote what has braces, brackets or is empty: \"{learning_rate}\", \"[a]\", \"\"");
      return Optional.empty();
    }
    if (scalar.text().indexOf('\0') >= 0) {
      problems.add(node.span(), path + " has a zero character: no argument can have one");
      return Optional.empty();
    }
    Template template;
    try {
      template = new Template(scalar.text());
    } catch (IllegalArgumentException e) {
      problems.add(
          node.span(),
          path + " has " + e.getMessage() + ": " + Words.quote(scalar.text()),
          "{parameter} stands for a value; a brace that is meant as such is written twice");
      return Optional.empty();
    }
    int before = problems.count();
    for (String name : template.parameters()) {
      if (!parameters.contains(name)) {
        unknown(path, node.span(), name);
      }
    }
    return problems.count() > before ? Optional.empty() : Optional.of(template);
  }

  private void unknown(String path, Span span, String name) {
    List<String> hints = new ArrayList<>(Words.didYouMean(name, parameters));
    hints.add(Words.allowed(parameters));
    hints.add("a brace that is meant as such is written twice: {{ or }}");
    problems.add(
        span, path + " names " + Words.quote(name) + ", which is not among parameters", hints);
  }

  private void checkDirectory(Section section, String directory) {
    String why;
    try {
      Path path = base.resolve(directory).normalize();
      if (Files.isDirectory(path)) {
        return;
      }
      why = (Files.exists(path) ? "that is no folder: " : "there is no such folder: ") + path;
    } catch (InvalidPathException e) {
      why = "that is no path: " + e.getReason();
    }
    Span span =
        section.entry("directory").map(entry -> entry.value().span()).orElse(section.span());
    problems.add(span, "task.directory: " + why, "paths are relative to the experiment file");
  }
}
