package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.TokenCorpus;
import dev.nightjar.zoo.data.TokenDocument;
import dev.nightjar.zoo.data.TokenWindows;
import dev.nightjar.zoo.data.WordVocabulary;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.training.BatchSource;
import java.util.List;
import java.util.Map;

/**
 * Predicts tokens, one at every step: the next character or word of a text, or what a document asks
 * for.
 */
final class LanguageModelTask implements Task {

  private final TokenCorpus corpus;
  private final Interpretation interpretation;
  private final boolean words;
  private final TokenVectors vectors;
  private final List<SequenceBatch> validation;
  private final List<SequenceBatch> test;

  private LanguageModelTask(TokenCorpus corpus, Interpretation interpretation) {
    this.corpus = corpus;
    this.interpretation = interpretation;
    words =
        interpretation instanceof Interpretation.Text text
            && text.encoding().vocabulary() instanceof WordVocabulary;
    vectors =
        new TokenVectors(
            () -> corpus.parts().train().stream().map(TokenDocument::tokens).toList(),
            corpus.vocabularySize());
    validation = TokenWindows.evaluation(corpus.parts().validation(), corpus.running());
    test = TokenWindows.evaluation(corpus.parts().test(), corpus.running());
  }

  static LanguageModelTask of(TextCorpus text) {
    TextEncoding encoding = TextEncoding.of(text);
    return new LanguageModelTask(encoding.encode(text), new Interpretation.Text(encoding));
  }

  static LanguageModelTask of(TokenCorpus tokens) {
    return new LanguageModelTask(tokens, new Interpretation.Tokens(tokens.vocabularySize()));
  }

  @Override
  public Interpretation interpretation() {
    return interpretation;
  }

  @Override
  public NetworkSpec network(Settings settings) {
    int tokens = corpus.vocabularySize();
    return TrainingPlan.network(
        settings,
        TrainingPlan.tokens(settings, tokens),
        TrainingPlan.softmax(settings, OutputMode.EVERY_STEP, tokens));
  }

  @Override
  public void prepare(RecurrentNetwork network, Settings settings) {
    vectors.put(network, settings);
  }

  @Override
  public BatchSource batches(Settings settings, LearnedParts parts) {
    return TokenWindows.training(
        parts == LearnedParts.TRAINING ? corpus : corpus.trainingOnValidation(),
        settings.integer("training.batch_size"),
        settings.integer("training.sequence_length"));
  }

  @Override
  public Map<String, Double> validate(Predictor network) {
    return score("validation", network, validation);
  }

  @Override
  public List<SequenceBatch> validationBatches() {
    return validation;
  }

  @Override
  public Map<String, Double> test(Predictor network) {
    return test.isEmpty() ? Map.of() : score("test", network, test);
  }

  private Map<String, Double> score(String part, Predictor network, List<SequenceBatch> windows) {
    return words
        ? LanguageModelScore.ofWords(part, network, windows)
        : LanguageModelScore.of(part, network, windows);
  }
}
