package dev.nightjar.zoo.arbiter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.GraphConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network as Arbiter configured it, of layers or a graph, with fresh weights. Made, used and
 * closed by one thread, as Deeplearning4j wants it.
 */
final class TrainableNetwork implements AutoCloseable {

  private final Model model;
  private final int epochs;
  private final Optional<EarlyStoppingConfiguration<?>> earlyStopping;
  private Optional<INDArray> bestParameters = Optional.empty();
  private Optional<INDArray> bestUpdater = Optional.empty();

  private TrainableNetwork(
      Model model, int epochs, Optional<EarlyStoppingConfiguration<?>> earlyStopping) {
    this.model = model;
    this.epochs = epochs;
    this.earlyStopping = earlyStopping;
    model.init();
  }

  /**
   * The network of a configuration.
   *
   * @param configuration what Arbiter's space of networks makes
   * @throws IllegalArgumentException if it is no configuration of a network
   */
  static TrainableNetwork of(Object configuration) {
    if (configuration instanceof DL4JConfiguration layers) {
      return new TrainableNetwork(
          new MultiLayerNetwork(layers.getMultiLayerConfiguration()),
          layers.getNumEpochs(),
          Optional.ofNullable(layers.getEarlyStoppingConfiguration()));
    } else if (configuration instanceof GraphConfiguration graph) {
      return new TrainableNetwork(
          new ComputationGraph(graph.getConfiguration()),
          graph.getNumEpochs(),
          Optional.ofNullable(graph.getEarlyStoppingConfiguration()));
    }
    throw new IllegalArgumentException(
        configuration.getClass().getName()
            + " is no network; use a MultiLayerSpace or a ComputationGraphSpace");
  }

  Model model() {
    return model;
  }

  /** How many epochs the Arbiter space asks for. */
  int epochs() {
    return epochs;
  }

  /** When a training ends, in Deeplearning4j's words, if the Arbiter space says so. */
  Optional<EarlyStoppingConfiguration<?>> earlyStopping() {
    return earlyStopping;
  }

  Batches batches(Object data) {
    return model instanceof MultiLayerNetwork layers
        ? Batches.of(layers, data)
        : Batches.of((ComputationGraph) model, data);
  }

  /** Says that an epoch is over, for schedules that count them. */
  void epochDone() {
    if (model instanceof MultiLayerNetwork layers) {
      layers.incrementEpochCount();
    } else {
      ((ComputationGraph) model).incrementEpochCount();
    }
  }

  /** Keeps the weights, and what the updater knows, as they are now. */
  void rememberBest() {
    bestParameters = Optional.of(copy(model.params(), bestParameters));
    bestUpdater = updaterState().map(state -> copy(state, bestUpdater));
  }

  /** Goes back to what was remembered last. */
  void restoreBest() {
    bestParameters.ifPresent(model::setParams);
    bestUpdater.ifPresent(best -> updaterState().ifPresent(state -> state.assign(best)));
  }

  private static INDArray copy(INDArray now, Optional<INDArray> before) {
    return before.isPresent() ? before.get().assign(now) : now.dup();
  }

  /** Empty for updaters that know nothing, such as plain descent. */
  private Optional<INDArray> updaterState() {
    INDArray state =
        model instanceof MultiLayerNetwork layers
            ? layers.updaterState()
            : ((ComputationGraph) model).updaterState();
    return Optional.ofNullable(state).filter(s -> !s.isEmpty());
  }

  /**
   * The network with the state of its updater, as Deeplearning4j's {@code ModelSerializer} reads
   * it.
   */
  byte[] zip() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ModelSerializer.writeModel(model, bytes, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Frees what the network holds. Its own method for that also runs the garbage collector, twice,
   * which takes longer than training a small network.
   */
  @Override
  public void close() {
    Stream.of(
            bestParameters,
            bestUpdater,
            updaterState(),
            Optional.ofNullable(model.getGradientsViewArray()),
            Optional.of(model.params()))
        .flatMap(Optional::stream)
        .filter(INDArray::closeable)
        .forEach(INDArray::close);
    MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
    List.copyOf(workspaces.getAllWorkspacesForCurrentThread())
        .forEach(workspaces::destroyWorkspace);
  }
}
