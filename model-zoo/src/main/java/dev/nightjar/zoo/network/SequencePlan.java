package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.PointerScope;

/**
 * All that is native and depends on the shape of a batch: the primitives of each layer with their
 * arguments, and the slots of the activations. Built once for a shape, then run for every batch of
 * that shape.
 */
final class SequencePlan implements AutoCloseable {
  private final NativeResources resources = new NativeResources();
  private final Dnn dnn;
  private final OutputMode mode;
  private final int units;
  private final Workspace.Plan slots;
  private final List<Weights.Copy> weights;
  private final Workspace.Slot initialState;
  private final Workspace.Slot embedded;
  private final Workspace.Slot last;
  private final Workspace.Slot selected;
  private final OutputLayer output;
  private final List<PrimitiveCall> inferenceLayers;
  private final Backward backward;

  /** The passes of training; all lists are empty in a plan for inference. */
  private record Backward(
      List<RecurrentLayer.Training> layers,
      List<DropoutLayer> dropouts,
      List<Workspace.Slot> gradients,
      List<Workspace.Slot> gradientOfSelected) {}

  @SuppressWarnings("try") // The scope is there for what happens at its end.
  private SequencePlan(Dnn dnn, Weights weightStore, NetworkSpec spec, Shape shape) {
    this.dnn = dnn;
    mode = spec.output();
    units = spec.hiddenSize();
    try (PointerScope temporaries = new PointerScope()) {
      PlanBuilder plan = new PlanBuilder(dnn, weightStore, resources);
      memory.desc rowsDesc = plan.own(Dnn.f32(format_tag.ab, shape.size(), units));
      initialState = plan.reserve(rowsDesc);
      List<RecurrentLayer> layers = new ArrayList<>();
      for (int k = 0; k < spec.layers(); k++) {
        layers.add(new RecurrentLayer(plan, spec, k, shape.steps(), shape.size(), initialState));
      }
      boolean each = mode == OutputMode.EVERY_STEP;
      int rows = each ? Math.multiplyExact(shape.steps(), shape.size()) : shape.size();
      embedded = plan.reserve(layers.get(0).input());
      if (shape.training()) {
        List<Workspace.Slot> outputs = new ArrayList<>();
        List<Workspace.Slot> inputs = new ArrayList<>(List.of(embedded));
        List<Workspace.Slot> gradients = new ArrayList<>();
        gradients.add(plan.reserve(layers.get(0).input()));
        // Gradients of hidden layers take turns in two slots: a layer reads one and writes the
        // other.
        List<Workspace.Slot> turns = new ArrayList<>();
        for (int k = 0; k < spec.layers(); k++) {
          outputs.add(plan.reserve(layers.get(k).output()));
          boolean lastLayer = k == spec.layers() - 1;
          inputs.add(
              spec.drops() && !lastLayer ? plan.reserve(layers.get(k).output()) : outputs.get(k));
          if (turns.size() < 2) {
            turns.add(plan.reserve(layers.get(k).output()));
          }
          gradients.add(turns.get(k % 2));
        }
        // Nobody asks for the gradient of the initial states: all layers write theirs here.
        Workspace.Slot gradientOfState = plan.reserve(rowsDesc);
        List<RecurrentLayer.Training> passes = new ArrayList<>();
        List<DropoutLayer> dropouts = new ArrayList<>();
        for (int k = 0; k < spec.layers(); k++) {
          passes.add(
              layers
                  .get(k)
                  .training(
                      inputs.get(k),
                      outputs.get(k),
                      gradients.get(k + 1),
                      gradients.get(k),
                      gradientOfState));
          if (spec.drops() && k < spec.layers() - 1) {
            dropouts.add(
                new DropoutLayer(
                    plan,
                    spec.dropout(),
                    layers.get(k).output(),
                    outputs.get(k),
                    inputs.get(k + 1),
                    gradients.get(k + 1)));
          }
        }
        last = outputs.get(spec.layers() - 1);
        selected = each ? last : plan.reserve(rowsDesc);
        Workspace.Slot gradientOfLast = gradients.get(spec.layers());
        Workspace.Slot gradientOfSelected = each ? gradientOfLast : plan.reserve(rowsDesc);
        output = OutputLayer.training(plan, spec, rows, selected, gradientOfSelected);
        inferenceLayers = List.of();
        backward = new Backward(passes, dropouts, gradients, List.of(gradientOfSelected));
      } else {
        List<PrimitiveCall> passes = new ArrayList<>();
        Workspace.Slot from = embedded;
        for (RecurrentLayer layer : layers) {
          Workspace.Slot to = plan.reserve(layer.output());
          passes.add(layer.inference(from, to));
          from = to;
        }
        last = from;
        selected = each ? last : plan.reserve(rowsDesc);
        output = OutputLayer.inference(plan, spec, rows, selected);
        inferenceLayers = passes;
        backward = new Backward(List.of(), List.of(), List.of(), List.of());
      }
      slots = plan.finish();
      weights = plan.usedWeights();
    } catch (RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  static SequencePlan build(Dnn dnn, Weights weights, NetworkSpec spec, Shape shape) {
    return new SequencePlan(dnn, weights, spec, shape);
  }

  /** Points the slots into {@code workspace} and renews the weights this plan reads. */
  void prepare(Workspace workspace) {
    workspace.bind(slots);
    weights.forEach(Weights.Copy::refresh);
  }

  /** Runs without dropout; leaves log-probabilities in {@link OutputLayer#logits()}. */
  OutputLayer infer(SequenceBatch batch, EmbeddingTable embedding) {
    stream queue = dnn.stream();
    initialState.zero();
    embedding.gather(batch.tokens(), embedded.floats());
    inferenceLayers.forEach(layer -> layer.run(queue));
    select(batch);
    output.forward(queue);
    queue._wait();
    return output;
  }

  /**
   * Forward, loss and backward.
   *
   * @return the mean loss in nats a target
   */
  double train(
      SequenceBatch batch, EmbeddingTable embedding, RandomGenerator dropoutRandom, int targets) {
    stream queue = dnn.stream();
    initialState.zero();
    embedding.gather(batch.tokens(), embedded.floats());
    int count = backward.layers().size();
    for (int k = 0; k < count; k++) {
      backward.layers().get(k).forward().run(queue);
      if (k < backward.dropouts().size()) {
        backward.dropouts().get(k).forward(queue, dropoutRandom);
      }
    }
    select(batch);
    output.forward(queue);
    double loss = output.lossSum(batch.targets()) / targets;
    output.backward(queue, batch.targets(), 1.0 / targets);
    deselect(batch);
    for (int k = count - 1; k >= 0; k--) {
      if (k < backward.dropouts().size()) {
        backward.dropouts().get(k).backward(queue);
      }
      backward.layers().get(k).backward().run(queue);
    }
    embedding.scatter(batch, backward.gradients().get(0).floats());
    queue._wait();
    return loss;
  }

  // Classification reads the state at each sequence's last real step.
  private void select(SequenceBatch batch) {
    if (mode == OutputMode.LAST_STEP) {
      FloatBuffer states = last.floats();
      FloatBuffer rows = selected.floats();
      for (int n = 0; n < batch.size(); n++) {
        rows.put(n * units, states, ((batch.lengths()[n] - 1) * batch.size() + n) * units, units);
      }
    }
  }

  // Only that step gets a gradient, so padded steps contribute exactly nothing.
  private void deselect(SequenceBatch batch) {
    if (mode == OutputMode.LAST_STEP) {
      Workspace.Slot gradient = backward.gradients().get(backward.layers().size());
      gradient.zero();
      FloatBuffer states = gradient.floats();
      FloatBuffer rows = backward.gradientOfSelected().get(0).floats();
      for (int n = 0; n < batch.size(); n++) {
        states.put(((batch.lengths()[n] - 1) * batch.size() + n) * units, rows, n * units, units);
      }
    }
  }

  @Override
  public void close() {
    resources.close();
  }

  /**
   * What a plan is built for.
   *
   * @param training with a backward pass, or forward only
   */
  record Shape(int steps, int size, boolean training) {}
}
