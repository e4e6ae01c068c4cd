package dev.nightjar.search.pruning;

import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.History;
import dev.nightjar.search.trial.Trial;
import java.util.function.ToLongFunction;

/**
 * Asks another pruner, but not after a trial's last epoch: nothing would be saved, and a trial that
 * was trained to its end would count as pruned.
 *
 * @param pruner who judges
 * @param epochs how many epochs a configuration is trained for at most
 */
public record LastEpochSpared(Pruner pruner, ToLongFunction<Configuration> epochs)
    implements Pruner {

  @Override
  public Decision judge(Trial trial, History history) {
    return Epochs.last(trial) >= epochs.applyAsLong(trial.configuration())
        ? Decision.CONTINUE
        : pruner.judge(trial, history);
  }
}
