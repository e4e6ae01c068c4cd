package dev.nightjar.app;

import dev.nightjar.zoo.model.InputException;
import dev.nightjar.zoo.model.LanguageModel;
import dev.nightjar.zoo.model.Model;
import dev.nightjar.zoo.model.Sampler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes text with a language model. */
@Command(
    name = "sample",
    description = "Write text with a language model.",
    footer = {"", "Example: nightjar sample dickens --prime \"It was \" --temperature 0.7"})
final class SampleCommand extends ComputingCommand {

  private static final int MAX_LENGTH = 100_000_000;

  @Mixin private ModelSource source;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "characters, words or tokens to write after the prime (default: ${DEFAULT-VALUE})")
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
      description = "draw from the K most probable only; 0 for all (default: ${DEFAULT-VALUE})")
  private int topK;

  @Option(names = "--prime", paramLabel = "TEXT", description = "what the text begins with")
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
      if (!(model instanceof LanguageModel writer)) {
        throw new UsageException(
            source.name()
                + " is no language model: it reads "
                + model.reads()
                + " and answers "
                + model.answers()
                + "; `nightjar predict` uses it");
      }
      String text = write(writer, sampler);
      if (json()) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", drawn);
        fields.put("prime", prime);
        fields.put("text", text);
        out().println(Json.pretty(fields));
      } else {
        out().println(text);
      }
      return ExitCode.OK;
    }
  }

  private Sampler sampler(long drawn) {
    try {
      return new Sampler(temperature, topK, new SplittableRandom(drawn));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
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
      throw new UsageException("--prime " + Json.line(prime) + ": " + e.getMessage());
    }
  }
}
