package dev.nightjar.zoo.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.PointerScope;

/**
 * All that is native and depends on the shape of a batch: the stages with their primitives and
 * arguments, and the slots of the activations. Built once for a shape, then run for every batch of
 * that shape.
 */
final class SequencePlan implements AutoCloseable {
  private final NativeResources resources = new NativeResources();
  private final Workspace.Plan slots;
  private final List<Weights.Copy> weights;
  private final List<Stage> stages;
  private final HeadStage head;

  @SuppressWarnings("try") // The scope is there for what happens at its end.
  private SequencePlan(
      Dnn dnn,
      Weights weightStore,
      Supplier<EmbeddingTable> embedding,
      NetworkSpec spec,
      Shape shape) {
    try (PointerScope temporaries = new PointerScope()) {
      PlanBuilder plan = new PlanBuilder(dnn, weightStore, resources, spec.precision(), shape);
      Assembly assembly = new Assembly(plan, spec);
      head = assembly.build(embedding);
      stages = List.copyOf(assembly.stages);
      slots = plan.finish();
      weights = plan.usedWeights();
    } catch (RuntimeException | Error e) {
      resources.close();
      throw e;
    }
  }

  static SequencePlan build(
      Dnn dnn, Weights weights, Supplier<EmbeddingTable> embedding, NetworkSpec spec, Shape shape) {
    return new SequencePlan(dnn, weights, embedding, spec, shape);
  }

  /** Points the slots into {@code workspace} and renews the weights this plan reads. */
  void prepare(Workspace workspace) {
    workspace.bind(slots);
    weights.forEach(Weights.Copy::refresh);
  }

  /** Runs forward and leaves the answers in the head that is returned. */
  HeadStage infer(Pass pass) {
    stages.forEach(stage -> stage.forward(pass));
    head.forward(pass);
    pass.queue()._wait();
    return head;
  }

  /**
   * Forward, loss and backward.
   *
   * @param asked number of rows that are asked
   * @return the mean loss that is trained on
   */
  double train(Pass pass, int asked) {
    stages.forEach(stage -> stage.forward(pass));
    head.forward(pass);
    double loss = head.backward(pass, asked);
    for (int i = stages.size() - 1; i >= 0; i--) {
      stages.get(i).backward(pass);
    }
    pass.queue()._wait();
    return loss;
  }

  @Override
  public void close() {
    resources.close();
  }

  /**
   * What a plan is built for.
   *
   * @param training with dropout, noise and a backward pass, or forward only
   * @param carries whether states are carried over from batch to batch
   */
  record Shape(int steps, int size, boolean training, boolean carries) {}

  /** Lines up the stages. */
  private static final class Assembly {
    private final PlanBuilder plan;
    private final NetworkSpec spec;
    private final List<Stage> stages = new ArrayList<>();
    private final int rows;

    Assembly(PlanBuilder plan, NetworkSpec spec) {
      this.plan = plan;
      this.spec = spec;
      rows = Math.multiplyExact(plan.shape().steps(), plan.shape().size());
    }

    HeadStage build(Supplier<EmbeddingTable> embedding) {
      Dropout dropout = spec.dropout();
      Signal signal = drop(dropout.input(), input(embedding));
      for (int layer = 0; layer < spec.layers() - 1; layer++) {
        signal = drop(dropout.layers(), joined(directions(layer, signal)));
      }
      List<Signal> last = directions(spec.layers() - 1, signal);
      signal = spec.head().mode() == OutputMode.LAST_STEP ? lastStep(last) : last.get(0);
      signal = drop(dropout.output(), signal);
      if (spec.projects()) {
        Signal projected = plan.signal(signal.rows(), spec.featureWidth());
        stages.add(ProjectionStage.of(plan, signal, projected));
        signal = projected;
      }
      if (spec.head() instanceof Head.Softmax softmax) {
        return new SoftmaxStage(plan, spec, softmax, signal);
      }
      if (spec.head() instanceof Head.Bernoulli bernoulli) {
        return new BernoulliStage(plan, spec, bernoulli, signal);
      }
      return new RegressionStage(plan, spec, (Head.Regression) spec.head(), signal);
    }

    private Signal input(Supplier<EmbeddingTable> embedding) {
      Signal read = plan.signal(rows, spec.input().width(), memory.data_type.f32);
      stages.add(
          spec.input() instanceof TokenInput
              ? new TokenStage(embedding.get(), read)
              : new ValueStage(read));
      if (spec.inputNoise() > 0 && plan.shape().training()) {
        stages.add(new NoiseStage(spec.inputNoise(), read));
      }
      if (plan.isF32()) {
        return read;
      }
      Signal converted = plan.signalSharingGradient(read, plan.format());
      stages.add(ConversionStage.of(plan, read, converted));
      return converted;
    }

    private Signal drop(double probability, Signal signal) {
      if (probability == 0 || !plan.shape().training()) {
        return signal;
      }
      DropoutStage stage =
          new DropoutStage(plan, probability, spec.dropout().variational(), signal);
      stages.add(stage);
      return stage.to();
    }

    /** The outputs of a layer, of each direction in the order in which it reads. */
    private List<Signal> directions(int layer, Signal from) {
      if (spec.cell().type() == CellType.TDNN) {
        Signal to = plan.signal(rows, spec.units(layer));
        stages.add(new TimeDelayStage(plan, spec, layer, from, to));
        return List.of(to);
      }
      if (!spec.bidirectional()) {
        return List.of(recurrent(layer, 0, from));
      }
      // The gradients of both meet in "from": what reads forwards writes its own first on the way
      // back, because it runs last here; then the reversal adds the other's.
      Signal reversed = plan.signal(rows, from.width());
      stages.add(new ReversalStage(from, reversed));
      Signal backwards = recurrent(layer, 1, reversed);
      return List.of(recurrent(layer, 0, from), backwards);
    }

    private Signal recurrent(int layer, int direction, Signal from) {
      Signal to = plan.signal(rows, spec.units(layer));
      // In inference and in bf16 oneDNN's own primitive has packed weights.
      boolean unrolls =
          spec.cell().type() == CellType.RNN
              && plan.isF32()
              && plan.shape().training()
              && plan.dnn().unrolls();
      stages.add(
          unrolls
              ? new UnrolledRnnStage(plan, spec, layer, direction, from, to)
              : new RecurrentStage(plan, spec, layer, direction, from, to));
      return to;
    }

    private Signal joined(List<Signal> directions) {
      if (directions.size() == 1) {
        return directions.get(0);
      }
      Signal forwards = directions.get(0);
      Signal to = plan.signal(rows, 2 * forwards.width());
      stages.add(new JoinStage(forwards, directions.get(1), to));
      return to;
    }

    private Signal lastStep(List<Signal> directions) {
      int width = directions.stream().mapToInt(Signal::width).sum();
      Signal to = plan.signal(plan.shape().size(), width);
      stages.add(new LastStepStage(directions, to));
      return to;
    }
  }
}
