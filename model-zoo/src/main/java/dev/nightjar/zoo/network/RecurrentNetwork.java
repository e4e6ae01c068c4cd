package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that can be trained: input, stacked layers, head, computed by oneDNN.
 *
 * <p>All parameters are in one flat buffer and their gradients in another of the same {@link
 * #layout()}, so that an optimiser is one loop. {@link #trainStep} fills the gradients; whoever
 * then writes into {@link #parameterBuffer()} says so by {@link #parametersChanged()}.
 *
 * <p>Not for several threads at once. All native memory is freed by {@link #close()}; nothing waits
 * for the garbage collector. Buffers and arrays handed out are views: they are invalid once the
 * network is closed.
 */
public final class RecurrentNetwork implements Predictor {
  /** Batch shapes whose primitives are kept; a bucketed data set has fewer. */
  private static final int CACHED_SHAPES = 32;

  private final NetworkSpec spec;
  private final ParameterLayout layout;
  private final Dnn dnn;
  private final Weights weights;
  private final Workspace workspace;
  private final PlanCache plans;
  private SplittableRandom trainingRandom;
  private Optional<INDArray> parameterArray = Optional.empty();
  private Optional<INDArray> gradientArray = Optional.empty();
  private boolean closed;

  private RecurrentNetwork(NetworkSpec spec, long seed, Dnn dnn) {
    this.spec = Objects.requireNonNull(spec, "spec");
    this.dnn = dnn;
    if (!supports(spec.precision())) {
      dnn.close();
      throw new IllegalArgumentException(
          "precision "
              + spec.precision().id()
              + " needs a CPU with instructions for it (AVX-512 BF16), which this one has not;"
              + " compute in f32");
    }
    layout = ParameterLayout.of(spec);
    weights = new Weights(dnn, layout, spec.dropout().recurrent());
    workspace = new Workspace();
    Supplier<EmbeddingTable> embedding = embedding(spec, layout, weights);
    plans =
        new PlanCache(
            CACHED_SHAPES, shape -> SequencePlan.build(dnn, weights, embedding, spec, shape));
    trainingRandom = new SplittableRandom(seed);
  }

  /** Networks that read numbers have none. */
  private static Supplier<EmbeddingTable> embedding(
      NetworkSpec spec, ParameterLayout layout, Weights weights) {
    if (spec.input() instanceof TokenInput tokens) {
      EmbeddingTable table = new EmbeddingTable(tokens, layout, weights);
      return () -> table;
    }
    return () -> {
      throw new IllegalStateException("the network reads numbers and has no embedding");
    };
  }

  /** Whether this CPU computes in {@code precision}. */
  public static boolean supports(Precision precision) {
    return precision == Precision.F32 || Dnn.computesBf16();
  }

  /**
   * A network with fresh weights.
   *
   * @param seed what initial weights, dropout and noise are drawn from: the same seed gives the
   *     same network, and the same batches in the same order then give the same losses, bit for bit
   */
  public static RecurrentNetwork create(NetworkSpec spec, long seed) {
    RecurrentNetwork network = new RecurrentNetwork(spec, seed, new Dnn());
    InitialWeights.fill(
        spec, network.layout, network.weights.parameters(), network.trainingRandom.split());
    return network;
  }

  /** A network whose parameters are all zero, to be set by {@link #setParameters}. */
  static RecurrentNetwork blank(NetworkSpec spec) {
    return blank(spec, new Dnn());
  }

  /** The same computed by {@code dnn}, which this network closes. */
  static RecurrentNetwork blank(NetworkSpec spec, Dnn dnn) {
    return new RecurrentNetwork(spec, 0, dnn);
  }

  /** Makes the next step draw what is dropped, and noise, from {@code seed}. */
  void reseed(long seed) {
    trainingRandom = new SplittableRandom(seed);
  }

  /** The shape of this network. */
  public NetworkSpec spec() {
    return spec;
  }

  @Override
  public Head head() {
    return spec.head();
  }

  @Override
  public List<NetworkSpec> specs() {
    return List.of(spec);
  }

  /** Where each parameter stands in the flat buffers. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The number of values, those that are not trained included. */
  public long parameterCount() {
    return layout.count();
  }

  /** The state of {@code size} sequences before their first step. */
  public RecurrentState newState(int size) {
    if (spec.bidirectional()) {
      throw new IllegalArgumentException(
          "a bidirectional network reads whole sequences; it has no state to carry over");
    }
    return new RecurrentState(spec, size);
  }

  /**
   * Forward pass with dropout and noise, loss, and backward pass; fills the gradients with those of
   * the mean loss. The parameters stay as they are. Sequences begin from zero.
   *
   * @return the mean loss that is trained on, label smoothing included
   * @throws IllegalArgumentException if the batch does not fit this network, or asks nothing
   */
  public double trainStep(SequenceBatch batch) {
    return train(batch, Optional.empty());
  }

  /**
   * The same for sequences that go on from {@code state}, where {@link SequenceBatch#continues}
   * says so; their state after the batch is left there. No gradient flows into the state: this is
   * truncated back-propagation through time.
   */
  public double trainStep(SequenceBatch batch, RecurrentState state) {
    return train(batch, Optional.of(state));
  }

  private double train(SequenceBatch batch, Optional<RecurrentState> state) {
    int asked = check(batch, state);
    if (asked == 0) {
      throw new IllegalArgumentException(
          "all targets of the batch are ignored; it teaches nothing");
    }
    weights.drop(trainingRandom);
    Pass pass = pass(batch, state);
    SequencePlan plan = plan(batch, true, state);
    weights.zeroGradients();
    double loss = plan.train(pass, asked);
    weights.maskGradients();
    return loss;
  }

  /**
   * Forward pass without dropout or noise. Sequences begin from zero.
   *
   * @throws IllegalArgumentException if the batch does not fit this network
   */
  @Override
  public BatchResult evaluate(SequenceBatch batch) {
    return evaluate(batch, Optional.empty());
  }

  /** The same for sequences that go on from {@code state}; see {@link #trainStep}. */
  public BatchResult evaluate(SequenceBatch batch, RecurrentState state) {
    return evaluate(batch, Optional.of(state));
  }

  private BatchResult evaluate(SequenceBatch batch, Optional<RecurrentState> state) {
    int asked = check(batch, state);
    Pass pass = pass(batch, state);
    return plan(batch, false, state).infer(pass).result(batch.targets(), asked);
  }

  /**
   * The answers, without dropout or noise. Targets must fit, but make no difference.
   *
   * @return [rows × width of the head], probabilities or numbers: one row a sequence, or one a step
   *     and sequence (time-major) where the network answers at every step
   * @throws IllegalArgumentException if the batch does not fit this network
   */
  @Override
  public float[] answers(SequenceBatch batch) {
    return answers(batch, Optional.empty());
  }

  /** The same for sequences that go on from {@code state}; see {@link #trainStep}. */
  public float[] answers(SequenceBatch batch, RecurrentState state) {
    return answers(batch, Optional.of(state));
  }

  private float[] answers(SequenceBatch batch, Optional<RecurrentState> state) {
    check(batch, state);
    Pass pass = pass(batch, state);
    return plan(batch, false, state).infer(pass).answers(pass);
  }

  @Override
  public Reading read(int size) {
    RecurrentState state = newState(size);
    return new Reading() {
      @Override
      public BatchResult evaluate(SequenceBatch batch) {
        return RecurrentNetwork.this.evaluate(batch, state);
      }

      @Override
      public float[] answers(SequenceBatch batch) {
        return RecurrentNetwork.this.answers(batch, state);
      }
    };
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

  /**
   * Puts a token's vector in.
   *
   * @param vector [embedding size]
   * @throws IllegalArgumentException if the network reads no tokens or not this one, or if the
   *     vector has another length
   */
  public void setTokenVector(int token, float[] vector) {
    checkOpen();
    if (!(spec.input() instanceof TokenInput input)
        || token < 0
        || token >= input.vocabularySize()
        || vector.length != input.embeddingSize()) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " for token " + token + " of " + spec.input());
    }
    int place = layout.get(ParameterLayout.EMBEDDING).offset() + token * input.embeddingSize();
    weights.parameters().put(place, vector);
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

  private Pass pass(SequenceBatch batch, Optional<RecurrentState> state) {
    state.ifPresent(carried -> carried.begin(batch));
    return new Pass(dnn.stream(), batch, state, trainingRandom);
  }

  private SequencePlan plan(SequenceBatch batch, boolean training, Optional<RecurrentState> state) {
    boolean carries = state.isPresent() && spec.cell().type() != CellType.TDNN;
    SequencePlan plan =
        plans.get(new SequencePlan.Shape(batch.steps(), batch.size(), training, carries));
    plan.prepare(workspace);
    return plan;
  }

  /** Returns the number of rows that are asked. */
  private int check(SequenceBatch batch, Optional<RecurrentState> state) {
    checkOpen();
    if (state.isEmpty() && batch.continuesAny()) {
      throw new IllegalArgumentException(
          "the batch goes on from the one before; give the state that was carried over");
    }
    state.ifPresent(carried -> carried.check(spec, batch));
    return BatchCheck.asked(spec, batch);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
  }

  private static INDArray array(Pointer memory) {
    long length = memory.limit() / Float.BYTES;
    return Nd4j.create(
        Nd4j.createBuffer(new FloatPointer(memory), length, DataType.FLOAT), new long[] {length});
  }
}
