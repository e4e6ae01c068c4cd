package dev.nightjar.zoo.model;

import dev.nightjar.zoo.network.CellSpec;
import dev.nightjar.zoo.network.CellType;
import dev.nightjar.zoo.network.Head;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.OutputMode;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.network.RecurrentState;
import dev.nightjar.zoo.network.SequenceBatch;
import dev.nightjar.zoo.network.StepInput;
import dev.nightjar.zoo.network.Targets;
import dev.nightjar.zoo.network.TokenInput;
import java.util.Arrays;

/**
 * One sequence that a network reads step by step. A recurrent network reads each step once and its
 * state is carried over; a time-delay network has no state, so the steps that its answer depends on
 * are read again each time.
 */
final class NetworkSteps implements Steps {
  private static final boolean[] GOES_ON = {true};
  private static final boolean[] NONE = {};
  private static final int[] ONE_STEP = {1};

  private final RecurrentNetwork network;
  private final RecurrentState state;
  private final int width;
  private final int outputs;

  /** Steps that an answer depends on, the last one included; 1 where there is a state. */
  private final int sight;

  private int[] tokens = new int[0];
  private float[] values = new float[0];

  NetworkSteps(RecurrentNetwork network) {
    NetworkSpec spec = network.spec();
    if (spec.bidirectional()) {
      throw new UnsupportedOperationException(
          "the network reads in both directions, so it needs the whole sequence before it answers: "
              + "it cannot be fed step by step");
    }
    this.network = network;
    state = network.newState(1);
    width = spec.input() instanceof TokenInput ? 1 : spec.input().width();
    outputs = spec.head().width();
    CellSpec cell = spec.cell();
    sight = cell.type() == CellType.TDNN ? spec.layers() * (cell.window() - 1) + 1 : 1;
  }

  @Override
  public float[] feed(int token) {
    if (sight == 1) {
      return read(new StepInput.Tokens(new int[] {token}), 1);
    }
    int keep = Math.min(tokens.length, sight - 1);
    int[] seen = Arrays.copyOfRange(tokens, tokens.length - keep, tokens.length + 1);
    seen[keep] = token;
    tokens = seen;
    return read(new StepInput.Tokens(seen), seen.length);
  }

  @Override
  public float[] feed(float[] step) {
    if (sight == 1) {
      return read(new StepInput.Values(step.clone()), 1);
    }
    int keep = Math.min(values.length / width, sight - 1);
    float[] seen = Arrays.copyOfRange(values, values.length - keep * width, values.length + width);
    System.arraycopy(step, 0, seen, keep * width, width);
    values = seen;
    return read(new StepInput.Values(seen), keep + 1);
  }

  private float[] read(StepInput input, int steps) {
    int[] lengths = steps == 1 ? ONE_STEP : new int[] {steps};
    SequenceBatch batch =
        new SequenceBatch(input, lengths, unasked(steps), steps, 1, steps == 1 ? GOES_ON : NONE);
    float[] answers = network.answers(batch, state);
    return answers.length == outputs
        ? answers
        : Arrays.copyOfRange(answers, answers.length - outputs, answers.length);
  }

  private Targets unasked(int steps) {
    Head head = network.spec().head();
    int rows = head.mode() == OutputMode.EVERY_STEP ? steps : 1;
    if (head instanceof Head.Softmax) {
      int[] classes = new int[rows];
      Arrays.fill(classes, SequenceBatch.IGNORED);
      return new Targets.Classes(classes);
    }
    float[] numbers = new float[rows * outputs];
    Arrays.fill(numbers, Float.NaN);
    return new Targets.Values(numbers);
  }

  @Override
  public void reset() {
    state.reset();
    tokens = new int[0];
    values = new float[0];
  }
}
