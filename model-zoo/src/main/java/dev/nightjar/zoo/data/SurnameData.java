package dev.nightjar.zoo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The built-in data set {@code names}: surname → language, from the locale files of Datafaker
 * (Apache-2.0). Languages written in Latin letters only, since an alphabet of its own would give a
 * language away. A surname that several languages have is left out, because there is no right
 * answer to it. Of a language with more than {@value #CAP} surnames the first by hash are taken.
 */
final class SurnameData {

  /** Dutch alone has over 20,000 surnames; uncapped it would be the answer to everything. */
  static final int CAP = 5000;

  /** Language → locale file within Datafaker. */
  private static final Map<String, String> SOURCES = sources();

  private SurnameData() {}

  private static Map<String, String> sources() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Croatian", "/hr.yml");
    files.put("Czech", "/cs.yml");
    files.put("Danish", "/da-DK.yml");
    files.put("Dutch", "/nl.yml");
    files.put("English", "/en/name.yml");
    files.put("French", "/fr.yml");
    files.put("German", "/de.yml");
    files.put("Hungarian", "/hu.yml");
    files.put("Italian", "/it.yml");
    files.put("Norwegian", "/no-NO.yml");
    files.put("Polish", "/pl.yml");
    files.put("Portuguese", "/pt-BR.yml");
    files.put("Spanish", "/es.yml");
    files.put("Swedish", "/sv.yml");
    return files;
  }

  /** All examples, sorted by language and surname. */
  static List<Example> examples() {
    Map<String, Set<String>> surnames = new LinkedHashMap<>();
    Map<String, Integer> languagesOf = new HashMap<>();
    SOURCES.forEach(
        (language, file) -> {
          Set<String> names = surnames(file);
          surnames.put(language, names);
          names.forEach(name -> languagesOf.merge(name, 1, Integer::sum));
        });
    List<Example> examples = new ArrayList<>();
    surnames.forEach(
        (language, names) ->
            names.stream()
                .filter(name -> languagesOf.get(name) == 1)
                .sorted(Comparator.comparing(StableHash::key))
                .limit(CAP)
                .sorted()
                .forEach(name -> examples.add(new Example(name, language))));
    return examples;
  }

  private static Set<String> surnames(String file) {
    try (InputStream in = net.datafaker.Faker.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("Datafaker on the class path has no " + file);
      }
      Set<String> names = new TreeSet<>();
      collect(new Load(LoadSettings.builder().build()).loadFromInputStream(in), names);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " of Datafaker", e);
    }
  }

  /** Every list under a key such as {@code last_name} or {@code woman_last_name}, at any depth. */
  private static void collect(Object node, Set<String> names) {
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (String.valueOf(key).endsWith("last_name") && value instanceof List<?> list) {
              list.forEach(item -> add(String.valueOf(item), names));
            } else {
              collect(value, names);
            }
          });
    }
  }

  private static void add(String surname, Set<String> names) {
    // Templates such as #{other.key} are references, not surnames.
    if (!surname.contains("#{")) {
      names.add(Normalizer.normalize(surname.strip(), Normalizer.Form.NFC));
    }
  }
}
