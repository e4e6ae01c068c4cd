package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README and of {@code src/docs/java-api.md}. */
class JavaApiTest {

  @TempDir private Path folder;

  private static void hasTheProgram(Path document, String name) throws Exception {
    Matcher program =
        Pattern.compile("```java\n((?:(?!```).)*?public class " + name + " .*?)```", Pattern.DOTALL)
            .matcher(Files.readString(document));
    assertThat(program.find()).isTrue();
    assertThat(Files.readString(Path.of("test", "java", "dev", "nightjar", "app", name + ".java")))
        .isEqualTo("package dev.nightjar.app;\n\n" + program.group(1));
  }

  @Test
  void theDocumentsHaveTheProgramsThatAreTested() throws Exception {
    hasTheProgram(Path.of("..", "README.md"), "Valley");
    hasTheProgram(Path.of("docs", "java-api.md"), "Valley");
    hasTheProgram(Path.of("docs", "java-api.md"), "Tuning");
  }

  /** The values of the space go from 0 to 2,509. */
  @Test
  void tenLinesFindTheValley() throws Exception {
    Matcher line =
        Pattern.compile("\\{x=\\S+, y=\\S+} has (\\S+)\n").matcher(PrintedOutput.of(Valley::main));
    assertThat(line.matches()).isTrue();
    assertThat(Double.parseDouble(line.group(1))).isBetween(0.0, 0.2);
  }

  @Test
  void aStoredSearchIsContinued() throws Exception {
    String study = folder.resolve("study").toString();
    String first = PrintedOutput.of(Tuning::main, study);
    assertThat(first).startsWith("60 trials, MAX_TRIALS\n").contains("method=");
    assertThat(PrintedOutput.of(Tuning::main, study)).isEqualTo(first);
  }
}
