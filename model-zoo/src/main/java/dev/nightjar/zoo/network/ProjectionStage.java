package dev.nightjar.zoo.network;

import java.util.Optional;

/** The linear layer without bias that brings a layer's outputs to the width of tied weights. */
record ProjectionStage(DenseLayer layer) implements Stage {
  static ProjectionStage of(PlanBuilder plan, Signal from, Signal to) {
    return new ProjectionStage(
        new DenseLayer(
            plan,
            new DenseLayer.Parameters(ParameterLayout.PROJECTION, false, Optional.empty()),
            from,
            to));
  }

  @Override
  public void forward(Pass pass) {
    layer.forward(pass.queue());
  }

  @Override
  public void backward(Pass pass) {
    layer.backward(pass.queue());
  }
}
