package dev.nightjar.zoo.exhibit;

import dev.nightjar.search.trial.Attachment;
import dev.nightjar.zoo.model.LanguageModel;
import dev.nightjar.zoo.model.Sampler;

/**
 * A few {@code texts} that a language model wrote from nothing, drawn as it says (temperature 1).
 */
final class Samples {

  private static final int TEXTS = 3;
  private static final int TOKENS = 300;

  private Samples() {}

  static Attachment of(LanguageModel model, long seed) {
    Sampler sampler = Sampler.of(seed);
    return JsonAttachment.of(
        Attachment.SAMPLES,
        json -> {
          json.writeArrayFieldStart("texts");
          for (int i = 0; i < TEXTS; i++) {
            json.writeString(model.write("", TOKENS, sampler));
          }
          json.writeEndArray();
        });
  }
}
