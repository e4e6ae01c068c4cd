package dev.nightjar.experiments.cluster;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.trial.EpochReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The queue over a line that can be cut, and mended again. */
final class CutOffClaims implements Claims {

  private final Claims claims;
  private volatile boolean cut;

  /** How trials ended, as far as it was tried to store that. */
  final List<Evaluation> ends = new CopyOnWriteArrayList<>();

  CutOffClaims(Claims claims) {
    this.claims = claims;
  }

  void cut() {
    cut = true;
  }

  void mend() {
    cut = false;
  }

  private <T> T over(Supplier<T> call) {
    if (cut) {
      throw new StorageException("cut off");
    }
    return call.get();
  }

  private Runnable over(Runnable call) {
    return over(() -> call);
  }

  @Override
  public void attend(Host host, Duration lease) {
    over((Runnable) () -> claims.attend(host, lease)).run();
  }

  @Override
  public void leave(Host host) {
    over((Runnable) () -> claims.leave(host)).run();
  }

  @Override
  public Optional<Holder> holder() {
    return over(claims::holder);
  }

  @Override
  public Optional<Claim> claim(Host host, String token, Duration lease) {
    return over(() -> claims.claim(host, token, lease));
  }

  @Override
  public Optional<Verdict> begin(Claim claim, String worker, Duration lease) {
    return over(() -> claims.begin(claim, worker, lease));
  }

  @Override
  public Optional<Verdict> report(Claim claim, EpochReport report, Duration lease) {
    return over(() -> claims.report(claim, report, lease));
  }

  @Override
  public Optional<Verdict> renew(Claim claim, Duration lease) {
    return over(() -> claims.renew(claim, lease));
  }

  @Override
  public Optional<Verdict> verdict(Claim claim) {
    return over(() -> claims.verdict(claim));
  }

  @Override
  public boolean end(Claim claim, Evaluation evaluation) {
    return over(
        () -> {
          ends.add(evaluation);
          return claims.end(claim, evaluation);
        });
  }

  @Override
  public void giveBack(Claim claim) {
    over((Runnable) () -> claims.giveBack(claim)).run();
  }
}
