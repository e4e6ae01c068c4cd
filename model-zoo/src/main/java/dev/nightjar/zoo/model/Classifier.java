package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.TokenSequence;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.TaskType;
import java.util.List;

/** Tells texts apart. */
public final class Classifier implements Model {
  private final Predictor network;
  private final Interpretation.LabelledText interpretation;

  Classifier(Predictor network, Interpretation.LabelledText interpretation) {
    this.network = network;
    this.interpretation = interpretation;
  }

  /** The labels, in the order of the network's answers. */
  public List<String> labels() {
    return interpretation.labels();
  }

  /**
   * The labels' probabilities for a text. Characters, or words, that the vocabulary does not have
   * count as one unknown token.
   */
  public Classification classify(String text) {
    int[] tokens = interpretation.vocabulary().encode(text);
    // Lengths rounded up as in training: kernels are built once a shape.
    SequenceBatch batch =
        BucketedBatches.ofTokens(List.of(new TokenSequence(tokens, 0)), 1).inOrder().get(0);
    return Classification.of(labels(), network.answers(batch));
  }

  @Override
  public TaskType task() {
    return interpretation.task();
  }

  @Override
  public String reads() {
    return "a text";
  }

  @Override
  public String answers() {
    return "one of " + labels().size() + " labels";
  }

  @Override
  public List<NetworkSpec> networks() {
    return network.specs();
  }

  @Override
  public Answer answer(String line) {
    if (line.isBlank()) {
      throw new InputException("the text is empty; give a text a line");
    }
    return classify(line).answer();
  }

  @Override
  public void close() {
    network.close();
  }
}
