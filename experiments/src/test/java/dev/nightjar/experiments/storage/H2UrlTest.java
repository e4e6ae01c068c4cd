package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.storage.StorageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2UrlTest {

  private static final String HERE = Path.of("").toAbsolutePath().toString();

  @Test
  void pathsAreMadeAbsolute() {
    Path expected = Path.of(HERE, "runs", "nightjar.mv.db");
    assertThat(H2Url.parse("jdbc:h2:file:./runs/nightjar").file()).isEqualTo(expected);
    assertThat(H2Url.parse("jdbc:h2:./runs/nightjar").file()).isEqualTo(expected);
    assertThat(H2Url.parse("jdbc:h2:file:runs/x/../nightjar").file()).isEqualTo(expected);
    assertThat(H2Url.parse("JDBC:H2:file:runs/nightjar.mv.db").file()).isEqualTo(expected);
    assertThat(H2Url.parse("jdbc:h2:file:~/a b/nightjar").file())
        .isEqualTo(Path.of(System.getProperty("user.home"), "a b", "nightjar.mv.db"));
  }

  @Test
  void keepsWhatTheUserSetAndTakesOutTheUser() {
    H2Url url = H2Url.parse("jdbc:h2:file:/data/s;CACHE_SIZE=1000;user=ann;AUTO_SERVER=TRUE;");
    assertThat(url.user()).isEqualTo("ann");
    assertThat(url.settings()).isEqualTo(";CACHE_SIZE=1000");
    assertThat(url.embedded()).startsWith("jdbc:h2:file:").contains(";CACHE_SIZE=1000");
    assertThat(H2Url.parse("jdbc:h2:mem:x").user()).isEqualTo("sa");
  }

  @Test
  void aPasswordIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(() -> H2Url.parse("jdbc:h2:file:./s;PASSWORD=hidden"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("NIGHTJAR_DB_PASSWORD")
        .hasMessageNotContaining("hidden");
  }

  /** In whatever way other databases write it, too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:./s;CACHE_SIZE=9;password = hidden",
        "jdbc:h2:file:./s?password=hidden",
        "jdbc:h2:mem:s;PWD=hidden",
        "jdbc:h2:tcp://ann:hidden@host/s",
        "postgresql://ann:hidden@host/s",
        "postgres://:hidden@host/s",
        "postgresql://host/s?user=ann&Password=hidden&ssl=true",
        "passwd=hidden",
      })
  void noPasswordOfAUrlIsEverRepeated(String url) {
    assertThatThrownBy(() -> Database.of(url, ""))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("NIGHTJAR_DB_PASSWORD")
        .hasMessageNotContaining("hidden");
    assertThat(UrlPasswords.hide("Unknown option: '--sotrage=" + url + "' beside list"))
        .contains("…", " beside list")
        .doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:file:./passwords/s",
        "jdbc:h2:file:./s;CACHE_SIZE=9",
        "https://host/a:b@c",
        "a@b: c"
      })
  void whatHoldsNoPasswordStaysAsItIs(String text) {
    assertThat(UrlPasswords.hide(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:tcp://host/hidden",
        "jdbc:h2:ssl://host/hidden",
        "jdbc:h2:zip:hidden.zip!/db",
        "jdbc:mysql:hidden"
      })
  void otherDatabasesAreRefusedWithTheFormsThereAre(String url) {
    assertThatThrownBy(() -> JdbcStorage.open(url))
        .isInstanceOf(StorageUrlException.class)
        .hasMessageContaining("cannot be stored on")
        .hasMessageContaining("jdbc:h2:file:./runs/nightjar")
        .hasMessageContaining("jdbc:postgresql://HOST:5432/DATABASE?user=NAME")
        .hasMessageNotContaining("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "./runs/nightjar",
        "h2:file:x",
        "jdbc:h2:",
        "jdbc:h2:file:",
        "jdbc:h2:file:\0"
      })
  void whatIsNoUrlOfAStorageIsRefused(String url) {
    assertThatThrownBy(() -> JdbcStorage.openForReading(url)).isInstanceOf(StorageException.class);
  }

  @Test
  void aPathThatCannotBeIsRefused() {
    assertThatThrownBy(() -> H2Url.parse("jdbc:h2:file:a\0b"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("no path of a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WRITE_DELAY=500", "db_close_on_exit=true", "FILE_LOCK=NO", "INIT=x"})
  void settingsThatPromisesRestOnAreNotTheUsers(String setting) {
    assertThatThrownBy(() -> H2Url.parse("jdbc:h2:file:./s;" + setting))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Nightjar sets it itself");
  }
}
