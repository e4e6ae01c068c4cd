package dev.nightjar.app;

import dev.nightjar.zoo.model.Answer;
import dev.nightjar.zoo.model.InputException;
import dev.nightjar.zoo.model.Model;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Answers inputs, one a line. */
@Command(
    name = "predict",
    description = {
      "Answer inputs with a model: reads one a line from standard input, without a header, and writes"
          + " one line each: the input, a tab, the prediction.",
      "A line is answered before the next is read. One that the model cannot read is reported on"
          + " standard error with its number, gets no prediction, and makes the exit code 2."
    },
    footer = {"", "Example: echo Kowalski | nightjar predict names-by-language"})
final class PredictCommand extends ComputingCommand {

  @Mixin private ModelSource source;

  @Override
  int compute() throws IOException {
    // Not System.in and System.out: what is written here has to be out when input runs dry.
    try (Model model = source.open(this);
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      return answer(model, new InputLines(new FileInputStream(FileDescriptor.in)), out);
    } catch (IOException e) {
      if ("Broken pipe".equals(e.getMessage())) {
        return ExitCode.OK; // The reader, such as head, has seen enough.
      }
      throw e;
    }
  }

  private int answer(Model model, InputLines lines, OutputStream out) throws IOException {
    int exitCode = ExitCode.OK;
    for (Optional<InputLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      exitCode = Math.max(exitCode, answer(model, line.get(), out));
      if (!lines.pending()) {
        out.flush();
      }
    }
    return exitCode;
  }

  private int answer(Model model, InputLines.Line line, OutputStream out) throws IOException {
    String text;
    try {
      text = line.text();
    } catch (CharacterCodingException e) {
      return malformed(line, new byte[0], "it is not UTF-8", out);
    }
    Answer answer;
    try {
      answer = model.answer(text);
    } catch (InputException e) {
      return malformed(line, line.bytes(), e.getMessage(), out);
    }
    if (json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("input", text);
      fields.putAll(answer.fields());
      write(out, Json.line(fields));
    } else {
      write(out, text + "\t" + answer.text());
    }
    return ExitCode.OK;
  }

  /** One line out for each line in, also for these, so that both can be laid side by side. */
  private int malformed(InputLines.Line line, byte[] input, String problem, OutputStream out)
      throws IOException {
    err().println("error: line " + line.number() + ": " + problem);
    if (json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("line", line.number());
      fields.put("error", problem);
      write(out, Json.line(fields));
    } else {
      write(out, new String(input, StandardCharsets.UTF_8) + "\t");
    }
    return ExitCode.USAGE;
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
