package dev.nightjar.zoo.model;

import dev.nightjar.zoo.network.NetworkEnsemble;
import java.util.List;

/** One sequence that several networks read, each in its own way; their answers are averaged. */
final class EnsembleSteps implements Steps {

  private final NetworkEnsemble ensemble;
  private final List<NetworkSteps> members;

  EnsembleSteps(NetworkEnsemble ensemble) {
    this.ensemble = ensemble;
    members = ensemble.members().stream().map(NetworkSteps::new).toList();
  }

  @Override
  public float[] feed(int token) {
    return ensemble.mean(members, member -> member.feed(token));
  }

  @Override
  public float[] feed(float[] step) {
    return ensemble.mean(members, member -> member.feed(step));
  }

  @Override
  public void reset() {
    members.forEach(NetworkSteps::reset);
  }
}
