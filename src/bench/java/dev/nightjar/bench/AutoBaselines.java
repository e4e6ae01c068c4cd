package dev.nightjar.bench;

import dev.nightjar.zoo.data.ChordProgression;
import dev.nightjar.zoo.data.Dataset;
import dev.nightjar.zoo.data.LabelledSeries;
import dev.nightjar.zoo.data.LabelledText;
import dev.nightjar.zoo.data.MusicCorpus;
import dev.nightjar.zoo.data.TextCorpus;
import dev.nightjar.zoo.data.TimeSeries;
import dev.nightjar.zoo.task.ForecastBaseline;
import dev.nightjar.zoo.task.ForecastScore;
import dev.nightjar.zoo.task.PolyphonicScore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is reached without a network, on the test part: of each data set the obvious, which looks at
 * no input or only the last, and a classical method that is hard to beat. What a method leaves open
 * is chosen on the validation part.
 */
final class AutoBaselines {

  /** What nobody can beat; known of generated data only, and no baseline. */
  static final String OPTIMUM = "best possible";

  private static final int YEAR = 52;

  private AutoBaselines() {}

  /** Metrics such as {@code test.loss} by the name of the method. */
  static Map<String, Map<String, Double>> of(AutoData data, Dataset loaded) {
    return switch (data) {
      case SURNAMES -> ofTexts((LabelledText) loaded);
      case MACBETH -> ofCharacters((TextCorpus) loaded);
      case SHAPES -> ofShapes((LabelledSeries) loaded);
      case CO2 -> ofWeeks((TimeSeries) loaded);
      case CHORDS -> ofChords((MusicCorpus) loaded);
    };
  }

  private static Map<String, Map<String, Double>> ofTexts(LabelledText data) {
    Map<String, Map<String, Double>> found = new LinkedHashMap<>();
    found.put("frequencies of the languages", AutoGuess.frequencies(data));
    found.put("naive Bayes, character 1-5-grams", AutoNaiveBayes.score(data));
    return found;
  }

  private static Map<String, Map<String, Double>> ofCharacters(TextCorpus data) {
    Map<String, Map<String, Double>> found = new LinkedHashMap<>();
    found.put("frequencies of characters", AutoCharacters.score(data, 1, 1));
    found.put("Kneser-Ney, 2- to 7-grams", AutoCharacters.score(data, 2, 7));
    return found;
  }

  private static Map<String, Map<String, Double>> ofShapes(LabelledSeries data) {
    Map<String, Map<String, Double>> found = new LinkedHashMap<>();
    found.put("frequencies of the shapes", AutoGuess.frequencies(data));
    found.put("nearest neighbours, Euclidean", AutoNeighbours.score(data));
    return found;
  }

  private static Map<String, Map<String, Double>> ofWeeks(TimeSeries data) {
    Map<String, ForecastBaseline> methods = new LinkedHashMap<>();
    methods.put("the year before", ForecastBaseline.seasonalNaive(YEAR));
    methods.put("persistence", ForecastBaseline.persistence());
    methods.put("persistence, last year's change", AutoBaselines::lastYearsChange);
    Map<String, Map<String, Double>> found = new LinkedHashMap<>();
    methods.forEach(
        (name, method) -> found.put(name, ForecastScore.of("test", method, data, data.test())));
    return found;
  }

  /** The last value, changed as it changed a year ago: a trend and a season in one line. */
  private static double[] lastYearsChange(double[] target, int first, int horizon) {
    double[] forecast = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      int then = first + step % YEAR - YEAR;
      forecast[step] = target[first - 1] + target[then] - target[first - 1 - YEAR];
    }
    return forecast;
  }

  private static Map<String, Map<String, Double>> ofChords(MusicCorpus data) {
    Map<String, Map<String, Double>> found = new LinkedHashMap<>();
    found.put(
        "frequencies of the keys",
        Map.of(
            "test.nll",
            PolyphonicScore.ofKeyFrequencies(data.parts().train(), data.parts().test())));
    found.put("keys after the chords before", AutoChords.score(data));
    found.put(OPTIMUM, Map.of("test.nll", ChordProgression.optimalLoss(data.parts().test())));
    return found;
  }
}
