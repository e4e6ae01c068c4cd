package dev.nightjar.zoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashSplitTest {

  private static Parts<String> divide(int count, SplitSpec shares) {
    List<String> texts = IntStream.range(0, count).mapToObj(i -> "text " + i).toList();
    return HashSplit.divide(texts, text -> text, shares);
  }

  @Test
  void theSharesHold() {
    Parts<String> parts = divide(1000, new SplitSpec(0.7, 0.2, 0.1));
    assertThat(parts.train()).hasSize(700);
    assertThat(parts.validation()).hasSize(200);
    assertThat(parts.test()).hasSize(100);
    assertThat(Stream.of(parts.train(), parts.validation(), parts.test()).flatMap(List::stream))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.8, 0.1, 0.1",
    "2, 0.05, 0.9, 0.05",
    "2, 0.05, 0.05, 0.9",
    "3, 0.02, 0.97, 0.01",
    "3, 0.01, 0.01, 0.98",
    "40, 0.001, 0.998, 0.001"
  })
  void whateverTheSharesThereIsOneToTrainAndOneToValidateOn(
      int count, double train, double validation, double test) {
    Parts<String> parts = divide(count, new SplitSpec(train, validation, test));
    assertThat(parts.train()).isNotEmpty();
    assertThat(parts.validation()).isNotEmpty();
    assertThat(parts.train().size() + parts.validation().size() + parts.test().size())
        .isEqualTo(count);
  }

  @Test
  void aSingleTextIsTrainedOn() {
    Parts<String> parts = divide(1, new SplitSpec(0.1, 0.1, 0.8));
    assertThat(parts).isEqualTo(new Parts<>(List.of("text 0"), List.of(), List.of()));
  }
}
