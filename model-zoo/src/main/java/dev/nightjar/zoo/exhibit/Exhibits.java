package dev.nightjar.zoo.exhibit;

import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.TrialFailedException;
import dev.nightjar.zoo.data.BucketedBatches;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.LabelledSeries;
import dev.nightjar.zoo.data.LabelledText;
import dev.nightjar.zoo.data.MusicCorpus;
import dev.nightjar.zoo.data.NumberCorpus;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.data.TokenCorpus;
import dev.nightjar.zoo.model.LanguageModel;
import dev.nightjar.zoo.model.Model;
import dev.nightjar.zoo.model.MusicModel;
import dev.nightjar.zoo.network.ModelFormatException;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.task.ModelArchive;
import java.util.List;

/** Which data shows what of a network. */
public final class Exhibits {

  private Exhibits() {}

  /**
   * What a network does on the validation part of the data it was trained for.
   *
   * <ul>
   *   <li>Texts or series with labels: {@link Attachment#CONFUSION} and {@link
   *       Attachment#MISTAKES}.
   *   <li>Text: {@link Attachment#SAMPLES}. Tokens that stand for nothing else: nothing, since
   *       nobody could read them.
   *   <li>A time series: {@link Attachment#FORECAST}. Sequences with a number: {@link
   *       Attachment#PREDICTIONS}.
   *   <li>Music: {@link Attachment#PIECE}.
   * </ul>
   *
   * <p>The same model, data and seed give the same bytes.
   *
   * @param data the data that the model was trained on
   * @param model the bytes of an {@link Attachment#MODEL}
   * @param seed for what is drawn
   * @throws TrialFailedException if the model is damaged
   */
  public static List<Attachment> of(Dataset data, byte[] model, long seed) {
    try {
      if (data instanceof TextCorpus) {
        try (LanguageModel writer = Model.open(model, LanguageModel.class)) {
          return List.of(Samples.of(writer, seed));
        }
      } else if (data instanceof MusicCorpus music) {
        try (MusicModel player = Model.open(model, MusicModel.class)) {
          return List.of(Piece.of(player, music.parts().validation().get(0), seed));
        }
      } else if (data instanceof TokenCorpus) {
        return List.of();
      }
      try (Predictor network = ModelArchive.read(model).open()) {
        return of(data, network);
      }
    } catch (ModelFormatException | IllegalArgumentException e) {
      throw new TrialFailedException(e.getMessage(), e);
    }
  }

  private static List<Attachment> of(Dataset data, Predictor network) {
    if (data instanceof LabelledText text) {
      LabelAnswers answers =
          LabelAnswers.of(
              network,
              text.vocabulary().encode(text.validation(), text.labels()),
              BucketedBatches::ofTokens,
              sequence -> sequence.label());
      return List.of(
          Confusion.of(text.labels(), answers),
          Mistakes.of(
              text.labels(), answers, i -> Shortened.text(text.validation().get(i).text())));
    } else if (data instanceof LabelledSeries series) {
      LabelAnswers answers =
          LabelAnswers.of(
              network,
              series.parts().validation(),
              BucketedBatches::ofLabelled,
              sequence -> sequence.label());
      return List.of(
          Confusion.of(series.labels(), answers),
          Mistakes.of(
              series.labels(),
              answers,
              i ->
                  Shortened.series(series.columns(), series.parts().validation().get(i).values())));
    } else if (data instanceof NumberCorpus numbers) {
      return List.of(Predictions.of(network, numbers));
    } else if (data instanceof TimeSeries series) {
      return List.of(Forecast.of(network, series));
    }
    throw new IllegalStateException("nothing shows what is done with " + data.name());
  }
}
