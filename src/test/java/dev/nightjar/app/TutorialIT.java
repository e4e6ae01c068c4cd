package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code src/docs/tutorial.md} has its reader type does what it says. */
@Tag("integration")
class TutorialIT {

  private static final String LISTENING = "listening on port ";

  @TempDir private Path folder;

  @Test
  void everyCommandDoesWhatTheTutorialSays() throws Exception {
    String tutorial = Files.readString(Path.of("docs", "tutorial.md"));
    writeLauncher();
    CommandLineRun.Finished commands =
        shell("set -eu\n" + String.join("\n", blocks(tutorial, "sh"))).await();
    assertThat(commands.exitCode()).as(commands.out() + commands.err()).isZero();
    assertThat(commands.out())
        .contains(blocks(tutorial, "text").get(0)) // The data.
        .contains(blocks(tutorial, "text").get(1)) // What is found out of them.
        .contains(blocks(tutorial, "text").get(2)) // The file is valid.
        .contains("All trials of the budget have ended.\n")
        .contains("fanova over 12 completed trials, seed 42\n")
        .contains("\nopen close lock open\tlocked\n")
        .contains("\n{\"input\":\"open close lock unlock open\",\"label\":\"open\",")
        .endsWith("\nlock unlock\tclosed\n");
    assertThat(folder.resolve("runs/reports/doors/index.html")).exists();
    assertThat(folder.resolve("report/index.html")).exists();
    assertThatTheProgramServes(tutorial);
  }

  /** Runs the Java program by the command that stands there, but for the place and the port. */
  private void assertThatTheProgramServes(String tutorial) throws Exception {
    Files.writeString(folder.resolve("Doors.java"), blocks(tutorial, "java").get(0));
    Matcher told =
        Pattern.compile(
                "\\$ (OMP\\S+) (java -cp )path/to/nightjar.jar( .* )8080 &\n"
                    + LISTENING
                    + "8080\n\\$ curl -d \"(.*)\" localhost:8080\n(.*\n)")
            .matcher(tutorial);
    assertThat(told.find()).isTrue();
    CommandLineRun server =
        shell(
            String.format(
                "%s exec %s'%s'%s0",
                told.group(1), told.group(2), System.getProperty("nightjar.jar"), told.group(3)));
    try {
      server.awaitOutput(LISTENING);
      String port = server.outSoFar().strip().substring(LISTENING.length());
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
              .timeout(Duration.ofMinutes(1))
              .POST(HttpRequest.BodyPublishers.ofString(told.group(4)))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo(told.group(5));
    } finally {
      server.handle().destroyForcibly();
    }
  }

  /** The fenced blocks of a language, in their order. */
  private static List<String> blocks(String document, String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(document)
        .results()
        .map((MatchResult block) -> block.group(1))
        .collect(Collectors.toList());
  }

  /** The command {@code nightjar}, as the distribution has it. */
  private void writeLauncher() throws Exception {
    Path launcher = Files.createDirectory(folder.resolve("bin")).resolve("nightjar");
    String command = CommandLineRun.command().stream().collect(Collectors.joining("' '", "'", "'"));
    Files.writeString(launcher, "#!/bin/sh\nexec " + command + " \"$@\"\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }

  private CommandLineRun shell(String script) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    String path = "PATH='" + folder.resolve("bin") + "':'" + java + "':\"$PATH\"; export PATH\n";
    return CommandLineRun.launch(folder, List.of("sh", "-c", path + script));
  }
}
