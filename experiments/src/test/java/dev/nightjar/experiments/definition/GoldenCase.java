package dev.nightjar.experiments.definition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A wrong experiment file and the words it is answered with, from {@code wrong-files.txt}.
 *
 * <p>A case is {@code === title}, the text, {@code ---→}, and the expected words. Unless its title
 * says {@code (raw)}, the text is laid over a valid file: its top-level keys replace those of the
 * same name, and {@code !key} removes one. {@code -S key=value} lines are overrides. {@code →}
 * stands for a tab, {@code ⌧} for a character no text has.
 *
 * @param title what is wrong
 * @param yaml the whole file
 * @param overrides the command line's
 * @param expected what {@link ExperimentException#render} says
 */
record GoldenCase(String title, String yaml, Map<String, String> overrides, String expected) {

  private static final Map<String, String> VALID = new LinkedHashMap<>();

  static {
    VALID.put("version", "version: 1");
    VALID.put("name", "name: test");
    VALID.put("task", "task: {type: classification}");
    VALID.put("dataset", "dataset: {builtin: names}");
    VALID.put("parameters", "parameters: default");
  }

  static List<GoldenCase> all() throws IOException {
    String text;
    try (InputStream in = GoldenCase.class.getResourceAsStream("wrong-files.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
    List<GoldenCase> cases = new ArrayList<>();
    for (String part : text.split("(?m)^=== ", -1)) {
      if (part.contains("\n---→\n")) {
        int title = part.indexOf('\n');
        int answer = part.indexOf("---→\n");
        cases.add(
            of(
                part.substring(0, title),
                part.substring(title + 1, answer),
                part.substring(answer + "---→\n".length()).strip()));
      }
    }
    return cases;
  }

  static GoldenCase of(String title, String body, String expected) {
    Map<String, String> overrides = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    List<String> own = new ArrayList<>();
    for (String line : body.lines().toList()) {
      if (line.startsWith("-S ")) {
        int equals = line.indexOf('=');
        overrides.put(line.substring(3, equals), line.substring(equals + 1));
      } else if (line.startsWith("!")) {
        own.add(line.substring(1));
      } else {
        own.add(line.replaceFirst("\\W.*", ""));
        text.append(line.replace("→", "\t").replace("⌧", "\u0001")).append('\n');
      }
    }
    StringBuilder yaml = new StringBuilder();
    if (!title.contains("(raw)")) {
      VALID.forEach(
          (key, line) -> {
            if (!own.contains(key)) {
              yaml.append(line).append('\n');
            }
          });
    }
    return new GoldenCase(title, yaml.append(text).toString(), overrides, expected);
  }

  /** Whether a schema can see that this is wrong. */
  boolean schemaCanTell() {
    return !title.contains("(raw)") && !title.contains("(beyond schema)");
  }

  @Override
  public String toString() {
    return title;
  }
}
