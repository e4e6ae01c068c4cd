package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoFolderTest {

  @TempDir private Path parent;

  @Test
  void whatIsMissingOrEmptyCanBeTaken() throws Exception {
    Path folder = parent.resolve("a/b");
    AutoFolder.of(folder).make();
    assertThat(folder).isEmptyDirectory();
    assertThatCode(() -> AutoFolder.of(folder).make()).doesNotThrowAnyException();
    Path link = Files.createSymbolicLink(parent.resolve("link"), folder);
    assertThatCode(() -> AutoFolder.of(link).make()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"experiment.yaml", "book.txt", "study.yaml", "my-study.mv.db"})
  void whatHasOtherFilesIsRefused(String name) throws Exception {
    Files.writeString(parent.resolve(name), "name: mine\n");
    assertThatThrownBy(() -> AutoFolder.of(parent))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not empty, and no earlier `nightjar auto` made it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"study.mv.db", "study-new-14221-483f799b.mv.db"})
  void whatAnEarlierOneBeganGoesOn(String name) throws Exception {
    Files.writeString(parent.resolve(name), "");
    assertThat(AutoFolder.of(parent).path()).isEqualTo(parent.toAbsolutePath());
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(parent.resolve("file"), "");
    assertThatThrownBy(() -> AutoFolder.of(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> AutoFolder.of(file.resolve("found")).make())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("-o: cannot make the folder")
        .hasMessageContaining("choose another folder");
  }

  @Test
  void anExperimentThatSomebodyChangedIsNotWrittenOver() throws Exception {
    AutoFolder folder = AutoFolder.of(parent);
    folder.write("first", Optional.empty());
    folder.write("second", Optional.of("first"));
    folder.write("second", Optional.of("first")); // A run ended between the file and the study.
    assertThat(folder.experiment()).hasContent("second");
    Files.writeString(folder.experiment(), "changed");
    assertThatThrownBy(() -> folder.write("third", Optional.of("second")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not as `nightjar auto` wrote it")
        .hasMessageContaining("nightjar run");
    assertThat(folder.experiment()).hasContent("changed");
  }
}
