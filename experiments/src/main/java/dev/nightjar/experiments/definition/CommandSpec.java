package dev.nightjar.experiments.definition;

import dev.nightjar.search.space.Configuration;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A task that somebody else's program does: a trial is one run of it. An argument or a variable
 * that names a parameter which is inactive in a configuration is left out there.
 *
 * @param argv the program and its arguments; the program itself names no parameter
 * @param env environment variables
 * @param directory where the program runs, as written: absolute or relative to {@code base}
 * @param base the folder of the experiment file, absolute
 */
public record CommandSpec(
    List<Template> argv, Map<String, Template> env, String directory, Path base)
    implements TaskSpec {

  /** The task's name in experiment files. */
  public static final String LABEL = "command";

  /** Environment variables of parameters are called this and their name in capitals. */
  public static final String VARIABLE_PREFIX = "NIGHTJAR_PARAM_";

  /** The largest number that is written out, and one over it the smallest. */
  private static final double LONGEST = 1e15;

  private static final double SHORTEST = 1e-7;

  /** Copies. */
  public CommandSpec {
    argv = List.copyOf(argv);
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command has a program at least");
    }
  }

  @Override
  public String label() {
    return LABEL;
  }

  /** Where the program runs, absolute. */
  public Path workingDirectory() {
    return base.resolve(directory).normalize();
  }

  /** The program, a path or a name to be found in PATH. */
  public String program() {
    return argv.get(0).fill(Map.of()).orElseThrow();
  }

  /** The program and the arguments of a trial. */
  public List<String> commandLine(Configuration configuration) {
    Map<String, String> values = values(configuration);
    return argv.stream().flatMap(argument -> argument.fill(values).stream()).toList();
  }

  /** The environment variables of a trial: those of the file, and one for each active parameter. */
  public Map<String, String> environment(Configuration configuration) {
    Map<String, String> values = values(configuration);
    Map<String, String> environment = new LinkedHashMap<>();
    values.forEach((name, value) -> environment.put(variable(name), value));
    env.forEach((name, template) -> template.fill(values).ifPresent(v -> environment.put(name, v)));
    return environment;
  }

  /** The environment variable of a parameter: {@code model.size} → NIGHTJAR_PARAM_MODEL_SIZE. */
  static String variable(String parameter) {
    return VARIABLE_PREFIX + parameter.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static Map<String, String> values(Configuration configuration) {
    Map<String, String> texts = new LinkedHashMap<>();
    configuration.values().forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  /** Digits that read back as the same number; without an exponent where they are few. */
  private static String text(Object value) {
    if (!(value instanceof Double d)) {
      return String.valueOf(value);
    }
    double size = Math.abs(d);
    if (d == 0 || size < SHORTEST || size >= LONGEST) {
      return Double.toString(d);
    }
    BigDecimal digits = new BigDecimal(Double.toString(d)).stripTrailingZeros();
    return digits.scale() > 0 ? digits.toPlainString() : digits.toPlainString() + ".0";
  }
}
