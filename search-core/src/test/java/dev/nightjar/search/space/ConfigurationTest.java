package dev.nightjar.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

  @Test
  void equalByValueWhateverTheOrderAndTheWidthOfTheNumber() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 0.5f);
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("b", 0.5);
    other.put("a", 1L);
    assertThat(new Configuration(one))
        .isEqualTo(new Configuration(other))
        .hasSameHashCodeAs(new Configuration(other));
  }

  @Test
  void wholeAndFloatingNumbersDiffer() {
    assertThat(new Configuration(Map.of("a", 1))).isNotEqualTo(new Configuration(Map.of("a", 1.0)));
  }

  @Test
  void bothZerosAreOne() {
    assertThat(new Configuration(Map.of("a", -0.0))).isEqualTo(new Configuration(Map.of("a", 0.0)));
  }

  @Test
  void doesNotFollowChangesOfTheMapItWasMadeOf() {
    Map<String, Object> values = new LinkedHashMap<>(Map.of("a", 1));
    Configuration configuration = new Configuration(values);
    values.put("b", 2);
    assertThat(configuration.has("b")).isFalse();
    assertThatThrownBy(() -> configuration.values().put("b", 2L))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void namesAndValuesMakeTheSameAsAMap() {
    Object[] values = {1, "gru", -0.0};
    Configuration configuration = Configuration.of(List.of("a", "b", "c"), values);
    values[1] = "lstm";

    assertThat(configuration)
        .isEqualTo(new Configuration(Map.of("c", 0.0, "b", "gru", "a", 1L)))
        .hasSameHashCodeAs(new Configuration(Map.of("c", 0.0, "b", "gru", "a", 1L)));
    assertThat(configuration.values().hashCode())
        .isEqualTo(Map.of("c", 0.0, "b", "gru", "a", 1L).hashCode());
    assertThat(configuration.values().keySet()).containsExactly("a", "b", "c");
    assertThatThrownBy(() -> Configuration.of(List.of("a"), new Object[] {1, 2}))
        .hasMessage("1 names for 2 values of parameters");
    assertThatThrownBy(() -> Configuration.of(List.of("a"), new Object[] {'c'}))
        .hasMessageContaining("text, a number or a truth value");
  }

  @Test
  void onlyTextTruthAndFiniteNumbersAreValues() {
    assertThatThrownBy(() -> new Configuration(Map.of("a", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new Configuration(Map.of("a", 'c')))
        .hasMessageContaining("text, a number or a truth value");
  }

  @Test
  void aValueOfTheWrongTypeIsNamed() {
    Configuration configuration = new Configuration(Map.of("cell", "gru", "rate", 0.1));
    assertThat(configuration.text("cell")).isEqualTo("gru");
    assertThat(configuration.number("rate")).isEqualTo(0.1);
    assertThatThrownBy(() -> configuration.number("cell"))
        .hasMessageContaining("cell should be a number but is gru");
    assertThatThrownBy(() -> configuration.integer("rate"))
        .hasMessageContaining("rate should be a whole number but is 0.1");
    assertThatThrownBy(() -> configuration.text("dropout"))
        .hasMessageContaining("dropout should be text but is inactive");
  }
}
