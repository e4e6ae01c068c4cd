package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.CharacterVocabulary;
import dev.nightjar.zoo.data.ForecastScaling;
import dev.nightjar.zoo.data.Keyboard;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.WordVocabulary;
import dev.nightjar.zoo.network.ModelFormatException;
import dev.nightjar.zoo.network.NetworkInput;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.Precision;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.ModelArchive;

/** Which interpretation makes which kind of model. A new kind is added to {@link #model}. */
final class ModelOpener {
  private ModelOpener() {}

  static Model open(byte[] bytes) {
    ModelArchive archive;
    try {
      archive = ModelArchive.read(bytes);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(e.getMessage(), e);
    }
    Predictor network = archive.open();
    try {
      return of(network, archive.interpretation());
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** A model over a network, which is closed with it. */
  static Model of(Predictor network, Interpretation interpretation) {
    for (NetworkSpec spec : network.specs()) {
      if (!RecurrentNetwork.supports(spec.precision())) {
        throw new UnsupportedOperationException(
            "the model computes in "
                + spec.precision().id()
                + ", but this CPU has no instructions for it; use it on one that has, or train it"
                + " in "
                + Precision.F32.id());
      }
    }
    return model(network, interpretation);
  }

  private static Model model(Predictor network, Interpretation interpretation) {
    if (interpretation instanceof Interpretation.LabelledText text) {
      requireSize(network.specs().get(0), text.vocabulary().size(), text.labels().size());
      return new Classifier(network, text);
    } else if (interpretation instanceof Interpretation.Text text) {
      int size = text.encoding().vocabulary().size();
      requireSize(network.specs().get(0), size, size);
      return new LanguageModel(network, text(text.encoding()));
    } else if (interpretation instanceof Interpretation.Tokens tokens) {
      requireSize(network.specs().get(0), tokens.size(), tokens.size());
      return new LanguageModel(network, new NumberText(tokens.size()));
    } else if (interpretation instanceof Interpretation.Numbers numbers) {
      requireSize(network.specs().get(0), numbers.width(), 1);
      return new Regressor(network, numbers);
    } else if (interpretation instanceof Interpretation.LabelledSeries series) {
      requireSize(network.specs().get(0), series.width(), series.labels().size());
      return new SeriesClassifier(network, series);
    } else if (interpretation instanceof Interpretation.Forecast forecast) {
      ForecastScaling scaling = forecast.scaling();
      requireSize(network.specs().get(0), scaling.width(), scaling.windows().horizon());
      return new Forecaster(network, forecast);
    } else if (interpretation instanceof Interpretation.Music) {
      requireSize(network.specs().get(0), Keyboard.KEYS, Keyboard.KEYS);
      return new MusicModel(network);
    }
    throw new IllegalStateException("no kind of model for " + interpretation.describe());
  }

  private static TokenText text(TextEncoding encoding) {
    if (encoding.vocabulary() instanceof WordVocabulary words) {
      return new WordText(words, encoding.running());
    }
    return new CharacterText((CharacterVocabulary) encoding.vocabulary(), encoding.running());
  }

  /** A damaged or patched archive must not lead the engine beyond its tables. */
  private static void requireSize(NetworkSpec spec, int inputs, int outputs) {
    NetworkInput input = spec.input();
    int read = input instanceof TokenInput tokens ? tokens.vocabularySize() : input.width();
    if (read != inputs || spec.head().width() != outputs) {
      throw new ModelFormatException(
          "the model is damaged: its network reads "
              + read
              + " and answers "
              + spec.head().width()
              + " values, but what they stand for has "
              + inputs
              + " and "
              + outputs
              + "; export it again");
    }
  }

  static <M extends Model> M require(Model model, Class<M> kind) {
    if (!kind.isInstance(model)) {
      model.close();
      throw new IllegalArgumentException(
          "the model is a "
              + model.getClass().getSimpleName()
              + ": it reads "
              + model.reads()
              + " and answers "
              + model.answers()
              + "; a "
              + kind.getSimpleName()
              + " was asked for");
    }
    return kind.cast(model);
  }
}
