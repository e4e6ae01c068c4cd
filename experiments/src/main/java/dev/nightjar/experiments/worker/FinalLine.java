package dev.nightjar.experiments.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightjar.search.trial.Criterion;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a program says at last: a line with a JSON object, <code>{"value": 0.12}</code>. */
final class FinalLine {

  private static final int EXCERPT = 120;

  /** Where in the line an object began; the line is in the message anyway. */
  private static final Pattern JACKSON_PLACE = Pattern.compile(" \\(start marker at \\[[^]]*]\\)");

  /** Reads the NaN of other languages, only to say that it is none of ours. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private FinalLine() {}

  /** Whether a line is meant as one. */
  static boolean isOne(String line) {
    return line.stripLeading().startsWith("{");
  }

  /**
   * The numbers of such a line, by name; what is no finite number is left out.
   *
   * @param criteria what must be among them
   * @throws ProgramFailedException if it is no JSON, or one of the criteria is not there
   */
  static Map<String, Double> metrics(String line, List<Criterion> criteria) {
    JsonNode object;
    try {
      object = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new ProgramFailedException(
          "the program's last line that begins with { is no JSON object: "
              + ProgramText.clean(
                  JACKSON_PLACE.matcher(e.getOriginalMessage()).replaceAll(""), EXCERPT)
              + " in "
              + ProgramText.clean(line, EXCERPT));
    }
    Map<String, Double> metrics = new TreeMap<>();
    object
        .properties()
        .forEach(
            member -> {
              if (member.getValue().isNumber()
                  && Double.isFinite(member.getValue().doubleValue())) {
                metrics.put(
                    ProgramText.clean(member.getKey(), EXCERPT), member.getValue().doubleValue());
              }
            });
    for (Criterion criterion : criteria) {
      String name = criterion.metric();
      if (!object.has(name)) {
        throw new ProgramFailedException(
            "the program's last line of JSON has no number named "
                + name
                + ": "
                + ProgramText.clean(line, EXCERPT));
      } else if (!metrics.containsKey(name)) {
        throw new ProgramFailedException(
            name
                + " is "
                + ProgramText.clean(words(object.get(name)), EXCERPT)
                + " in the program's last line of JSON; it should be a finite number");
      }
    }
    return metrics;
  }

  private static String words(JsonNode value) {
    return value.isNumber() ? value.asText() : value.toString();
  }
}
