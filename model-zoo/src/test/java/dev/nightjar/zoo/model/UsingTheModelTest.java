package dev.nightjar.zoo.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.zoo.data.CharacterVocabulary;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.TokenInput;
import dev.nightjar.zoo.task.Interpretation;
import dev.nightjar.zoo.task.ModelArchive;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java programs of {@code src/docs/using-the-model.md} compile and run. */
class UsingTheModelTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\\n(.*?public class (\\w+) .*?)```", Pattern.DOTALL);
  private static final CharacterVocabulary CHARACTERS =
      CharacterVocabulary.ofCharacters("Kabcdeiklosw");

  @TempDir private Path folder;

  private String run(String name, OutputMode mode, int classes, Interpretation interpretation)
      throws Exception {
    NetworkSpec spec =
        NetworkSpec.builder(new TokenInput(CHARACTERS.size(), 4), new Head.Softmax(mode, classes))
            .hiddenSize(5)
            .build();
    Path model = folder.resolve("model.zip");
    try (RecurrentNetwork network = RecurrentNetwork.create(spec, 2)) {
      Files.write(model, ModelArchive.write(network, interpretation));
    }
    compile(name);
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader
          .loadClass(name)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {model.toString()});
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void compile(String name) throws Exception {
    String document = Files.readString(Path.of("..", "src", "docs", "using-the-model.md"));
    Matcher programs = PROGRAM.matcher(document);
    while (programs.find()) {
      if (programs.group(2).equals(name)) {
        Path source = Files.writeString(folder.resolve(name + ".java"), programs.group(1));
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        int exitCode =
            ToolProvider.getSystemJavaCompiler()
                .run(
                    null,
                    null,
                    problems,
                    "-proc:none",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString(),
                    source.toString());
        assertThat(exitCode).as(problems.toString(StandardCharsets.UTF_8)).isZero();
        return;
      }
    }
    throw new AssertionError("the document has no program " + name);
  }

  @Test
  void classifies() throws Exception {
    String printed =
        run(
            "Names",
            OutputMode.LAST_STEP,
            2,
            new Interpretation.LabelledText(CHARACTERS, List.of("Polish", "Dutch")));
    assertThat(printed.lines()).hasSize(3);
    assertThat(printed).contains("Polish: 0.", "Dutch: 0.");
  }

  @Test
  void writes() throws Exception {
    String printed =
        run(
            "Writer",
            OutputMode.EVERY_STEP,
            CHARACTERS.size(),
            new Interpretation.Text(new TextEncoding(CHARACTERS, true)));
    assertThat(printed).startsWith("ab").contains("a then ", "b then ");
  }
}
