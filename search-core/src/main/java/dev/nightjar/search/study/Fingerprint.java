package dev.nightjar.search.study;

import dev.nightjar.search.space.CategoricalParameter;
import dev.nightjar.search.space.Condition;
import dev.nightjar.search.space.FloatParameter;
import dev.nightjar.search.space.IntParameter;
import dev.nightjar.search.space.Parameter;
import dev.nightjar.search.space.SearchSpace;
import dev.nightjar.search.trial.Criterion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The fingerprint of a study that was defined in code: SHA-256 of a text that is the same for equal
 * definitions, in every process and on every platform. ({@code hashCode} is not: that of an enum
 * differs from one JVM to the next.)
 *
 * <p>The text is a row of words, each led by its length, so that no two definitions share one.
 */
final class Fingerprint {

  private final StringBuilder text = new StringBuilder();

  private Fingerprint() {}

  static String of(SearchSpace space, List<Criterion> criteria, long seed, String fixed) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.number(space.dimension());
    space.parameters().forEach(fingerprint::parameter);
    if (!space.constraints().isEmpty()) { // Without any, the text is what it was before there were.
      fingerprint.word("constraints");
      fingerprint.number(space.constraints().size());
      space.constraints().forEach(constraint -> fingerprint.word(constraint.text()));
    }
    fingerprint.number(criteria.size());
    criteria.forEach(fingerprint::criterion);
    fingerprint.number(seed);
    fingerprint.word(fixed);
    return sha256(fingerprint.text.toString());
  }

  private void parameter(Parameter parameter) {
    word(parameter.name());
    if (parameter instanceof FloatParameter p) {
      word("float");
      value(p.min());
      value(p.max());
      value(p.log());
    } else if (parameter instanceof IntParameter p) {
      word("int");
      number(p.min());
      number(p.max());
      value(p.log());
      number(p.step());
    } else if (parameter instanceof CategoricalParameter p) {
      word("choice");
      values(p.values());
    }
    parameter.condition().ifPresentOrElse(this::condition, () -> number(0));
  }

  /** Parents by name: the order in which a condition lists them means nothing. */
  private void condition(Condition condition) {
    number(condition.allowed().size());
    new TreeMap<>(condition.allowed())
        .forEach(
            (parent, values) -> {
              word(parent);
              values(values);
            });
  }

  private void criterion(Criterion criterion) {
    word(criterion.metric());
    word(criterion.goal().name());
    word(criterion.target().isPresent() ? exact(criterion.target().getAsDouble()) : "");
  }

  private void values(List<Object> values) {
    number(values.size());
    values.forEach(this::value);
  }

  /** Led by its type: 1, 1.0 and "1" are three values. */
  private void value(Object value) {
    word(value.getClass().getSimpleName());
    word(value instanceof Double d ? exact(d) : value.toString());
  }

  private void number(long number) {
    word(Long.toString(number));
  }

  /** Hexadecimal, since decimal digits of some numbers differ between versions of Java. */
  private static String exact(double number) {
    return Double.toHexString(number);
  }

  private void word(String word) {
    text.append(word.length()).append(':').append(word);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
