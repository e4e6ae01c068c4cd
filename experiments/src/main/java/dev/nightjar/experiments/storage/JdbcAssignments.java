package dev.nightjar.experiments.storage;

import dev.nightjar.experiments.cluster.Assignments;
import dev.nightjar.experiments.cluster.QueueState;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialSpec;
import java.util.List;

/** The queue of one study, for who runs it; one call a transaction. */
record JdbcAssignments(Transactions transactions, long study) implements Assignments {

  @Override
  public QueueState state() {
    return transactions.read(handle -> AssignmentTable.read(handle, study));
  }

  @Override
  public void put(StudyLease lease, TrialSpec spec) {
    transactions.write((handle, again) -> AssignmentTable.put(handle, lease, spec));
  }

  @Override
  public List<EpochReport> epochs(int number, int after) {
    return transactions.read(handle -> AssignmentTable.epochs(handle, study, number, after));
  }

  @Override
  public Evaluation evaluation(int number) {
    return transactions.read(handle -> AssignmentTable.evaluation(handle, study, number));
  }

  @Override
  public void judge(StudyLease lease, TrialSpec spec, int epoch, Decision decision) {
    transactions.write(
        (handle, again) -> AssignmentTable.judge(handle, lease, spec, epoch, decision));
  }

  @Override
  public boolean giveUp(StudyLease lease, TrialSpec spec) {
    return transactions.writeAndGet((handle, again) -> AssignmentTable.giveUp(handle, lease, spec));
  }

  @Override
  public boolean withdraw(StudyLease lease, TrialSpec spec) {
    return transactions.writeAndGet(
        (handle, again) -> AssignmentTable.withdraw(handle, lease, spec));
  }

  @Override
  public void clean(StudyLease lease) {
    transactions.write((handle, again) -> AssignmentTable.clean(handle, lease));
  }
}
