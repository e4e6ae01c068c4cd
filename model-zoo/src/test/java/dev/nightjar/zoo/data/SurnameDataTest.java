package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SurnameDataTest {

  private static final LabelledText NAMES = load();

  private static LabelledText load() {
    return (LabelledText) Datasets.load(BuiltinSpec.of(Builtin.NAMES));
  }

  private static List<Example> all() {
    return Stream.of(NAMES.train(), NAMES.validation(), NAMES.test())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void hasTenOrMoreLanguagesNoneLargerThanTheCap() {
    Map<String, Long> counts =
        all().stream().collect(Collectors.groupingBy(Example::label, Collectors.counting()));
    System.out.println("names: " + new java.util.TreeMap<>(counts));
    assertThat(counts).hasSizeGreaterThanOrEqualTo(10);
    assertThat(counts.values()).allMatch(n -> n >= 50 && n <= SurnameData.CAP);
    assertThat(counts.get("Dutch")).isEqualTo(SurnameData.CAP);
    assertThat(NAMES.labels()).isSorted().hasSize(counts.size());
  }

  @Test
  void noSurnameStandsTwiceOrInTwoParts() {
    Set<String> seen = new HashSet<>();
    for (Example example : all()) {
      assertThat(seen.add(example.text())).as(example.text()).isTrue();
      assertThat(example.text()).isNotBlank().doesNotContain("#{");
    }
  }

  @Test
  void everyPartHasEveryLanguageInItsShare() {
    int total = all().size();
    assertThat(NAMES.train().size()).isBetween((int) (0.79 * total), (int) (0.81 * total));
    assertThat(NAMES.validation().size()).isBetween((int) (0.09 * total), (int) (0.11 * total));
    for (List<Example> part : List.of(NAMES.train(), NAMES.validation(), NAMES.test())) {
      assertThat(part.stream().map(Example::label).distinct().count())
          .isEqualTo(NAMES.labels().size());
    }
  }

  @Test
  void isTheSameEveryTime() {
    LabelledText again = load();
    assertThat(again).isEqualTo(NAMES);
    assertThat(again.sha256()).hasSize(64);
  }

  @Test
  void naiveBayesIsABaselineWorthBeating() {
    CharacterNaiveBayes baseline = CharacterNaiveBayes.tuned(NAMES);
    double validation = baseline.accuracy(NAMES.validation());
    double test = baseline.accuracy(NAMES.test());
    System.out.printf(
        "naive Bayes on character 1-5-grams: smoothing %s, validation accuracy %.4f, test accuracy"
            + " %.4f%n",
        baseline.smoothing(), validation, test);
    assertThat(test).isBetween(0.6, 0.95);
  }
}
