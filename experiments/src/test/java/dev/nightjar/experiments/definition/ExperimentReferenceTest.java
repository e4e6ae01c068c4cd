package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.zoo.task.Hyperparameter;
import dev.nightjar.zoo.task.Hyperparameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference says all that the reader knows, and the committed one is that. */
class ExperimentReferenceTest {

  @Test
  void theCommittedReferenceIsTheGeneratedOne() throws IOException {
    // To renew it: java -jar nightjar.jar schema --markdown > src/docs/experiment-file.md
    assertThat(Files.readString(Path.of("..", "src", "docs", "experiment-file.md")))
        .isEqualToNormalizingNewlines(ExperimentReference.text());
  }

  @Test
  void everyKeyHasARow() {
    String reference = ExperimentReference.text();
    for (KeyType.Section file : List.of(Keys.FILE, CommandKeys.file())) {
      hasARowForEachKey(reference, "", file);
    }
    for (Hyperparameter hyperparameter : Hyperparameters.all()) {
      assertThat(reference).contains("\n| `" + hyperparameter.name() + "` | ");
    }
  }

  private static void hasARowForEachKey(String reference, String path, KeyType.Section section) {
    for (Key key : section.keys()) {
      String name = SectionReader.join(path, key.name());
      if (key.type() instanceof KeyType.Section deeper) {
        hasARowForEachKey(reference, name, deeper);
      } else if (key.type() instanceof KeyType.Choice choice && choice.explained()) {
        for (KeyType.Word word : choice.words()) {
          assertThat(reference).contains("`" + word.word() + "`", word.meaning());
        }
      } else {
        assertThat(reference).contains("\n| `" + name + "` | ");
      }
    }
  }

  @Test
  void everyKeyIsDescribedInASentence() {
    for (KeyType.Section file : List.of(Keys.FILE, CommandKeys.file(), Keys.SEARCH)) {
      isDescribed(file);
    }
  }

  private static void isDescribed(KeyType.Section section) {
    for (Key key : section.keys()) {
      assertThat(key.meaning()).as(key.name()).matches("[A-Z].{5,}\\.");
      assertThat(key.required() ? "" : key.byDefault()).as(key.name()).doesNotEndWith(".");
      if (key.type() instanceof KeyType.Section deeper) {
        isDescribed(deeper);
      }
    }
  }
}
