package dev.nightjar.experiments.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a file to the mapping that it holds, whatever is then read of it. */
final class ExperimentFile {

  /** An experiment file has a few kilobytes. */
  static final int MAX_BYTES = 1 << 20;

  private ExperimentFile() {}

  /** The text of a file in UTF-8, without a byte order mark. */
  static String text(Path file) {
    return decode(file, readBytes(file));
  }

  /**
   * The mapping that is the whole of a text.
   *
   * @param problems where what is wrong inside the mapping is recorded
   * @throws ExperimentException if there is none
   */
  static YamlMap mapping(Path file, String text, Problems problems) {
    SourceText source = SourceText.file(file.toString(), text);
    Optional<YamlNode> root = YamlParser.parse(source, problems);
    Optional<YamlMap> map = root.filter(YamlMap.class::isInstance).map(YamlMap.class::cast);
    if (map.isEmpty()) {
      if (root.isPresent() && !root.get().isNothing()) {
        problems.add(
            root.get().span(),
            "an experiment file should be a mapping, not " + root.get().describe(),
            Words.allowed(Keys.FILE.names()));
      } else if (problems.count() == 0) {
        throw fault(file, "the file is empty", "begin with: version: 1");
      }
      problems.throwIfAny();
    }
    return map.orElseThrow();
  }

  private static byte[] readBytes(Path file) {
    if (Files.isDirectory(file)) {
      throw fault(file, "this is a folder, not a file", "name the experiment file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw fault(
            file, "the file is too large: an experiment file has at most " + MAX_BYTES + " bytes");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      List<String> hints = new ArrayList<>(NearbyFile.didYouMean(file));
      hints.add("looked for it at " + file.toAbsolutePath().normalize());
      throw fault(file, "there is no such file", hints.toArray(String[]::new));
    } catch (AccessDeniedException e) {
      throw fault(file, "the file cannot be read", "see to its permissions");
    } catch (IOException e) {
      throw fault(
          file,
          "the file cannot be read: "
              + Optional.ofNullable(e.getMessage()).orElse("the system gives no reason"));
    }
  }

  private static String decode(Path file, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(in).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      // A decoder that reports an error stops at it.
      throw fault(
          file,
          "not YAML: the bytes after the first " + in.position() + " are no text in UTF-8",
          "save the file as text in UTF-8");
    }
  }

  private static ExperimentException fault(Path file, String message, String... hints) {
    return new ExperimentException(
        List.of(new Problem(Place.named(file.toString()), message, List.of(hints))));
  }
}
