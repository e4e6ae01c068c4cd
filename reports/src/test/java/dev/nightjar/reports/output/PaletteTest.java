package dev.nightjar.reports.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrast as WCAG 2.2 counts it: 4.5 for text (1.4.3), 3 for lines and marks (1.4.11). */
class PaletteTest {

  private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});");

  private static final String CSS =
      new String(WebAssets.files().get("assets/report.css"), StandardCharsets.UTF_8);

  private static Map<String, Integer> colours(String block) {
    Map<String, Integer> colours = new HashMap<>();
    Matcher matcher = COLOUR.matcher(block);
    while (matcher.find()) {
      colours.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
    }
    return colours;
  }

  private static double luminance(int rgb) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = (rgb >> (16 - 8 * i) & 255) / 255.0;
      sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static double contrast(int a, int b) {
    double x = luminance(a) + 0.05;
    double y = luminance(b) + 0.05;
    return Math.max(x, y) / Math.min(x, y);
  }

  private static int mixed(int a, int b, double part) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      double channel = part * (a >> shift & 255) + (1 - part) * (b >> shift & 255);
      sum |= (int) Math.round(channel) << shift;
    }
    return sum;
  }

  @Test
  void everyColourIsReadableInLightAndDark() {
    int split = CSS.indexOf("@media screen and (prefers-color-scheme: dark)");
    Map<String, Integer> light = colours(CSS.substring(0, split));
    Map<String, Integer> dark = colours(CSS.substring(split));
    assertThat(dark.keySet()).containsExactlyInAnyOrderElementsOf(light.keySet());
    for (Map<String, Integer> scheme : List.of(light, dark)) {
      List<String> text =
          List.of(
              "ink",
              "soft",
              "accent",
              "lead",
              "completed",
              "running",
              "waiting",
              "pruned",
              "failed");
      for (String name : text) {
        for (String ground : List.of("paper", "card", "lead-wash", "grid")) {
          // Badges and dim figures never stand on the hover ground alone: 4 is enough there.
          double wanted = ground.equals("grid") ? 4 : 4.5;
          assertThat(contrast(scheme.get(name), scheme.get(ground)))
              .as(name + " on " + ground)
              .isGreaterThanOrEqualTo(wanted);
        }
      }
      for (int rank = 2; rank <= 8; rank++) {
        assertThat(contrast(scheme.get("rank-" + rank), scheme.get("card")))
            .as("rank " + rank)
            .isGreaterThanOrEqualTo(3);
      }
      assertThat(contrast(scheme.get("ink"), scheme.get("failed-wash"))).isGreaterThan(7);
      for (String shade : List.of("completed", "failed")) {
        int darkest = mixed(scheme.get(shade), scheme.get("card"), 0.4);
        assertThat(contrast(scheme.get("ink"), darkest))
            .as("a count on the darkest shade of " + shade)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
  }
}
