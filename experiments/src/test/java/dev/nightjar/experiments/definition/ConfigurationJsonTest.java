package dev.nightjar.experiments.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.space.Configuration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfigurationJsonTest {

  @Test
  void keepsTypesAndOrder() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("z", 1L);
    values.put("a", 1.0);
    values.put("text", "1");
    values.put("flag", true);
    values.put("large", Long.MAX_VALUE);
    Configuration configuration = new Configuration(values);
    String json = ConfigurationJson.write(configuration);
    assertThat(json)
        .isEqualTo(
            "{\"z\":1,\"a\":1.0,\"text\":\"1\",\"flag\":true,\"large\":9223372036854775807}");
    Configuration back = ConfigurationJson.read(json);
    assertThat(back).isEqualTo(configuration);
    assertThat(back.values().keySet()).containsExactlyElementsOf(values.keySet());
    assertThat(ConfigurationJson.read("{}")).isEqualTo(new Configuration(Map.of()));
  }

  @Test
  void keepsDoublesToTheLastBit() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        Configuration configuration = new Configuration(Map.of("x", value));
        assertThat(ConfigurationJson.read(ConfigurationJson.write(configuration)))
            .isEqualTo(configuration);
      }
    }
  }

  @Test
  void saysWhatIsNoConfiguration() {
    assertThatThrownBy(() -> ConfigurationJson.read("[1]"))
        .hasMessage("a configuration should be a JSON object but is [1]");
    assertThatThrownBy(() -> ConfigurationJson.read("{\"a\":null}"))
        .hasMessage("a value must be text, a number or a truth value, not null");
    assertThatThrownBy(() -> ConfigurationJson.read("{\"a\":1,\"a\":2}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConfigurationJson.read("{} {}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
