package dev.nightjar.zoo.network;

/** Turns the tokens of a batch into their vectors. */
record TokenStage(EmbeddingTable table, Signal to) implements Stage {
  @Override
  public void forward(Pass pass) {
    table.gather(pass.batch().tokens(), to.values().floats());
  }

  @Override
  public void backward(Pass pass) {
    table.scatter(pass.batch(), to.gradient().floats());
  }
}
