package dev.nightjar.zoo.training;

import dev.nightjar.zoo.network.SequenceBatch;
import java.util.List;
import java.util.random.RandomGenerator;

/** Where the batches of an epoch come from. */
@FunctionalInterface
public interface BatchSource {
  /**
   * The batches of one epoch, in the order of training. The list may make its batches when asked
   * for them; each is asked for once.
   *
   * @param epoch from 1
   * @param random the only source of chance, for shuffling
   */
  List<SequenceBatch> epoch(int epoch, RandomGenerator random);
}
