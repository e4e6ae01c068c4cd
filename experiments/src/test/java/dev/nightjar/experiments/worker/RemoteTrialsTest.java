package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.run.TrialExecutorContract;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RemoteTrialsTest extends TrialExecutorContract {

  private static final long PATIENCE_SECONDS = 60;

  @Override
  protected TrialExecutor executor(int slots) {
    return new RemoteHost(slots);
  }

  private static TrialSpec trial(String what) {
    return new TrialSpec(0, 1, TrialRole.SEARCH, "test", new Configuration(Map.of("do", what)), 7);
  }

  /** Hears the epochs. */
  private static final class Heard implements TrialEvents {
    private final BlockingQueue<Integer> epochs = new LinkedBlockingQueue<>();

    @Override
    public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
      epochs.add(report.epoch());
      return Decision.CONTINUE;
    }

    @Override
    public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
      throw new AssertionError("how it ended is said otherwise");
    }
  }

  @Test
  void aSecretIsGoodForOneConnectionAndWhoComesLaterIsTurnedAway() throws Exception {
    try (RemoteHost controller = new RemoteHost(1);
        RemoteWork first = new RemoteWork();
        RemoteWork second = new RemoteWork()) {
      Heard heard = new Heard();
      RemoteTrial trial = controller.trials().expect(trial("sleep"), heard);
      CompletableFuture<Void> running = start(first, controller, trial);
      assertThat(heard.epochs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
      assertThatThrownBy(() -> second.run(controller.address(), trial.secret(), "second"))
          .isInstanceOf(IOException.class);
      assertThat(trial.end()).as("the first goes on").isNotDone();
      assertThat(trial.worker()).isEqualTo("first/worker-1");
      trial.abandon();
      assertThat(trial.end().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isEqualTo(new RemoteTrial.End.Silent(1));
      assertThat(running).failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void whoIsAbandonedBeforeAnybodyCameCannotBegin() throws Exception {
    try (RemoteHost controller = new RemoteHost(1);
        RemoteWork host = new RemoteWork()) {
      RemoteTrial trial = controller.trials().expect(trial("sleep"), new Heard());
      trial.abandon();
      assertThat(trial.end()).isCompletedWithValue(new RemoteTrial.End.Silent(0));
      assertThatThrownBy(() -> host.run(controller.address(), trial.secret(), "host"))
          .isInstanceOf(IOException.class);
    }
  }

  private static CompletableFuture<Void> start(
      RemoteWork host, RemoteHost controller, RemoteTrial trial) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            host.run(controller.address(), trial.secret(), "first");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
