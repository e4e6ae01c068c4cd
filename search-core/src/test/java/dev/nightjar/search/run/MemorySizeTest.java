package dev.nightjar.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {

  @ParameterizedTest
  @CsvSource({
    "512MB, 512, 512MB",
    "2GB, 2048, 2GB",
    "1.5GB, 1536, 1536MB",
    "1024MB, 1024, 1GB",
    "0.333GB, 341, 341MB",
    "999999GB, 1023998976, 999999GB",
  })
  void readsMegabytesAndGigabytes(String text, long megabytes, String canonical) {
    MemorySize size = new MemorySize(megabytes);
    assertThat(MemorySize.parse(text)).contains(size);
    assertThat(text).matches(MemorySize.PATTERN);
    assertThat(size).hasToString(canonical);
    assertThat(MemorySize.parse(canonical)).contains(size);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2", "GB", "2 GB", "2gb", "2G", "2TB", "-1GB", "1.GB", ".5GB", "1e3MB"})
  void refusesTheRest(String text) {
    assertThat(MemorySize.parse(text)).isEmpty();
    assertThat(text).doesNotMatch(MemorySize.PATTERN);
  }

  @Test
  void isAtLeastAMegabyte() {
    assertThat(MemorySize.parse("0MB")).isEmpty();
    assertThat(MemorySize.parse("0.4MB")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new MemorySize(0));
  }

  @Test
  void bytesAreRoundedUp() {
    assertThat(MemorySize.ofBytes(1)).isEqualTo(new MemorySize(1));
    assertThat(MemorySize.ofBytes(3 << 20)).isEqualTo(new MemorySize(3));
    assertThat(MemorySize.ofBytes((3 << 20) + 1)).isEqualTo(new MemorySize(4));
    assertThat(new MemorySize(3).bytes()).isEqualTo(3 << 20);
  }
}
