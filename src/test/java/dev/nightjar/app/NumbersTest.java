package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void fourSignificantDigits() {
    assertThat(Numbers.value(0.81236)).isEqualTo("0.8124");
    assertThat(Numbers.value(12.3456)).isEqualTo("12.35");
    assertThat(Numbers.value(-0.0212345)).isEqualTo("-0.02123");
    assertThat(Numbers.value(0)).isEqualTo("0");
    assertThat(Numbers.value(0.000123456)).isEqualTo("1.235e-04");
    assertThat(Numbers.value(123456)).isEqualTo("123456");
    assertThat(Numbers.value(1.5e9)).isEqualTo("1.500e+09");
    assertThat(Numbers.value(898)).isEqualTo("898");
    assertThat(Numbers.value(16_751_234)).isEqualTo("16751234");
    assertThat(Numbers.value(898.5)).isEqualTo("898.5");
    assertThat(Numbers.value(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void durationsInTheUnitThatFits() {
    assertThat(Numbers.duration(Duration.ofMillis(3210))).isEqualTo("3.2 s");
    assertThat(Numbers.duration(Duration.ofSeconds(245))).isEqualTo("4m05s");
    assertThat(Numbers.duration(Duration.ofMinutes(432))).isEqualTo("7h12m");
  }
}
