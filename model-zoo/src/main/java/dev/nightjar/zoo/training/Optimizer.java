package dev.nightjar.zoo.training;

import java.util.List;
import java.util.Objects;

/**
 * How parameters follow their gradients. In the formulas θ is a parameter, g its gradient, η the
 * learning rate, t the step from 1; all is done element by element in f32.
 */
public sealed interface Optimizer {
  /** The names {@link #named} knows. */
  List<String> NAMES = List.of("adam", "adamw", "nadam", "rmsprop", "adagrad", "sgd");

  /**
   * The state of a new training.
   *
   * @param length number of parameters
   */
  Updater start(int length);

  /**
   * An optimiser with its usual settings.
   *
   * @param name one of {@link #NAMES}
   * @throws IllegalArgumentException if the name is another
   */
  static Optimizer named(String name) {
    return switch (name) {
      case "adam" -> new Adam(0.9, 0.999, 1e-8);
      case "adamw" -> new AdamW(0.9, 0.999, 1e-8, 0.01);
      case "nadam" -> new Nadam(0.9, 0.999, 1e-8);
      case "rmsprop" -> new RmsProp(0.99, 1e-8);
      case "adagrad" -> new Adagrad(1e-10);
      case "sgd" -> new Sgd(0, false);
      default ->
          throw new IllegalArgumentException(
              "unknown optimizer '" + name + "'; allowed are " + String.join(", ", NAMES));
    };
  }

  /**
   * Kingma and Ba 2015, algorithm 1: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², θ ← θ − η·m̂ / (√v̂ +
   * ε) with m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ).
   *
   * @param beta1 β₁ in [0, 1)
   * @param beta2 β₂ in [0, 1)
   * @param epsilon ε, above 0
   */
  record Adam(double beta1, double beta2, double epsilon) implements Optimizer {
    /** Checks the ranges. */
    public Adam {
      requireDecay("beta1", beta1);
      requireDecay("beta2", beta2);
      requirePositive("epsilon", epsilon);
    }

    @Override
    public Updater start(int length) {
      return new AdamUpdater(length, beta1, beta2, epsilon, 0, false);
    }
  }

  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2): also θ ← θ − η·λ·θ,
   * for every parameter.
   *
   * @param beta1 β₁ in [0, 1)
   * @param beta2 β₂ in [0, 1)
   * @param epsilon ε, above 0
   * @param weightDecay λ, at least 0
   */
  record AdamW(double beta1, double beta2, double epsilon, double weightDecay)
      implements Optimizer {
    /** Checks the ranges. */
    public AdamW {
      requireDecay("beta1", beta1);
      requireDecay("beta2", beta2);
      requirePositive("epsilon", epsilon);
      requireWeightDecay(weightDecay);
    }

    @Override
    public Updater start(int length) {
      return new AdamUpdater(length, beta1, beta2, epsilon, weightDecay, false);
    }
  }

  /**
   * Adam with Nesterov momentum (Dozat 2016, with constant β₁): the step goes along β₁·m̂ +
   * (1−β₁)·g/(1−β₁ᵗ) instead of m̂.
   *
   * @param beta1 β₁ in [0, 1)
   * @param beta2 β₂ in [0, 1)
   * @param epsilon ε, above 0
   */
  record Nadam(double beta1, double beta2, double epsilon) implements Optimizer {
    /** Checks the ranges. */
    public Nadam {
      requireDecay("beta1", beta1);
      requireDecay("beta2", beta2);
      requirePositive("epsilon", epsilon);
    }

    @Override
    public Updater start(int length) {
      return new AdamUpdater(length, beta1, beta2, epsilon, 0, true);
    }
  }

  /**
   * Hinton's RMSProp (2012): v ← ρv + (1−ρ)g², θ ← θ − η·g / (√v + ε).
   *
   * @param decay ρ in [0, 1)
   * @param epsilon ε, above 0
   */
  record RmsProp(double decay, double epsilon) implements Optimizer {
    /** Checks the ranges. */
    public RmsProp {
      requireDecay("decay", decay);
      requirePositive("epsilon", epsilon);
    }

    @Override
    public Updater start(int length) {
      return new SquareUpdater(length, decay, 1 - decay, epsilon);
    }
  }

  /**
   * Duchi, Hazan and Singer 2011: v ← v + g², θ ← θ − η·g / (√v + ε).
   *
   * @param epsilon ε, above 0
   */
  record Adagrad(double epsilon) implements Optimizer {
    /** Checks the range. */
    public Adagrad {
      requirePositive("epsilon", epsilon);
    }

    @Override
    public Updater start(int length) {
      return new SquareUpdater(length, 1, 1, epsilon);
    }
  }

  /**
   * Stochastic gradient descent: u ← μu + g, then θ ← θ − η·u, or with Nesterov's look-ahead θ ← θ
   * − η·(g + μu) (Sutskever et al. 2013, in the form of PyTorch).
   *
   * @param momentum μ in [0, 1); 0 is plain gradient descent
   * @param nesterov whether to look ahead; needs a momentum
   */
  record Sgd(double momentum, boolean nesterov) implements Optimizer {
    /** Checks the ranges. */
    public Sgd {
      requireDecay("momentum", momentum);
      if (nesterov && momentum == 0) {
        throw new IllegalArgumentException(
            "nesterov needs a momentum above 0; set training.momentum, 0.9 by custom");
      }
    }

    @Override
    public Updater start(int length) {
      return new MomentumUpdater(length, momentum, nesterov);
    }
  }

  /**
   * Another optimiser with an L2 penalty on every parameter, as PyTorch's {@code weight_decay} adds
   * it: g ← g + λθ after clipping, and the other optimiser goes by that gradient. With adaptive
   * step sizes this decays little used parameters less than {@link AdamW} does (Loshchilov and
   * Hutter 2019).
   *
   * @param optimizer what follows the gradient; not AdamW, which decays by itself
   * @param weightDecay λ, at least 0
   */
  record L2(Optimizer optimizer, double weightDecay) implements Optimizer {
    /** Checks the range. */
    public L2 {
      Objects.requireNonNull(optimizer, "optimizer");
      requireWeightDecay(weightDecay);
      if (optimizer instanceof AdamW || optimizer instanceof L2) {
        throw new IllegalArgumentException(
            "L2 goes with an optimiser that does not decay weights yet, not with " + optimizer);
      }
    }

    @Override
    public Updater start(int length) {
      return optimizer.start(length).withWeightDecay(weightDecay);
    }
  }

  private static void requireWeightDecay(double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException("weight_decay is " + value + "; it must be at least 0");
    }
  }

  private static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be at least 0 and below 1");
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be above 0");
    }
  }
}
