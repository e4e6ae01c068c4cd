package dev.nightjar.zoo.model;

import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.task.TaskType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Predicts the next token of a text, and writes texts. */
public final class LanguageModel implements Model {

  /** What stands for the end of a text among predictions. */
  public static final String END = "<end>";

  private final Predictor network;
  private final TokenText text;

  LanguageModel(Predictor network, TokenText text) {
    this.network = network;
    this.text = text;
  }

  /** The number of distinct tokens, those that never stand in a text included. */
  public int size() {
    return text.size();
  }

  /**
   * The tokens of a text; what the training data did not have becomes the unknown token, where
   * there is one.
   *
   * @throws InputException if the text has something that is no token
   */
  public int[] tokens(String piece) {
    return text.read(piece);
  }

  /**
   * A token as it stands in a text: a character, a word, a line break, or the number of a token
   * that stands for nothing else; {@link #END} for the end of a text; empty for one that never
   * stands in a text.
   *
   * @throws InputException if there is no such token
   */
  public String text(int token) {
    if (token < 0 || token >= size()) {
      throw new InputException(
          "there is no token " + token + "; tokens are from 0 to " + (size() - 1));
    }
    if (text.writable(token)) {
      return text.write(token);
    }
    return isEnd(token) ? END : "";
  }

  /** What of a text the training data did not have, each once. */
  public List<String> unknown(String piece) {
    return text.unknown(piece);
  }

  /**
   * Whether the network learned what it means to read something {@link #unknown}: from words that
   * are too rare for the vocabulary. An unknown character it has never met.
   */
  public boolean readsUnknown() {
    return text.readsUnknown();
  }

  /** A stream at the beginning of a text. */
  public TokenStream stream() {
    return new TokenStream(Steps.of(network), text);
  }

  /**
   * Writes a text.
   *
   * @param prime what it begins with; may be empty where a text can begin from nothing
   * @param length tokens to write after it, at least 0; a text that has an end may end earlier
   * @param sampler how tokens are drawn
   * @return the prime and what was written after it
   * @throws InputException if there must be a prime, or it has something that is no token
   * @throws IllegalArgumentException if the length is below 0
   */
  public String write(String prime, int length, Sampler sampler) {
    Sampler.requireLength(length);
    TokenStream stream = stream();
    for (int token : prime.isEmpty() ? text.beginning() : text.read(prime)) {
      stream.feed(token);
    }
    IntStream.Builder written = IntStream.builder();
    for (int i = 0; i < length; i++) {
      int token = sampler.draw(writable(stream.next()));
      if (isEnd(token)) {
        break;
      }
      written.add(token);
      stream.feed(token);
    }
    return text.continued(prime, written.build().toArray());
  }

  /** The probabilities without those of tokens that never stand in a text. */
  private float[] writable(float[] next) {
    for (int token = 0; token < next.length; token++) {
      if (!text.writable(token) && !isEnd(token)) {
        next[token] = 0;
      }
    }
    return next;
  }

  private boolean isEnd(int token) {
    return text.end().isPresent() && text.end().getAsInt() == token;
  }

  @Override
  public TaskType task() {
    return TaskType.LANGUAGE_MODEL;
  }

  @Override
  public String reads() {
    return "a text of " + text.unit() + "s";
  }

  @Override
  public String answers() {
    return "the " + text.unit() + " that comes next, one of " + size();
  }

  @Override
  public List<NetworkSpec> networks() {
    return network.specs();
  }

  /** The most probable continuation, and how well the line itself was predicted. */
  @Override
  public Answer answer(String line) {
    TokenStream stream = stream();
    double loss = 0;
    int predicted = 0;
    for (int token : text.read(line)) {
      if (stream.begun()) {
        loss -= Math.log(stream.next()[token]);
        predicted++;
      }
      stream.feed(token);
    }
    float[] next = writable(stream.next());
    int best = 0;
    for (int token = 1; token < next.length; token++) {
      best = next[token] > next[best] ? token : best;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("next", text(best));
    fields.put("probability", (double) next[best]);
    if (predicted > 0) {
      fields.put("loss", loss / predicted);
    }
    return new Answer(Escapes.escape(text(best)), fields);
  }

  @Override
  public void close() {
    network.close();
  }
}
