package dev.nightjar.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What ran a study, where, and with which data, so that two runs can be told apart. */
final class Provenance {

  private Provenance() {}

  /**
   * The facts.
   *
   * @param dataHash the hash of the data; empty text if there are none
   */
  static Map<String, String> collect(Path experimentFile, String dataHash) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("nightjar", Version.nightjar());
    facts.put(
        "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put("nd4j", Version.of("org.nd4j", "nd4j-native"));
    facts.put("onednn", Version.of("org.bytedeco", "dnnl"));
    facts.put(
        "os",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
    facts.put("cpu", cpu());
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    if (!dataHash.isEmpty()) {
      facts.put("data.sha256", dataHash);
    }
    gitCommit(experimentFile).ifPresent(commit -> facts.put("git.commit", commit));
    return facts;
  }

  private static String cpu() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException e) {
        return System.getProperty("os.arch"); // A fact less; nothing depends on it.
      }
    }
    return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"))
        .orElse(System.getProperty("os.arch"));
  }

  /** The commit of the repository the experiment file lies in, if it does and git is there. */
  private static Optional<String> gitCommit(Path experimentFile) {
    Path folder = experimentFile.toAbsolutePath().getParent();
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      if (!git.waitFor(5, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return Optional.empty();
      }
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.exitValue() == 0 && commit.matches("[0-9a-f]{40,64}")
          ? Optional.of(commit)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // No git here: then there is no commit to name.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
