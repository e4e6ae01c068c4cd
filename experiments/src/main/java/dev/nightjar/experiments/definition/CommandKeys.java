package dev.nightjar.experiments.definition;

import dev.nightjar.zoo.task.TaskType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The vocabulary of experiment files whose trials run a program. */
final class CommandKeys {

  /**
   * Keys of experiment files that say nothing to a program of one's own, with what to do instead.
   */
  static final Map<String, String> FOREIGN =
      new TreeMap<>(
          Map.of(
              "dataset", "name the data in argv or env, or have the program know them",
              "model", "give what is fixed to the program in argv or env",
              "training", "give what is fixed to the program in argv or env",
              "early_stopping", "the program ends when it wants; pruner: ends it against others",
              "ensemble", "Nightjar has no model of what a program does",
              "keep_models",
                  "the program keeps what it makes itself, for example by NIGHTJAR_TRIAL"));

  static final KeyType.Section TASK =
      new KeyType.Section(
          List.of(
              Key.required(
                  "type", KeyType.Choice.of(CommandSpec.LABEL), "type: command", "A program."),
              Key.required(
                  "argv",
                  new KeyType.Special("a list of texts: the program and its arguments"),
                  "argv: [python3, train.py, --lr, \"{learning_rate}\"]",
                  "The program and its arguments, without a shell; {parameter} stands for a value,"
                      + " {{ and }} for braces. An argument that names an inactive parameter is"
                      + " left out."),
              Key.optional(
                      "env",
                      new KeyType.Special("a mapping from names of environment variables to texts"),
                      "Environment variables for the program; {parameter} stands for a value. One"
                          + " that names an inactive parameter is not set.")
                  .byDefault("what Nightjar has"),
              Key.optional(
                      "directory",
                      new KeyType.Text(),
                      "The folder the program runs in, relative to this file.")
                  .byDefault("this file's")),
          Set.of());

  private CommandKeys() {}

  /** The whole file. */
  static KeyType.Section file() {
    Map<String, Key> own =
        Map.of(
            "task",
            Key.required("task", TASK, "task: {type: command, argv: [./train.sh]}", "What is run."),
            "objective",
            Key.optional(
                    "objective",
                    Keys.SEARCH.key("objective").type(),
                    "What is optimised, or a list of such: numbers that the program prints.")
                .byDefault("minimize value"),
            "parameters",
            Key.required(
                "parameters",
                new KeyType.Special("a mapping from names of your own to what to search"),
                "parameters: {learning_rate: {type: float, min: 1e-4, max: 0.1, log: true}}",
                "What is searched, by names of your own."));
    return new KeyType.Section(
        Keys.FILE.keys().stream()
            .filter(key -> !FOREIGN.containsKey(key.name()))
            .map(key -> own.getOrDefault(key.name(), key))
            .toList(),
        Keys.FILE.planned());
  }

  /** The tasks that a file may name. */
  static List<KeyType.Word> tasks() {
    return Stream.concat(
            Arrays.stream(TaskType.values())
                .map(task -> new KeyType.Word(task.label(), answer(task))),
            Stream.of(new KeyType.Word(CommandSpec.LABEL, "nothing; a program of your own is run")))
        .toList();
  }

  private static String answer(TaskType task) {
    return switch (task) {
      case CLASSIFICATION -> "a label for each text or each series of numbers";
      case LANGUAGE_MODEL -> "the next character, word or token";
      case REGRESSION -> "a number for each series of numbers";
      case FORECASTING -> "the next values of a time series";
      case POLYPHONIC -> "which keys sound next";
    };
  }
}
