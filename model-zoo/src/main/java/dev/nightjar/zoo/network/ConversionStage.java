package dev.nightjar.zoo.network;

/** Hands on values in another number format; gradients are f32 on both sides and shared. */
record ConversionStage(PlanBuilder.Conversion conversion) implements Stage {
  static ConversionStage of(PlanBuilder plan, Signal from, Signal to) {
    return new ConversionStage(
        plan.convert(from.values(), from.valuesDesc(), to.values(), to.valuesDesc()));
  }

  @Override
  public void forward(Pass pass) {
    conversion.run(pass.queue());
  }

  @Override
  public void backward(Pass pass) {
    // The gradient lies where the stage before reads it.
  }
}
