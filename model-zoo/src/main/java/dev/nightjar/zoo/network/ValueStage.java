package dev.nightjar.zoo.network;

/** Hands on the numbers of a batch. */
record ValueStage(Signal to) implements Stage {
  @Override
  public void forward(Pass pass) {
    to.values().floats().put(0, ((StepInput.Values) pass.batch().input()).values());
  }

  @Override
  public void backward(Pass pass) {
    // Data is not trained.
  }
}
