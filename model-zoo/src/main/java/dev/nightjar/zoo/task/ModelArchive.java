package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.Vocabulary;
import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.RecurrentNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A trained classifier with all it needs to be used: a zip of {@code network.bin} ({@link
 * ModelFile}), {@code vocabulary.txt} (the characters in token order) and {@code labels.txt} (a
 * label a line, line breaks and backslashes within a label escaped).
 *
 * @param network the bytes of the network
 * @param vocabulary characters to tokens
 * @param labels the classes in order
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ModelArchive(byte[] network, Vocabulary vocabulary, List<String> labels) {

  private static final String NETWORK = "network.bin";
  private static final String VOCABULARY = "vocabulary.txt";
  private static final String LABELS = "labels.txt";

  static byte[] write(RecurrentNetwork network, Vocabulary vocabulary, List<String> labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      entry(zip, NETWORK, ModelFile.write(network));
      entry(zip, VOCABULARY, vocabulary.characters().getBytes(StandardCharsets.UTF_8));
      String lines = String.join("\n", labels.stream().map(ModelArchive::escape).toList());
      entry(zip, LABELS, lines.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0); // The same model gives the same bytes whenever it is written.
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /**
   * Reads an archive.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static ModelArchive read(byte[] archive) {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the model is damaged: " + e.getMessage(), e);
    }
    for (String name : List.of(NETWORK, VOCABULARY, LABELS)) {
      if (!entries.containsKey(name)) {
        throw new IllegalArgumentException(
            "the model is damaged: it has no " + name + ", only " + entries.keySet());
      }
    }
    String labels = new String(entries.get(LABELS), StandardCharsets.UTF_8);
    return new ModelArchive(
        entries.get(NETWORK),
        Vocabulary.ofCharacters(new String(entries.get(VOCABULARY), StandardCharsets.UTF_8)),
        labels.lines().map(ModelArchive::unescape).toList());
  }

  private static String escape(String label) {
    return label.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String line) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        char next = line.charAt(++i);
        label.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        label.append(c);
      }
    }
    return label.toString();
  }
}
