package dev.nightjar.search.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory as people write it: {@code 512MB}, {@code 2GB}, {@code 1.5GB}. As for the
 * JVM's own options, 1 GB is 1024 MB of 1024 · 1024 bytes.
 *
 * @param megabytes at least 1
 */
public record MemorySize(long megabytes) {

  /** How one is written, as a regular expression. */
  public static final String PATTERN = "^[0-9]{1,6}([.][0-9]{1,3})?(MB|GB)$";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:[.][0-9]{1,3})?)(MB|GB)");
  private static final long UNIT = 1024;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public MemorySize {
    if (megabytes < 1) {
      throw new IllegalArgumentException("memory must be at least 1MB, not " + megabytes);
    }
  }

  /** The size, rounded to whole megabytes; empty if the text is none or is below 1 MB. */
  public static Optional<MemorySize> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal unit = BigDecimal.valueOf(matcher.group(2).equals("GB") ? UNIT : 1);
    long megabytes =
        new BigDecimal(matcher.group(1))
            .multiply(unit)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    return megabytes < 1 ? Optional.empty() : Optional.of(new MemorySize(megabytes));
  }

  /** The megabytes that so many bytes are, rounded up. */
  public static MemorySize ofBytes(long bytes) {
    return new MemorySize(Math.max(1, (bytes + UNIT * UNIT - 1) / (UNIT * UNIT)));
  }

  /** The same in bytes. */
  public long bytes() {
    return megabytes * UNIT * UNIT;
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return megabytes % UNIT == 0 ? megabytes / UNIT + "GB" : megabytes + "MB";
  }
}
