package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

  @Test
  void countsEdits() {
    assertThat(Spelling.distance("", "")).isZero();
    assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Spelling.distance("lsmt", "lstm")).isEqualTo(1);
    assertThat(Spelling.distance("values", "vlues")).isEqualTo(1);
    assertThat(Spelling.distance("ca", "abc")).isEqualTo(3);
  }

  @Test
  void findsWhatWasMeant() {
    List<String> words = List.of("model.num_layers", "model.hidden_size", "min", "max", "adam");
    assertThat(Spelling.nearest("model.num_layer", words)).contains("model.num_layers");
    assertThat(Spelling.nearest("hidden-size", words)).contains("model.hidden_size");
    assertThat(Spelling.nearest("minimum", words)).contains("min");
    assertThat(Spelling.nearest("Adam", words)).contains("adam");
    assertThat(Spelling.nearest("mox", words)).contains("max");
  }

  @Test
  void doesNotGuessWildly() {
    List<String> words = List.of("min", "max", "values");
    assertThat(Spelling.nearest("", words)).isEmpty();
    assertThat(Spelling.nearest("q", words)).isEmpty();
    assertThat(Spelling.nearest("learning", words)).isEmpty();
    assertThat(Spelling.nearest("values".repeat(100), words)).isEmpty();
    assertThat(Spelling.nearest("min", List.of())).isEmpty();
  }
}
