package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.ValueInput;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.ModelArchive;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a finished study, from outside: predict, sample, export. */
class UsingTheModelIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of its own, so that both studies run at once. */
  private static final String TEXT_STORAGE = "jdbc:h2:file:./text-runs/db";

  private static int bestTrial;

  @TempDir private static Path folder;

  /** Two tiny studies for all tests: two languages that differ in their letters, and a text. */
  @BeforeAll
  static void runTheStudies() throws Exception {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("label\ttext\n");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      String letters = i % 2 == 0 ? "abcde" : "vwxyz";
      StringBuilder word = new StringBuilder();
      for (int j = 0; j < 4 + random.nextInt(4); j++) {
        word.append(letters.charAt(random.nextInt(5)));
      }
      rows.append(i % 2 == 0 ? "early" : "late").append('\t').append(word).append('\n');
      text.append(word).append(i % 7 == 0 ? '\n' : ' ');
    }
    Files.writeString(folder.resolve("words.tsv"), rows);
    Files.writeString(folder.resolve("text.txt"), text);
    CommandLineRun words =
        study("words", "{type: classification}", "{path: words.tsv, format: tsv}", 2, 6);
    CommandLineRun letters = study("text", "{type: language-model}", "{path: text.txt}", 1, 1);
    String result = ok(words.await()).out();
    bestTrial = result.startsWith("best: trial #0") ? 0 : 1;
    ok(letters.await());
    CommandLineRun dl4j = CommandLineRun.start(folder, "export", "words", "-o", "out/words.zip");
    ok("export", "text", "-o", "text.zip", "--format", "nightjar", "--storage", TEXT_STORAGE);
    ok(dl4j.await());
  }

  private static CommandLineRun study(String name, String task, String data, int trials, int epochs)
      throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        version: 1
        name: %s
        task: %s
        dataset: %s
        strategy: {type: random}
        parameters:
          training.learning_rate: {values: [0.001, 0.03]}
        model: {hidden_size: 16, embedding_size: 8}
        training: {epochs: %d, batch_size: 8}
        budget: {max_trials: %d}
        keep_models: 1
        parallelism: 1
        seed: 5
        """
            .formatted(name, task, data, epochs, trials));
    String storage = name.equals("text") ? TEXT_STORAGE : StorageCommand.DEFAULT_STORAGE;
    return CommandLineRun.start(folder, "run", name + ".yaml", "-q", "--storage", storage);
  }

  private static CommandLineRun.Finished ok(String... args)
      throws IOException, InterruptedException {
    return ok(CommandLineRun.run(folder, args));
  }

  private static CommandLineRun.Finished ok(CommandLineRun.Finished run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    return run;
  }

  private static void refused(String message, String... args)
      throws IOException, InterruptedException {
    CommandLineRun.Finished run = CommandLineRun.run(folder, args);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().strip()).isEqualTo("error: " + message);
  }

  @Test
  void answersTheLinesItCanReadAndNamesTheOthers() throws Exception {
    byte[] input = "abcab\nzyx\n\n?\n\u0000ade".getBytes(StandardCharsets.UTF_8);
    input[input.length - 4] = (byte) 0xff; // In the middle of a line: no UTF-8.
    Path file = Files.write(folder.resolve("input.txt"), input);
    CommandLineRun.Finished run = CommandLineRun.runOn(folder, file, "predict", "words");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines())
        .containsExactly(
            "error: line 3: the text is empty; give a text a line",
            "error: line 5: it is not UTF-8");
    List<String> out = run.out().lines().toList();
    assertThat(out).hasSize(5).startsWith("abcab\tearly", "zyx\tlate", "\t");
    assertThat(out.get(3)).matches("\\?\t(early|late)");
    assertThat(out.get(4)).isEqualTo("\t");
  }

  @Test
  void answersALineBeforeItReadsTheNext() throws Exception {
    Process process =
        new ProcessBuilder(CommandLineRun.command("predict", "out/words.zip", "--format", "json"))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedWriter in = process.outputWriter(StandardCharsets.UTF_8);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String word : List.of("abc", "wxyz")) {
        in.write(word + "\n");
        in.flush();
        JsonNode answer = JSON.readTree(out.readLine());
        assertThat(answer.get("input").asText()).isEqualTo(word);
        assertThat(answer.get("label").asText()).isEqualTo(word.equals("abc") ? "early" : "late");
        assertThat(
                answer.get("probabilities").get("early").asDouble()
                    + answer.get("probabilities").get("late").asDouble())
            .isBetween(0.9999, 1.0001);
      }
    }
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void writesTextAgainFromItsSeed() throws Exception {
    JsonNode first =
        JSON.readTree(
            ok(
                    "sample",
                    "text",
                    "--length=30",
                    "--prime=abc",
                    "--format=json",
                    "--storage=" + TEXT_STORAGE)
                .out());
    assertThat(first.get("text").asText()).startsWith("abc").hasSize(33);
    CommandLineRun.Finished again =
        ok(
            "sample",
            "text.zip",
            "--length=30",
            "--prime=abc",
            "--seed=" + first.get("seed").asLong());
    assertThat(again.out()).isEqualTo(first.get("text").asText() + System.lineSeparator());
  }

  @Test
  void writesMusic() throws Exception {
    NetworkSpec spec =
        NetworkSpec.builder(new ValueInput(88), new Head.Bernoulli(OutputMode.EVERY_STEP, 88))
            .hiddenSize(4)
            .build();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
      byte[] model = ModelArchive.write(network, new Interpretation.Music());
      Files.write(folder.resolve("music.zip"), model);
    }
    JsonNode written =
        JSON.readTree(
            ok("sample", "music.zip", "--length=3", "--prime=64+60 -", "--top-k=2", "--format=json")
                .out());
    JsonNode sequence = written.get("sequence");
    assertThat(sequence).hasSize(5);
    assertThat(sequence.get(0).toString()).isEqualTo("[64,60]");
    assertThat(sequence.get(1)).isEmpty();
    assertThat(sequence.get(4).size()).isLessThanOrEqualTo(2);
    refused(
        "--prime \"60 1\": '1' is not a chord: a chord is MIDI pitches from 21 to 108 such as"
            + " 60+64+67, and - is silence",
        "sample",
        "music.zip",
        "--prime",
        "60 1");
  }

  @Test
  void saysWhatCannotBe() throws Exception {
    assertThat(folder.resolve("out/words.zip")).isNotEmptyFile();
    int other = 1 - bestTrial;
    refused(
        "the model of trial "
            + other
            + " of words is not kept; kept are those of the best trials, keep_models of them, and of finalists: "
            + bestTrial,
        "export",
        "words",
        "-o",
        "no.zip",
        "--trial",
        "" + other);
    refused(
        "--prime has [\"É\"], which the text that the model was trained on does not have",
        "sample",
        "text.zip",
        "--prime",
        "É");
    assertThat(folder.resolve("no.zip")).doesNotExist();
  }
}
