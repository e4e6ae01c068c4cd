package dev.nightjar.bench;

import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.Datasets;
import dev.nightjar.zoo.data.ReberGrammar;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.TokenCorpus;
import dev.nightjar.zoo.data.TokenDocument;
import dev.nightjar.zoo.data.TokenWindows;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.training.EarlyStopping;
import dev.nightjar.zoo.training.Trainer;
import dev.nightjar.zoo.training.TrainingSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The embedded Reber grammar: the share of unseen test strings that are fully right. A string is
 * right if at each of its steps the symbols that the grammar allows next are those that the network
 * holds most probable (Hochreiter and Schmidhuber 1997, experiment 1).
 */
final class LearningReber {
  private static final int EPOCHS = 40;
  private static final int ROWS = 16;
  private static final int STEPS = 64;

  private LearningReber() {}

  static List<LearningResult> run() {
    return List.of(
        train(CellType.LSTM).requires(0.97),
        train(CellType.GRU).requires(0.97),
        train(CellType.RNN));
  }

  private static LearningResult train(CellType cell) {
    TextCorpus text = (TextCorpus) Datasets.load(BuiltinSpec.of(Builtin.REBER));
    TextEncoding encoding = TextEncoding.of(text);
    TokenCorpus corpus = encoding.encode(text);
    NetworkSpec spec =
        NetworkSpec.builder(
                new TokenInput(corpus.vocabularySize(), 8),
                new Head.Softmax(OutputMode.EVERY_STEP, corpus.vocabularySize()))
            .cell(cell)
            .hiddenSize(24)
            .build();
    TrainingSettings settings =
        TrainingSettings.builder(
                new EarlyStopping("validation.wrong", EarlyStopping.Goal.MINIMIZE, 0, 0))
            .epochs(EPOCHS)
            .batchSize(ROWS)
            .learningRate(0.005)
            .seed(1)
            .build();
    long start = System.nanoTime();
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 1)) {
      new Trainer(
              settings,
              TokenWindows.training(corpus, ROWS, STEPS),
              n -> Map.of("validation.wrong", 1 - right(n, encoding, text.parts().validation())))
          .train(network, epoch -> true);
      double seconds = (System.nanoTime() - start) / 1e9;
      return LearningResult.of(
          "reber",
          cell.id(),
          "strings fully right",
          right(network, encoding, text.parts().test()),
          true,
          seconds);
    }
  }

  private static double right(
      RecurrentNetwork network, TextEncoding encoding, List<String> strings) {
    return strings.stream().filter(string -> isRight(network, encoding, string)).count()
        / (double) strings.size();
  }

  private static boolean isRight(RecurrentNetwork network, TextEncoding encoding, String string) {
    TokenDocument document = encoding.encode(string);
    int steps = string.length(); // Each symbol is predicted from those before it.
    int[] tokens = new int[steps];
    Arrays.setAll(tokens, document::token);
    int[] nothing = new int[steps];
    Arrays.fill(nothing, SequenceBatch.IGNORED);
    float[] probabilities =
        network.answers(SequenceBatch.ofTokens(tokens, new int[] {steps}, nothing, steps, 1));
    int width = probabilities.length / steps;
    for (int t = 0; t < steps; t++) {
      List<Integer> legal =
          ReberGrammar.legalAfter(string.substring(0, t))
              .chars()
              .mapToObj(symbol -> tokenOf(encoding, (char) symbol))
              .toList();
      float least = Float.POSITIVE_INFINITY;
      float largest = 0;
      for (int token = 0; token < width; token++) {
        float p = probabilities[t * width + token];
        if (legal.contains(token)) {
          least = Math.min(least, p);
        } else {
          largest = Math.max(largest, p);
        }
      }
      if (largest >= least) {
        return false;
      }
    }
    return true;
  }

  /** A document of one symbol predicts it first. */
  private static int tokenOf(TextEncoding encoding, char symbol) {
    return encoding.encode(String.valueOf(symbol)).target(0);
  }
}
