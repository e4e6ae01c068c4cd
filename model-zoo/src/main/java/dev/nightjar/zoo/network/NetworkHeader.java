package dev.nightjar.zoo.network;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link NetworkSpec} as lines {@code key=value}: the header of a {@link ModelFile}. */
final class NetworkHeader {
  private NetworkHeader() {}

  static String write(NetworkSpec spec) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (spec.input() instanceof TokenInput tokens) {
      values.put("input", "tokens");
      values.put("vocabulary_size", tokens.vocabularySize());
      values.put("embedding_size", tokens.embeddingSize());
      values.put("embedding_trained", tokens.trained());
    } else if (spec.input() instanceof ValueInput numbers) {
      values.put("input", "values");
      values.put("width", numbers.width());
    }
    values.put("cell", spec.cell().type().id());
    values.put("activation", spec.cell().activation().id());
    values.put("forget_bias", spec.cell().forgetBias());
    values.put("window", spec.cell().window());
    values.put("layers", spec.layers());
    values.put("hidden_size", spec.hiddenSize());
    values.put("width_factor", spec.widthFactor());
    values.put("bidirectional", spec.bidirectional());
    values.put("input_noise", spec.inputNoise());
    values.put("input_dropout", spec.dropout().input());
    values.put("dropout", spec.dropout().layers());
    values.put("output_dropout", spec.dropout().output());
    values.put("recurrent_dropout", spec.dropout().recurrent());
    values.put("variational", spec.dropout().variational());
    values.put("tie_weights", spec.tieWeights());
    values.put("mode", spec.head().mode());
    if (spec.head() instanceof Head.Softmax softmax) {
      values.put("head", "softmax");
      values.put("classes", softmax.classes());
      values.put("label_smoothing", softmax.labelSmoothing());
    } else if (spec.head() instanceof Head.Regression regression) {
      values.put("head", "regression");
      values.put("outputs", regression.outputs());
    } else if (spec.head() instanceof Head.Bernoulli bernoulli) {
      values.put("head", "bernoulli");
      values.put("outputs", bernoulli.outputs());
    }
    values.put("precision", spec.precision().id());
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The inverse of {@link #write}.
   *
   * @throws ModelFormatException if a property is missing or its value is not allowed
   */
  static NetworkSpec read(String header) {
    Map<String, String> values = new LinkedHashMap<>();
    header
        .lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals < 0) {
                throw new ModelFormatException(
                    "the model's header has the line '" + line + "', which is not key=value");
              }
              values.put(line.substring(0, equals), line.substring(equals + 1));
            });
    try {
      return new Reader(values).spec();
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("the model's header is wrong: " + e.getMessage(), e);
    }
  }

  private record Reader(Map<String, String> values) {
    NetworkSpec spec() {
      return NetworkSpec.builder(input(), head())
          .cell(
              new CellSpec(
                  CellType.fromId(text("cell")),
                  Activation.valueOf(text("activation").toUpperCase(Locale.ROOT)),
                  number("forget_bias"),
                  whole("window")))
          .layers(whole("layers"))
          .hiddenSize(whole("hidden_size"))
          .widthFactor(number("width_factor"))
          .bidirectional(flag("bidirectional"))
          // Models that were written before there was any lack it.
          .inputNoise(values.containsKey("input_noise") ? number("input_noise") : 0)
          .dropout(
              new Dropout(
                  number("input_dropout"),
                  number("dropout"),
                  number("output_dropout"),
                  number("recurrent_dropout"),
                  flag("variational")))
          .tieWeights(flag("tie_weights"))
          .precision(Precision.valueOf(text("precision").toUpperCase(Locale.ROOT)))
          .build();
    }

    private NetworkInput input() {
      return switch (text("input")) {
        case "tokens" ->
            new TokenInput(
                whole("vocabulary_size"),
                whole("embedding_size"),
                !values.getOrDefault("embedding_trained", "true").equals("false"));
        case "values" -> new ValueInput(whole("width"));
        default ->
            throw new ModelFormatException(
                "the model reads '" + text("input") + "'; this Nightjar knows tokens and values");
      };
    }

    private Head head() {
      OutputMode mode = OutputMode.valueOf(text("mode"));
      return switch (text("head")) {
        case "softmax" -> new Head.Softmax(mode, whole("classes"), number("label_smoothing"));
        case "regression" -> new Head.Regression(mode, whole("outputs"));
        case "bernoulli" -> new Head.Bernoulli(mode, whole("outputs"));
        default ->
            throw new ModelFormatException(
                "the model has the head '"
                    + text("head")
                    + "'; this Nightjar knows softmax, regression and bernoulli");
      };
    }

    private String text(String key) {
      String value = values.get(key);
      if (value == null) {
        throw new ModelFormatException("the model's header lacks '" + key + "'");
      }
      return value;
    }

    private int whole(String key) {
      return Integer.parseInt(text(key));
    }

    private double number(String key) {
      return Double.parseDouble(text(key));
    }

    private boolean flag(String key) {
      return Boolean.parseBoolean(text(key));
    }
  }
}
