package dev.nightjar.search.run;

import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.Suggestion;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.util.Optional;

/** How a suggestion becomes a trial of a study: its number, its seed. */
final class NextTrial {

  private NextTrial() {}

  /** The trial that the strategy suggests to follow a history; empty if the space is used up. */
  static Optional<TrialSpec> suggest(Strategy strategy, TrialLedger ledger, long studySeed) {
    Optional<Suggestion> suggestion =
        strategy.suggest(ledger, Seeds.ofSuggestion(studySeed, ledger.size()));
    return suggestion.map(
        s -> {
          if (!ledger.space().contains(s.configuration())) {
            throw new IllegalStateException(
                "the strategy left the search space: " + s.configuration() + " from " + s.origin());
          }
          return of(s, ledger, studySeed);
        });
  }

  /** The first attempt at a configuration. */
  static TrialSpec of(Suggestion suggestion, TrialLedger ledger, long studySeed) {
    return new TrialSpec(
        ledger.nextNumber(),
        1,
        TrialRole.SEARCH,
        suggestion.origin(),
        suggestion.configuration(),
        Seeds.ofTrial(studySeed, ledger.size()));
  }
}
