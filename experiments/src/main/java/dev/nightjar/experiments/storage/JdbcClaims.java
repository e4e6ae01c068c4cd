package dev.nightjar.experiments.storage;

import dev.nightjar.experiments.cluster.Claim;
import dev.nightjar.experiments.cluster.Claims;
import dev.nightjar.experiments.cluster.Holder;
import dev.nightjar.experiments.cluster.Host;
import dev.nightjar.experiments.cluster.Verdict;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.trial.EpochReport;
import java.time.Duration;
import java.util.Optional;

/** The queue of one study, for hosts that run trials; one call a transaction. */
record JdbcClaims(Transactions transactions, long study) implements Claims {

  @Override
  public void attend(Host host, Duration lease) {
    transactions.write((handle, again) -> ClaimTable.attend(handle, study, host, lease));
  }

  @Override
  public void leave(Host host) {
    transactions.write((handle, again) -> ClaimTable.leave(handle, study, host));
  }

  @Override
  public Optional<Holder> holder() {
    return transactions.read(handle -> ClaimTable.holder(handle, study));
  }

  @Override
  public Optional<Claim> claim(Host host, String token, Duration lease) {
    return transactions.writeAndGet(
        (handle, again) -> ClaimTable.claim(handle, study, host, token, lease, again));
  }

  @Override
  public Optional<Verdict> begin(Claim claim, String worker, Duration lease) {
    return transactions.writeAndGet(
        (handle, again) -> ClaimTable.begin(handle, study, claim, worker, lease));
  }

  @Override
  public Optional<Verdict> report(Claim claim, EpochReport report, Duration lease) {
    return transactions.writeAndGet(
        (handle, again) -> ClaimTable.report(handle, study, claim, report, lease));
  }

  @Override
  public Optional<Verdict> renew(Claim claim, Duration lease) {
    return transactions.writeAndGet(
        (handle, again) -> ClaimTable.renew(handle, study, claim, lease));
  }

  @Override
  public Optional<Verdict> verdict(Claim claim) {
    return transactions.read(handle -> ClaimTable.verdict(handle, study, claim));
  }

  @Override
  public boolean end(Claim claim, Evaluation evaluation) {
    return transactions.writeAndGet(
        (handle, again) -> ClaimTable.end(handle, study, claim, evaluation, again));
  }

  @Override
  public void giveBack(Claim claim) {
    transactions.write((handle, again) -> ClaimTable.giveBack(handle, study, claim));
  }
}
