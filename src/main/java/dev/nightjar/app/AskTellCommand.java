package dev.nightjar.app;

import dev.nightjar.experiments.definition.SearchDefinition;
import dev.nightjar.experiments.definition.SearchDefinitionReader;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Suggests configurations to any program and is told what became of them. */
@Command(
    name = "ask-tell",
    description = {
      "Search for any program: reads one JSON object a line from standard input and answers each with"
          + " one line.",
      "  {\"ask\":1}                            {\"trial\":0,\"parameters\":{…}}, or {\"done\":true}",
      "  {\"report\":0,\"step\":3,\"value\":0.7}    {\"prune\":false}",
      "  {\"tell\":0,\"value\":1.23}              {\"ok\":true}",
      "  {\"tell\":0,\"state\":\"failed\"}          {\"ok\":true}",
      "  {\"add\":{…},\"value\":1.23}             {\"trial\":1}",
      "What cannot be is answered with {\"error\":\"…\"} and changes nothing. Nothing is stored: the search"
          + " ends with the input."
    },
    footer = {"", "Example: nightjar ask-tell --space experiments/ask-tell/space.yaml --seed 1"})
final class AskTellCommand extends StudyCommand {

  @Option(
      names = "--space",
      paramLabel = "FILE",
      required = true,
      description =
          "an experiment file, of which parameters, objective, strategy, pruner and seed are read")
  private Path space = Path.of("");

  @Option(
      names = "--strategy",
      paramLabel = "TYPE",
      description = "how to search, instead of what the file says (default: bayesian)")
  private Optional<String> strategy = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seeds the suggestions, instead of the file's seed (default: 42)")
  private Optional<Long> seed = Optional.empty();

  @Override
  public Integer call() throws IOException {
    SearchDefinition definition = SearchDefinitionReader.read(space, strategy);
    AskTellSession session =
        new AskTellSession(
            Composition.askTell(
                definition, seed.map(OptionalLong::of).orElseGet(OptionalLong::empty)));
    // Not System.in and System.out, which decode and encode as the machine likes.
    try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      InputLines lines =
          new InputLines(new FileInputStream(FileDescriptor.in), AskTellSession.LONGEST_LINE);
      for (Optional<InputLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        out.write((answer(session, line.get()) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      if (!"Broken pipe".equals(e.getMessage())) { // Otherwise whoever asked is gone.
        throw e;
      }
    }
    return ExitCode.OK;
  }

  /** The answer to a line, without a line end. */
  static String answer(AskTellSession session, InputLines.Line line) {
    if (!line.whole()) {
      return AskTellSession.refusal(
          "the line has more than " + AskTellSession.LONGEST_LINE + " bytes, which is the most");
    }
    try {
      return session.answer(line.text());
    } catch (CharacterCodingException e) {
      return AskTellSession.refusal("the line is not UTF-8");
    }
  }
}
