package dev.nightjar.reports.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and free text as people read them; the same on every machine. */
public final class Numbers {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Numbers() {}

  /** Four significant digits; {@code "NaN"} and {@code "Infinity"} as they are. */
  public static String value(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double magnitude = Math.abs(value);
    if (magnitude == 0) {
      return "0";
    }
    if (magnitude < 1e-3 || magnitude >= 1e6) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(magnitude)));
    // What String.format does too, in a third of the time: a large report has half a million
    // numbers.
    return BigDecimal.valueOf(value)
        .setScale(Math.min(6, decimals), RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** A parameter's value: floats in four digits, everything else as it is. */
  public static String parameter(Object value) {
    return value instanceof Double d ? shortest(d) : String.valueOf(value);
  }

  /** Four significant digits without trailing zeros, as labels on axes want them. */
  public static String shortest(double value) {
    String text = value(value);
    int exponent = text.indexOf('e');
    String mantissa = exponent < 0 ? text : text.substring(0, exponent);
    if (mantissa.contains(".")) {
      mantissa = mantissa.replaceFirst("\\.?0+$", "");
    }
    return exponent < 0
        ? mantissa
        : mantissa + "e" + Integer.parseInt(text.substring(exponent + 1));
  }

  /** {@code 3.2 s}, {@code 4m05s}, {@code 7h12m}. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds % 3600 / 60);
  }

  /** Date and time in UTC, to the second. */
  public static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A whole number: {@code 1,200}. */
  public static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count with its noun: {@code 1 trial}, {@code 1,200 trials}. */
  public static String count(long count, String noun) {
    return grouped(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** 1st, 2nd, 3rd, 4th … */
  public static String ordinal(int n) {
    int tens = n % 100;
    String suffix =
        tens >= 11 && tens <= 13
            ? "th"
            : switch (n % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return n + suffix;
  }

  /** The first line of a text, cut with an ellipsis after {@code limit} characters. */
  public static String firstLine(String text, int limit) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.codePointCount(0, line.length()) <= limit
        ? line
        : line.substring(0, line.offsetByCodePoints(0, limit - 1)) + "…";
  }
}
