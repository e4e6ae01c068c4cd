package dev.nightjar.zoo.arbiter;

import dev.nightjar.search.strategy.Strategy;
import dev.nightjar.search.strategy.StrategyContract;

/** Arbiter's random generator keeps every promise of a strategy. */
class ArbiterRandomTest extends StrategyContract {

  @Override
  protected Strategy create() {
    return ArbiterStrategy.random();
  }
}
