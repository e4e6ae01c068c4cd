package dev.nightjar.app;

import dev.nightjar.zoo.model.InputException;
import dev.nightjar.zoo.model.LanguageModel;
import dev.nightjar.zoo.model.Model;
import dev.nightjar.zoo.model.MusicModel;
import dev.nightjar.zoo.model.Sampler;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes text with a language model, or music with a model of music. */
@Command(
    name = "sample",
    description = {
      "Write text with a language model, or music with a model of music.",
      "Music is written as JSON: a list of time steps, each a list of the MIDI pitches that sound."
    },
    footer = {
      "",
      "Example: nightjar sample dickens-characters --prime \"It was \" --temperature 0.7",
      "Example: nightjar sample chords --prime 36+60+64+67 --length 64"
    })
final class SampleCommand extends ComputingCommand {

  private static final int MAX_LENGTH = 100_000_000;

  @Mixin private ModelSource source;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "characters, words or tokens, or time steps of music, to write after the prime (default:"
              + " ${DEFAULT-VALUE})")
  private int length = 500;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "1",
      description =
          "0 to 100; below 1 more cautious than the network, above bolder, 0 always the most probable"
              + " (default: ${DEFAULT-VALUE})")
  private double temperature = 1;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      defaultValue = "0",
      description =
          "draw from the K most probable characters (tokens, keys) only; 0 for all (default:"
              + " ${DEFAULT-VALUE})")
  private int topK;

  @Option(
      names = "--prime",
      paramLabel = "TEXT",
      description =
          "what the text begins with; of music, chords such as 60+64+67, with blanks between")
  private String prime = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the same seed writes the same text (default: another each time)")
  private Optional<Long> seed = Optional.empty();

  @Override
  int compute() {
    if (length < 0 || length > MAX_LENGTH) {
      throw new UsageException("--length is " + length + "; allowed is 0 to " + MAX_LENGTH);
    }
    long drawn = seed.orElseGet(() -> new SplittableRandom().nextLong());
    Sampler sampler = sampler(drawn);
    try (Model model = source.open(this)) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("seed", drawn);
      fields.put("prime", prime);
      if (model instanceof LanguageModel writer) {
        String text = write(writer, sampler);
        fields.put("text", text);
        print(json() ? Json.pretty(fields) : text);
      } else if (model instanceof MusicModel writer) {
        List<List<Integer>> sequence = write(writer, sampler);
        fields.put("sequence", sequence);
        out().println(json() ? Json.pretty(fields) : Json.line(sequence));
      } else {
        throw new UsageException(
            source.name()
                + " writes neither text nor music: it reads "
                + model.reads()
                + " and answers "
                + model.answers()
                + "; `nightjar predict` uses it");
      }
      return ExitCode.OK;
    }
  }

  /** A file gets what was written; a terminal only what it can show. */
  private void print(String text) {
    if (Terminals.live()) {
      out().println(text);
    } else {
      out().steer(text + System.lineSeparator());
    }
  }

  private Sampler sampler(long drawn) {
    try {
      return new Sampler(temperature, topK, new SplittableRandom(drawn));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private List<List<Integer>> write(MusicModel model, Sampler sampler) {
    try {
      return model.write(MusicModel.chords(prime), length, sampler).stream()
          .map(chord -> Arrays.stream(chord).boxed().toList())
          .toList();
    } catch (InputException e) {
      throw wrongPrime(e);
    }
  }

  private UsageException wrongPrime(InputException e) {
    return new UsageException("--prime " + Json.line(prime) + ": " + e.getMessage());
  }

  private String write(LanguageModel model, Sampler sampler) {
    try {
      List<String> unknown = model.unknown(prime);
      if (!unknown.isEmpty() && model.readsUnknown()) {
        err()
            .println(
                "--prime has "
                    + Json.line(unknown)
                    + ", which the vocabulary does not have: read as the unknown word");
      } else if (!unknown.isEmpty()) {
        throw new UsageException(
            "--prime has "
                + Json.line(unknown)
                + ", which the text that the model was trained on does not have");
      }
      return model.write(prime, length, sampler);
    } catch (InputException e) {
      throw wrongPrime(e);
    }
  }
}
