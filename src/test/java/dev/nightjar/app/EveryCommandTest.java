package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every command, also for one that is added tomorrow. */
class EveryCommandTest {

  /** These compute in a process of their own, or need a model, or speak JSON in any case. */
  private static final Set<String> PROVEN_ELSEWHERE =
      Set.of("run", "auto", "report", "predict", "sample", "doctor", "ask-tell");

  @TempDir private Path folder;

  static Stream<String> names() {
    return new CommandLine(new Nightjar()).getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void helpHasADescriptionAndAnExample(String name) {
    CommandRun help = CommandRun.of(name, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: nightjar " + name).contains("Example");
    assertThat(help.out()).containsPattern("(?s)Example.*nightjar.* " + name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void badUsageIsTwoAndNoStackTrace(String name) {
    CommandRun run = CommandRun.of(name, "--no-such-option");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Usage: nightjar " + name).doesNotContain("\tat ", "Exception");
  }

  /** Without those that compute: they hand their standard streams on to another process. */
  static Stream<String> namesOfThoseInThisProcess() {
    return names()
        .filter(
            name ->
                !(new CommandLine(new Nightjar()).getSubcommands().get(name).getCommand()
                    instanceof ComputingCommand));
  }

  @ParameterizedTest
  @MethodSource("namesOfThoseInThisProcess")
  void theStudyOrFileThatIsNotThereIsNoStackTraceEither(String name) {
    CommandRun run =
        CommandRun.of(
            name,
            folder.resolve("no/such.yaml").toString(),
            "--storage",
            "jdbc:h2:file:" + folder.resolve("none"));
    assertThat(run.err()).doesNotContain("\tat ", "Exception");
  }

  /** Of every command with the option, run on something that exists. */
  @Test
  void jsonIsJson() throws InterruptedException, IOException {
    String url = "jdbc:h2:file:" + folder.resolve("nightjar");
    SampleStudy.run(url);
    OwnFiles.write(folder);
    Path file = folder.resolve("mine.yaml");
    String data = folder.resolve("labels.tsv").toString();
    Map<String, List<String>> proven = new TreeMap<>();
    proven.put("init", List.of("init", file.toString(), "--data", data));
    proven.put("validate", List.of("validate", file.toString()));
    proven.put("list", List.of("list"));
    proven.put("show", List.of("show", SampleStudy.NAME));
    proven.put("trials", List.of("trials", SampleStudy.NAME));
    proven.put("best", List.of("best", SampleStudy.NAME));
    proven.put("data", List.of("data"));
    proven.put("schema", List.of("schema"));
    proven.put("importance", List.of()); // Needs more trials: ImportanceCommandTest.
    // In this order: what is validated has to be written first.
    for (String name : List.of("init", "validate", "list", "show", "trials", "best", "data")) {
      assertJson(url, proven.get(name));
    }
    assertJson(url, proven.get("schema"));
    assertJson(url, List.of("run", file.toString(), "--dry-run"));
    Set<String> without = new TreeSet<>();
    new CommandLine(new Nightjar())
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (command.getCommand() instanceof StudyCommand) {
                without.add(name);
              }
            });
    without.removeAll(proven.keySet());
    without.removeAll(PROVEN_ELSEWHERE);
    assertThat(without).as("commands whose JSON nobody has looked at").isEmpty();
  }

  private static void assertJson(String url, List<String> command) {
    String[] args =
        Stream.concat(command.stream(), Stream.of("--format", "json", "--storage", url))
            .toArray(String[]::new);
    CommandRun run = CommandRun.of(args);
    assertThat(run.exitCode()).as(command + ": " + run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.isContainerNode()).as(command.toString()).isTrue();
  }

  @Test
  void completionKnowsEveryCommand() {
    CommandRun run = CommandRun.of("completion");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("complete -F");
    names().forEach(name -> assertThat(run.out()).contains("COMP_WORDS[0]} " + name + "\""));
  }
}
