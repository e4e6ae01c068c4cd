package dev.nightjar.app;

import dev.nightjar.search.finalist.SeedNoise;
import dev.nightjar.search.finalist.Standing;
import dev.nightjar.search.finalist.Standings;
import dev.nightjar.search.trial.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** How finalists stand, for programs. */
final class FinalistsJson {

  private FinalistsJson() {}

  /** An element a configuration, the best first. */
  static List<Map<String, Object>> of(Standings standings) {
    SeedNoise noise = standings.noise();
    return standings.ranked().stream()
        .map(standing -> element(standing, standings.ranked().get(0), noise))
        .toList();
  }

  private static Map<String, Object> element(Standing standing, Standing best, SeedNoise noise) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trial", standing.repeats());
    json.put("mean", standing.mean().orElseThrow());
    OptionalDouble deviation = standing.deviation();
    json.put("deviation", deviation.isPresent() ? deviation.getAsDouble() : null);
    json.put("seeds", standing.completed());
    json.put("failed", standing.failed());
    json.put("values", standing.values());
    json.put("trials", standing.runs().stream().map(Trial::number).toList());
    json.put("chosen", standing.chosen().number());
    if (standing.repeats() != best.repeats()) {
      OptionalDouble p = SeedNoise.pValue(best, standing);
      json.put("p_value", p.isPresent() ? p.getAsDouble() : null);
      json.put("seed_noise", noise.compare(best, standing).name().toLowerCase(Locale.ROOT));
    }
    return json;
  }
}
