package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.run.TrialExecutor;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Trials on another host, which is this one: what a cluster does in between is left out. */
final class RemoteHost implements TrialExecutor {

  private final int slots;
  private final RemoteTrials trials;
  private final RemoteWork host = new RemoteWork();
  private final Set<RemoteTrial> running = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean closed;

  RemoteHost(int slots) {
    this.slots = slots;
    try {
      trials =
          new RemoteTrials(
              InetAddress.getLoopbackAddress(),
              0,
              new WorkerSettings(
                  ContractProgram.TYPE, "{}", slots, Optional.empty(), TestJvm.small()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where hosts connect. */
  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), trials.port());
  }

  RemoteTrials trials() {
    return trials;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public void submit(TrialSpec spec, TrialEvents events) {
    RemoteTrial trial = trials.expect(spec, events);
    running.add(trial);
    threads.execute(() -> run(trial));
    threads.execute(() -> await(trial, spec, events));
  }

  private void run(RemoteTrial trial) {
    try {
      host.run(address(), trial.secret(), "host");
    } catch (IOException e) {
      trial.abandon(); // As a cluster would notice it.
    }
  }

  private void await(RemoteTrial trial, TrialSpec spec, TrialEvents events) {
    RemoteTrial.End end = trial.end().join();
    if (closed) {
      return;
    }
    if (end instanceof RemoteTrial.End.Told told) {
      events.ended(spec, told.evaluation(), trial.worker());
    } else {
      events.ended(spec, new Evaluation.Failed("lost", List.of()), trial.worker());
    }
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(RemoteTrial::abandon);
    host.close();
    threads.shutdown();
    try {
      trials.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
