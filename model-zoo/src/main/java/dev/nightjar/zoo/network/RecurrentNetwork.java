package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A recurrent network that can be trained: embedding, stacked recurrent layers, softmax, computed
 * by oneDNN.
 *
 * <p>All parameters are in one flat buffer and their gradients in another of the same {@link
 * #layout()}, so that an optimiser is one loop. {@link #trainStep} fills the gradients; whoever
 * then writes into {@link #parameterBuffer()} says so by {@link #parametersChanged()}.
 *
 * <p>Not for several threads at once. All native memory is freed by {@link #close()}; nothing waits
 * for the garbage collector. Buffers and arrays handed out are views: they are invalid once the
 * network is closed.
 */
public final class RecurrentNetwork implements AutoCloseable {
  /** Batch shapes whose primitives are kept; a bucketed data set has fewer. */
  private static final int CACHED_SHAPES = 32;

  private final NetworkSpec spec;
  private final ParameterLayout layout;
  private final Dnn dnn;
  private final Weights weights;
  private final Workspace workspace;
  private final PlanCache plans;
  private final EmbeddingTable embedding;
  private final SplittableRandom dropoutRandom;
  private Optional<INDArray> parameterArray = Optional.empty();
  private Optional<INDArray> gradientArray = Optional.empty();
  private boolean closed;

  private RecurrentNetwork(NetworkSpec spec, long seed) {
    this.spec = Objects.requireNonNull(spec, "spec");
    layout = ParameterLayout.of(spec);
    dnn = new Dnn();
    weights = new Weights(dnn, layout);
    workspace = new Workspace();
    plans = new PlanCache(CACHED_SHAPES, shape -> SequencePlan.build(dnn, weights, spec, shape));
    embedding = new EmbeddingTable((TokenInput) spec.input(), layout, weights);
    dropoutRandom = new SplittableRandom(seed);
  }

  /**
   * A network with fresh weights.
   *
   * @param seed what initial weights and dropout are drawn from: the same seed gives the same
   *     network, and the same batches in the same order then give the same losses, bit for bit
   */
  public static RecurrentNetwork create(NetworkSpec spec, long seed) {
    RecurrentNetwork network = new RecurrentNetwork(spec, seed);
    InitialWeights.fill(
        spec, network.layout, network.weights.parameters(), network.dropoutRandom.split());
    return network;
  }

  /** A network whose parameters are all zero, to be set by {@link #setParameters}. */
  static RecurrentNetwork blank(NetworkSpec spec) {
    return new RecurrentNetwork(spec, 0);
  }

  /** The shape of this network. */
  public NetworkSpec spec() {
    return spec;
  }

  /** Where each parameter stands in the flat buffers. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The number of trained values. */
  public long parameterCount() {
    return layout.count();
  }

  /**
   * Forward pass with dropout, loss, and backward pass; fills the gradients with those of the mean
   * loss. The parameters stay as they are.
   *
   * @return the mean cross-entropy in nats a target that is not ignored
   * @throws IllegalArgumentException if the batch does not fit this network, or asks nothing
   */
  public double trainStep(SequenceBatch batch) {
    int targets = check(batch);
    if (targets == 0) {
      throw new IllegalArgumentException(
          "all targets of the batch are ignored; it teaches nothing");
    }
    SequencePlan plan = plan(batch, true);
    weights.zeroGradients();
    return plan.train(batch, embedding, dropoutRandom, targets);
  }

  /**
   * Forward pass without dropout.
   *
   * @throws IllegalArgumentException if the batch does not fit this network
   */
  public BatchResult evaluate(SequenceBatch batch) {
    int targets = check(batch);
    OutputLayer output = plan(batch, false).infer(batch, embedding);
    int classes = spec.classes();
    FloatBuffer logProbabilities = output.logits();
    float[] row = new float[classes];
    int[] predictions = new int[output.rows()];
    for (int i = 0; i < predictions.length; i++) {
      predictions[i] = SequenceBatch.IGNORED;
      if (batch.targets()[i] != SequenceBatch.IGNORED) {
        logProbabilities.get(i * classes, row);
        predictions[i] = indexOfLargest(row);
      }
    }
    return new BatchResult(output.lossSum(batch.targets()), targets, predictions);
  }

  /**
   * Probabilities of the classes, without dropout; targets are not looked at.
   *
   * @return [rows × classes], one row a sequence, or one a step and sequence (time-major) where the
   *     network answers at every step
   * @throws IllegalArgumentException if the batch does not fit this network
   */
  public float[] probabilities(SequenceBatch batch) {
    check(batch);
    OutputLayer output = plan(batch, false).infer(batch, embedding);
    output.toProbabilities(dnn.stream(), 1);
    dnn.stream()._wait();
    float[] values = new float[Math.multiplyExact(output.rows(), spec.classes())];
    output.logits().get(0, values);
    return values;
  }

  /**
   * The flat parameters, [length of the layout], as an ND4J array over the same memory. Call {@link
   * #parametersChanged()} after writing.
   */
  public INDArray parameters() {
    checkOpen();
    if (parameterArray.isEmpty()) {
      parameterArray = Optional.of(array(weights.parameterPointer()));
    }
    return parameterArray.get();
  }

  /** The flat gradients of the last {@link #trainStep}, as an ND4J array over the same memory. */
  public INDArray gradients() {
    checkOpen();
    if (gradientArray.isEmpty()) {
      gradientArray = Optional.of(array(weights.gradientPointer()));
    }
    return gradientArray.get();
  }

  /** The memory of {@link #parameters()}. Call {@link #parametersChanged()} after writing. */
  public FloatBuffer parameterBuffer() {
    checkOpen();
    return weights.parameters();
  }

  /** The memory of {@link #gradients()}. */
  public FloatBuffer gradientBuffer() {
    checkOpen();
    return weights.gradients();
  }

  /** Says that parameters were written, so that copies of them are made anew. */
  public void parametersChanged() {
    weights.changed();
  }

  /** A snapshot of the flat parameters. */
  public float[] copyParameters() {
    checkOpen();
    float[] values = new float[layout.length()];
    weights.parameters().get(0, values);
    return values;
  }

  /**
   * Restores a snapshot.
   *
   * @throws IllegalArgumentException if the length is not that of the layout
   */
  public void setParameters(float[] values) {
    checkOpen();
    if (values.length != layout.length()) {
      throw new IllegalArgumentException(
          values.length + " parameters given; this network has " + layout.length());
    }
    weights.parameters().put(0, values);
    weights.changed();
  }

  /**
   * Frees all native memory. The network cannot be used afterwards; closing it again does nothing.
   */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      plans.close();
      workspace.close();
      weights.close();
      dnn.close();
    }
  }

  private SequencePlan plan(SequenceBatch batch, boolean training) {
    SequencePlan plan = plans.get(new SequencePlan.Shape(batch.steps(), batch.size(), training));
    plan.prepare(workspace);
    return plan;
  }

  /** Returns the number of targets that are not ignored. */
  private int check(SequenceBatch batch) {
    checkOpen();
    int[] targets = batch.targets();
    int expected =
        switch (spec.output()) {
          case LAST_STEP -> batch.size();
          case EVERY_STEP -> batch.tokens().length;
        };
    if (targets.length != expected) {
      throw new IllegalArgumentException(
          "the batch has "
              + targets.length
              + " targets; a network that answers "
              + spec.output()
              + " needs "
              + expected);
    }
    int count = 0;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] != SequenceBatch.IGNORED) {
        Checks.between("target " + i, targets[i], 0, spec.classes() - 1);
        count++;
      }
    }
    return count;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
  }

  private static int indexOfLargest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  private static INDArray array(Pointer memory) {
    long length = memory.limit() / Float.BYTES;
    return Nd4j.create(
        Nd4j.createBuffer(new FloatPointer(memory), length, DataType.FLOAT), new long[] {length});
  }
}
