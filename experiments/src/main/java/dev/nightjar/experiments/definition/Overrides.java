package dev.nightjar.experiments.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays the command line's {@code -S key=value} over an experiment file. A key is a dotted path,
 * such as {@code budget.max_trials}; where keys have dots themselves ({@code
 * parameters.model.hidden_size.max}) the longest one that is there, or that names a hyperparameter,
 * is taken. A value is YAML: {@code 5}, {@code gru}, {@code [gru, lstm]}.
 */
final class Overrides {

  private final Problems problems;

  Overrides(Problems problems) {
    this.problems = problems;
  }

  YamlMap apply(YamlMap file, Map<String, String> overrides) {
    YamlMap result = file;
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      String key = override.getKey();
      SourceText source = SourceText.override(key, override.getValue());
      if (!key.matches("[^.\\s]+(\\.[^.\\s]+)*")) {
        problems.add(
            source.start(),
            Words.quote(key) + " is no key",
            "a key is a path of words with dots between, such as budget.max_trials");
        continue;
      }
      int before = problems.count();
      Optional<YamlNode> value = YamlParser.parse(source, problems);
      if (problems.count() == before) {
        YamlNode node = value.orElseGet(() -> new YamlScalar(source.start(), "", Optional.empty()));
        result = set(result, "", key, source.start(), node);
      }
    }
    return result;
  }

  private YamlMap set(YamlMap map, String path, String rest, Span span, YamlNode value) {
    String key = nextKey(map, path, rest);
    if (key.equals(rest)) {
      return map.with(new YamlMap.Entry(key, span, value));
    }
    String here = SectionReader.join(path, key);
    Optional<YamlMap.Entry> child = map.find(key);
    YamlMap inner;
    if (child.isEmpty() || child.get().value().isNothing()) {
      inner = new YamlMap(span, List.of(), 1);
    } else if (child.get().value() instanceof YamlMap m) {
      inner = m;
    } else {
      problems.add(
          span,
          here
              + " is "
              + child.get().value().describe()
              + " in the file, so nothing below it can be set",
          "set " + here + " as a whole, or change the file");
      return map;
    }
    YamlMap changed = set(inner, here, rest.substring(key.length() + 1), span, value);
    return map.with(new YamlMap.Entry(key, child.map(YamlMap.Entry::span).orElse(span), changed));
  }

  private static String nextKey(YamlMap map, String path, String rest) {
    String longest = "";
    for (YamlMap.Entry entry : map.entries()) {
      longest = longer(longest, entry.key(), rest);
    }
    if (longest.isEmpty() && path.equals("parameters")) {
      for (String name : FixedReader.names()) {
        longest = longer(longest, name, rest);
      }
    }
    if (!longest.isEmpty()) {
      return longest;
    }
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  private static String longer(String longest, String key, String rest) {
    boolean leads = rest.equals(key) || rest.startsWith(key + ".");
    return leads && key.length() > longest.length() ? key : longest;
  }
}
