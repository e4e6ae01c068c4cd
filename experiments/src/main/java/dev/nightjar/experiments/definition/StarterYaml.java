package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The pieces of an experiment file, written as people write them. */
final class StarterYaml {

  private static final int WIDTH = 96;

  private static final Pattern PLAIN =
      Pattern.compile("(\\.\\./)*[A-Za-z_][A-Za-z0-9_]*([./-][A-Za-z0-9_]+)*");

  /** What YAML, or an older reader of it, takes for something else than text. */
  private static final Set<String> WORDS_OF_YAML =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  /** What may stand in a line of YAML as it is. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cn}\\x{2028}\\x{2029}\\x{feff}\\x{fffe}\\x{ffff}]");

  private StarterYaml() {}

  static void parameter(StringBuilder yaml, Parameter parameter) {
    yaml.append("  ").append(parameter.name()).append(": {");
    if (parameter instanceof CategoricalParameter choice) {
      yaml.append("values: ").append(list(choice.values()));
    } else if (parameter instanceof IntParameter whole) {
      yaml.append("type: int, min: ").append(whole.min()).append(", max: ").append(whole.max());
      yaml.append(whole.log() ? ", log: true" : "");
      yaml.append(whole.step() > 1 ? ", step: " + whole.step() : "");
    } else if (parameter instanceof FloatParameter real) {
      yaml.append("type: float, min: ").append(real.min()).append(", max: ").append(real.max());
      yaml.append(real.log() ? ", log: true" : "");
    }
    parameter.condition().ifPresent(when -> yaml.append(", when: ").append(condition(when)));
    yaml.append("}\n");
  }

  private static String condition(Condition when) {
    return when.allowed().entrySet().stream()
        .map(parent -> parent.getKey() + ": " + list(parent.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static String list(List<Object> values) {
    return values.stream().map(StarterYaml::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Text without quotes where it needs none, as people write it. */
  static String scalar(Object value) {
    if (value instanceof String text
        && PLAIN.matcher(text).matches()
        && !WORDS_OF_YAML.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    return UNPRINTABLE
        .matcher(ExperimentYaml.scalar(value))
        .replaceAll(m -> String.format(Locale.ROOT, "\\\\u%04x", (int) m.group().charAt(0)));
  }

  /** In lines of ordinary length; a column's name can hold line ends, which must not end one. */
  static void comment(StringBuilder yaml, String words) {
    StringBuilder line = new StringBuilder("#");
    boolean item = words.startsWith("- ");
    for (String word : inComment(words).split(" ", -1)) {
      if (line.length() + word.length() + 1 > WIDTH && line.length() > 3) {
        yaml.append(line).append('\n');
        line.setLength(0);
        line.append(item ? "#  " : "#");
      }
      line.append(' ').append(word);
    }
    yaml.append(line).append('\n');
  }

  static String inComment(String words) {
    return UNPRINTABLE.matcher(words).replaceAll(" ");
  }

  /** {@code {model.hidden_size: 64, model.cell_type: gru}}. */
  static String mapping(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + scalar(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
