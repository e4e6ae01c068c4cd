package dev.nightjar.zoo.arbiter;

import org.deeplearning4j.arbiter.scoring.util.ScoreUtil;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** The batches of an epoch, and the network that is fitted to them. */
interface Batches {

  /** Whether the epoch has another batch. */
  boolean hasNext();

  /** Fits the network to the next batch. */
  void fitNext();

  /** Goes back to the first batch. */
  void restart();

  /** Whether it can go back. */
  boolean restartable();

  /**
   * Batches for a network of layers.
   *
   * @param data an iterator or a factory of one
   */
  static Batches of(MultiLayerNetwork network, Object data) {
    DataSetIterator iterator = ScoreUtil.getIterator(data);
    return new Batches() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public void fitNext() {
        network.fit(iterator.next());
      }

      @Override
      public void restart() {
        iterator.reset();
      }

      @Override
      public boolean restartable() {
        return iterator.resetSupported();
      }
    };
  }

  /**
   * Batches for a graph.
   *
   * @param data an iterator, of single or of several inputs and outputs, or a factory of one
   */
  static Batches of(ComputationGraph network, Object data) {
    MultiDataSetIterator iterator = ScoreUtil.getMultiIterator(data);
    return new Batches() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public void fitNext() {
        network.fit(iterator.next());
      }

      @Override
      public void restart() {
        iterator.reset();
      }

      @Override
      public boolean restartable() {
        return iterator.resetSupported();
      }
    };
  }
}
