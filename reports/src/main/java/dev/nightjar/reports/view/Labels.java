package dev.nightjar.reports.view;

import dev.nightjar.reports.text.Numbers;
import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Short names of trials, such as {@code #17 lstm×2 h128}: the number, then the first parameters
 * that tell trials apart. Choices come before ranges of real numbers, since they say more in fewer
 * letters. A count ({@code num_…}) joins the word before it with ×.
 */
public final class Labels {

  private static final int PARTS = 3;
  private static final int WORD_LIMIT = 16;
  private static final int LIMIT = 36;

  private enum Style {
    WORD,
    COUNT,
    NUMBER
  }

  private record Part(String parameter, String key, Style style) {}

  private final List<Part> parts;

  private Labels(List<Part> parts) {
    this.parts = parts;
  }

  /** Labels made from the parameters that vary, in the order of the space. */
  public static Labels of(List<Parameter> varying) {
    List<Parameter> chosen =
        Stream.concat(
                varying.stream().filter(p -> !(p instanceof FloatParameter)),
                varying.stream().filter(FloatParameter.class::isInstance))
            .limit(PARTS)
            .toList();
    Set<String> used = new HashSet<>();
    List<Part> parts = new ArrayList<>();
    for (Parameter parameter : chosen) {
      List<String> words = words(parameter.name());
      Style style = Style.NUMBER;
      if (parameter instanceof CategoricalParameter c
          && c.values().stream().noneMatch(Number.class::isInstance)) {
        style = Style.WORD;
      } else if (words.size() > 1 && (words.get(0).equals("num") || words.get(0).equals("n"))) {
        style = Style.COUNT;
        words = words.subList(1, words.size());
      }
      parts.add(new Part(parameter.name(), key(words, parameter.name(), used), style));
    }
    return new Labels(List.copyOf(parts));
  }

  /** The label of a trial: its number, and the summary of its configuration if there is any. */
  public String label(int number, Configuration configuration) {
    String summary = summary(configuration);
    return summary.isEmpty() ? "#" + number : "#" + number + " " + summary;
  }

  /** The configuration in a few letters; empty if nothing tells trials apart. */
  public String summary(Configuration configuration) {
    StringBuilder text = new StringBuilder();
    boolean afterWord = false;
    for (Part part : parts) {
      Optional<Object> value = configuration.get(part.parameter());
      if (value.isEmpty() || value.get().equals(false)) {
        afterWord = false;
        continue;
      }
      boolean word = part.style() == Style.WORD;
      if (part.style() == Style.COUNT && afterWord) {
        text.append('×').append(value.get());
      } else {
        text.append(text.isEmpty() ? "" : " ")
            .append(word ? word(part, value.get()) : part.key() + Numbers.parameter(value.get()));
      }
      afterWord = word;
    }
    return Numbers.firstLine(text.toString(), LIMIT);
  }

  private static String word(Part part, Object value) {
    if (value instanceof Boolean) {
      List<String> words = words(part.parameter());
      return words.isEmpty() ? part.key() : words.get(words.size() - 1);
    }
    String word = clean(String.valueOf(value));
    return word.isEmpty() ? part.key() : Numbers.firstLine(word, WORD_LIMIT);
  }

  /** The shortest beginning that no other part of the label uses. */
  private static String key(List<String> words, String name, Set<String> used) {
    String joined = String.join("", words);
    List<String> candidates = new ArrayList<>();
    if (!joined.isEmpty()) {
      candidates.add(joined.substring(0, joined.offsetByCodePoints(0, 1)));
      candidates.add(
          words.stream()
              .map(w -> w.substring(0, w.offsetByCodePoints(0, 1)))
              .collect(Collectors.joining()));
      candidates.add(Numbers.firstLine(joined, WORD_LIMIT));
    }
    candidates.add(Numbers.firstLine(clean(name), WORD_LIMIT));
    return candidates.stream().filter(used::add).findFirst().orElse(name);
  }

  /** The lower-case words of the last part of a dotted name. */
  private static List<String> words(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return Stream.of(last.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", "_").split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

  private static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
  }
}
