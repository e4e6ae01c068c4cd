package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.storage.StorageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example:99/studies?user=ann, jdbc:postgresql://db.example:99/studies, public",
    "JDBC:PostgreSQL://h/s?user=ann&currentSchema=Mine, jdbc:postgresql://h:5432/s, mine",
    "jdbc:postgresql:s?user=ann&ssl=true, jdbc:postgresql://localhost:5432/s, public",
    "'jdbc:postgresql://a:1,b/s?user=ann', 'jdbc:postgresql://a:1,b:5432/s', public",
    "jdbc:postgresql://[::1]:7/s?user=ann, jdbc:postgresql://[::1]:7/s, public",
  })
  void takesAUrlApart(String url, String location, String schema) {
    PostgresUrl parsed = PostgresUrl.parse(url);
    assertThat(parsed.location()).isEqualTo(location);
    assertThat(parsed.schema()).isEqualTo(schema);
    assertThat(parsed.user()).isEqualTo("ann");
    assertThat(Database.of(url, "").location()).isEqualTo(location);
  }

  @Test
  void theUserIsThatOfTheSystemIfTheUrlNamesNone() {
    assertThat(PostgresUrl.parse("jdbc:postgresql://h/s").user())
        .isEqualTo(System.getProperty("user.name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h/s?user=ann&password=hidden",
        "jdbc:postgresql://h/s?PASSWORD=hidden",
        "jdbc:postgresql://h/s?sslpassword=hidden",
        "jdbc:postgresql://ann:hidden@h/s"
      })
  void aPasswordIsRefusedWithoutRepeatingIt(String url) {
    assertThatThrownBy(() -> Database.of(url, ""))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("NIGHTJAR_DB_PASSWORD")
        .hasMessageNotContaining("hidden");
    assertThat(UrlPasswords.hide(url)).doesNotContain("hidden");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h:x/s, is no URL",
    "jdbc:postgresql://h, is no URL",
    "jdbc:postgresql://h/, names no database",
    "jdbc:postgresql:, names no database",
    "jdbc:postgresql://h/s?currentSchema=a%2Cb, one schema",
    "'jdbc:postgresql://h/s?currentSchema=\"a\"', one schema",
  })
  void whatIsNoUrlOfADatabaseIsRefused(String url, String words) {
    assertThatThrownBy(() -> Database.of(url, ""))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(words);
  }
}
