package dev.nightjar.zoo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Criterion;
import dev.nightjar.search.trial.Result;
import dev.nightjar.zoo.data.Example;
import dev.nightjar.zoo.data.LabelledText;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.model.Classifier;
import dev.nightjar.zoo.model.Model;
import dev.nightjar.zoo.text.WordTokenizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Texts whose words tell them apart, though their letters are the same. */
class WordClassificationTest {

  private static final String[] COMMON = {"the", "it", "was", "and"};
  private static final String[] GOOD = {"silent", "parsley", "relative"};
  private static final String[] BAD = {"listen", "players", "versatile"};

  private static List<Example> examples(int count, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              String[] own = i % 2 == 0 ? GOOD : BAD;
              StringBuilder text = new StringBuilder();
              for (int word = 0; word < 4 + random.nextInt(5); word++) {
                text.append(COMMON[random.nextInt(COMMON.length)]).append(' ');
              }
              text.append(own[random.nextInt(own.length)]).append(" and it, x").append(i);
              return new Example(text.toString(), i % 2 == 0 ? "good" : "bad");
            })
        .toList();
  }

  private static LabelledText data(boolean lowerCase) {
    return new LabelledText(
        "anagrams",
        List.of("bad", "good"),
        examples(120, 1),
        examples(40, 2),
        examples(40, 3),
        "0",
        new TextLevel.Words(new WordTokenizer(lowerCase, false), 50, 2, Optional.empty()));
  }

  private static TrainingObjective objective(LabelledText data) {
    return new TrainingObjective(
        TaskType.CLASSIFICATION,
        data,
        Map.of(
            "model.hidden_size", 12,
            "model.embedding_size", 8,
            "model.embedding_init", "skip_gram",
            "training.batch_size", 16,
            "training.epochs", 12,
            "training.learning_rate", 0.02),
        new EarlyStoppingSpec(0, 0),
        Criterion.minimize("validation.loss"));
  }

  @Test
  void tellsTextsApartByTheirWordsAndKeepsTheWordsWithTheModel() {
    TrainingObjective objective = objective(data(false));
    Result result = objective.evaluate(new Configuration(Map.of()), new Recorder(1, 100));
    byte[] bytes = result.attachments().get(0).bytes();
    assertThat(result.metrics().get("validation.accuracy")).isEqualTo(1);
    assertThat(objective.scoreTest(bytes).get("test.accuracy")).isEqualTo(1);
    assertThat(ModelArchive.read(bytes).interpretation().describe())
        .isEqualTo("texts of 15 words with the labels [bad, good]");
    try (Classifier model = Model.open(bytes, Classifier.class)) {
      assertThat(model.classify("it was the parsley, never met before").label()).isEqualTo("good");
      assertThat(model.classify("it was the players, never met before").label()).isEqualTo("bad");
    }
  }
}
