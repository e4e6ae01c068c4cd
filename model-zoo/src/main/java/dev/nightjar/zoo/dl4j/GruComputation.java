package dev.nightjar.zoo.dl4j;

import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What DL4J computes a {@link GruLayer} with: step by step, back-propagated through time. As in
 * DL4J's own recurrent layers, a masked step leaves the state zero.
 */
final class GruComputation extends BaseRecurrentLayer<GruLayer> {
  /** The name of the state in DL4J's maps. */
  private static final String STATE = "prevAct";

  GruComputation(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
  }

  /**
   * One step, with what going back needs.
   *
   * @param before the state before it, [size, units], as are the others
   * @param inner what r is multiplied with, or the product, that the recurrent weights read
   */
  private record Step(
      INDArray before,
      INDArray update,
      INDArray reset,
      INDArray candidate,
      INDArray inner,
      INDArray after) {}

  /** The parameters, the parts of each gate as views. */
  private record Weights(INDArray input, INDArray recurrent, INDArray bias, int units) {
    INDArray gates(INDArray of, int from, int to) {
      return of.get(
          NDArrayIndex.all(), NDArrayIndex.interval((long) from * units, (long) to * units));
    }
  }

  private Weights weights(boolean training, LayerWorkspaceMgr workspaces) {
    return new Weights(
        getParamWithNoise(GruParameters.INPUT, training, workspaces),
        getParamWithNoise(GruParameters.RECURRENT, training, workspaces),
        getParamWithNoise(GruParameters.BIAS, training, workspaces),
        Math.toIntExact(layerConf().getNOut()));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    return activate(training, Optional.empty(), workspaces).getFirst();
  }

  @Override
  public INDArray rnnTimeStep(INDArray given, LayerWorkspaceMgr workspaces) {
    setInput(given, workspaces);
    Pair<INDArray, INDArray> answer = activate(false, state(), workspaces);
    keep(answer.getSecond(), stateMap);
    return answer.getFirst();
  }

  @Override
  public INDArray rnnActivateUsingStoredState(
      INDArray given, boolean training, boolean storeLastForTbptt, LayerWorkspaceMgr workspaces) {
    setInput(given, workspaces);
    Pair<INDArray, INDArray> answer = activate(training, state(), workspaces);
    if (storeLastForTbptt) {
      keep(answer.getSecond(), tBpttStateMap);
    }
    return answer.getFirst();
  }

  private Optional<INDArray> state() {
    return Optional.ofNullable(stateMap.get(STATE));
  }

  @SuppressWarnings("try") // The scope is there for what happens in it.
  private static void keep(INDArray state, Map<String, INDArray> map) {
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      map.put(STATE, state.dup());
    }
  }

  /** The outputs of all steps, and the state after the last. */
  private Pair<INDArray, INDArray> activate(
      boolean training, Optional<INDArray> state, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray values = values();
    Weights weights = weights(training, workspaces);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {values.size(0), weights.units, values.size(2)},
            'f');
    INDArray before = state.orElseGet(() -> zeros(values.size(0), weights.units));
    for (int t = 0; t < values.size(2); t++) {
      before = step(weights, at(values, t), before, t).after;
      at(out, t).assign(before);
    }
    return new Pair<>(permuteIfNWC(out), before);
  }

  private INDArray values() {
    return permuteIfNWC(input.castTo(dataType));
  }

  private INDArray zeros(long rows, long columns) {
    return Nd4j.zeros(dataType, rows, columns);
  }

  private static INDArray at(INDArray sequences, int step) {
    return sequences.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(step));
  }

  private Step step(Weights w, INDArray read, INDArray before, int t) {
    INDArray fromInput = read.mmul(w.input).addiRowVector(w.gates(w.bias, 0, 3));
    boolean after = layerConf().isResetAfter();
    INDArray fromState = before.mmul(after ? w.recurrent : w.gates(w.recurrent, 0, 2));
    INDArray update = sigmoid(w.gates(fromInput, 0, 1).add(w.gates(fromState, 0, 1)));
    INDArray reset = sigmoid(w.gates(fromInput, 1, 2).add(w.gates(fromState, 1, 2)));
    INDArray inner =
        after ? w.gates(fromState, 2, 3).addRowVector(w.gates(w.bias, 3, 4)) : reset.mul(before);
    INDArray recurrent = after ? reset.mul(inner) : inner.mmul(w.gates(w.recurrent, 2, 3));
    INDArray candidate = Transforms.tanh(w.gates(fromInput, 2, 3).add(recurrent), false);
    INDArray next = before.sub(candidate).muli(update).addi(candidate);
    masked(next, t);
    return new Step(before, update, reset, candidate, inner, next);
  }

  private static INDArray sigmoid(INDArray sums) {
    return Transforms.sigmoid(sums, false);
  }

  private void masked(INDArray rows, int t) {
    if (maskArray != null) {
      rows.muliColumnVector(maskArray.getColumn(t, true).castTo(dataType));
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    return backward(epsilon, Optional.empty(), Integer.MAX_VALUE, workspaces);
  }

  /** The state that the forward pass began with is in {@link #stateMap} until after the update. */
  @Override
  public Pair<Gradient, INDArray> tbpttBackpropGradient(
      INDArray epsilon, int backwardLength, LayerWorkspaceMgr workspaces) {
    return backward(epsilon, state(), backwardLength, workspaces);
  }

  private Pair<Gradient, INDArray> backward(
      INDArray epsilon, Optional<INDArray> state, int length, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    applyDropOutIfNecessary(true, workspaces);
    INDArray values = values();
    INDArray gradients = permuteIfNWC(epsilon.castTo(dataType));
    Weights w = weights(true, workspaces);
    int count = Math.toIntExact(values.size(2));
    Step[] steps = new Step[count];
    INDArray before = state.orElseGet(() -> zeros(values.size(0), w.units));
    for (int t = 0; t < count; t++) {
      steps[t] = step(w, at(values, t), before, t);
      before = steps[t].after;
    }
    Weights of =
        new Weights(
            gradientViews.get(GruParameters.INPUT).assign(0),
            gradientViews.get(GruParameters.RECURRENT).assign(0),
            gradientViews.get(GruParameters.BIAS).assign(0),
            w.units);
    INDArray ofValues =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, values.shape(), 'f');
    ofValues.assign(0);
    INDArray ofState = zeros(values.size(0), w.units);
    for (int t = count - 1; t >= Math.max(0, count - length); t--) {
      INDArray ofAfter = at(gradients, t).add(ofState);
      masked(ofAfter, t);
      Pair<INDArray, INDArray> back = back(w, of, steps[t], at(values, t), ofAfter);
      at(ofValues, t).assign(back.getFirst());
      ofState = back.getSecond();
    }
    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(GruParameters.INPUT, of.input);
    gradient.gradientForVariable().put(GruParameters.RECURRENT, of.recurrent);
    gradient.gradientForVariable().put(GruParameters.BIAS, of.bias);
    weightNoiseParams.clear();
    return new Pair<>(gradient, permuteIfNWC(backpropDropOutIfPresent(ofValues)));
  }

  /**
   * Adds a step's share to the gradients of the parameters.
   *
   * @return the gradients of what the step read and of the state before it
   */
  private Pair<INDArray, INDArray> back(
      Weights w, Weights of, Step step, INDArray read, INDArray ofAfter) {
    INDArray ofUpdate = throughSigmoid(ofAfter.mul(step.before.sub(step.candidate)), step.update);
    INDArray ofCandidate =
        ofAfter.mul(step.update.rsub(1)).muli(step.candidate.mul(step.candidate).rsubi(1));
    INDArray ofBefore = ofAfter.mul(step.update);
    INDArray ofReset;
    if (layerConf().isResetAfter()) {
      ofReset = throughSigmoid(ofCandidate.mul(step.inner), step.reset);
      INDArray ofInner = ofCandidate.mul(step.reset);
      INDArray ofSums = Nd4j.hstack(ofUpdate, ofReset, ofInner);
      of.recurrent.addi(step.before.transpose().mmul(ofSums));
      of.gates(of.bias, 3, 4).addi(ofInner.sum(true, 0));
      ofBefore.addi(ofSums.mmul(w.recurrent.transpose()));
    } else {
      INDArray ofInner = ofCandidate.mmul(w.gates(w.recurrent, 2, 3).transpose());
      ofReset = throughSigmoid(ofInner.mul(step.before), step.reset);
      INDArray ofSums = Nd4j.hstack(ofUpdate, ofReset);
      of.gates(of.recurrent, 2, 3).addi(step.inner.transpose().mmul(ofCandidate));
      of.gates(of.recurrent, 0, 2).addi(step.before.transpose().mmul(ofSums));
      ofBefore.addi(ofInner.mul(step.reset));
      ofBefore.addi(ofSums.mmul(w.gates(w.recurrent, 0, 2).transpose()));
    }
    INDArray ofSums = Nd4j.hstack(ofUpdate, ofReset, ofCandidate);
    of.input.addi(read.transpose().mmul(ofSums));
    of.gates(of.bias, 0, 3).addi(ofSums.sum(true, 0));
    return new Pair<>(ofSums.mmul(w.input.transpose()), ofBefore);
  }

  private static INDArray throughSigmoid(INDArray gradient, INDArray gate) {
    return gradient.mul(gate).muli(gate.rsub(1));
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
