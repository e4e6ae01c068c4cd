package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a host does that runs trials for a controller elsewhere: it connects, is told one trial,
 * runs it in a worker process as the controller's own host would, passes its epochs on and the
 * decisions back. If the connection breaks, the trial is ended: nobody waits for it.
 *
 * <p>Worker processes are kept from trial to trial of a controller until {@link #close}, or until
 * this process ends, whatever the reason.
 */
public final class RemoteWork implements AutoCloseable {

  private static final int CONNECT_MILLIS = 30_000;

  /** The executors by what they compute; there is one, unless a definition changes. */
  private final Map<WorkerSettings, WorkerProcessExecutor> executors = new ConcurrentHashMap<>();

  private boolean closed;

  /** No worker processes yet. */
  public RemoteWork() {}

  /**
   * Runs the trial that a secret stands for.
   *
   * @param controller where {@link RemoteTrials} listens
   * @param name of this host, for people
   * @throws IOException if the controller cannot be reached, turns this host away since the trial
   *     is not to run here any more, or falls silent; the trial does not run any more then
   */
  public void run(InetSocketAddress controller, String secret, String name) throws IOException {
    // Made before connecting, which starts the time for it.
    byte[] greeting = FrameChannel.bytes(new Message.Hello(secret));
    try (Socket socket = new Socket()) {
      socket.setKeepAlive(true); // The controller's host may vanish without a word.
      socket.connect(controller, CONNECT_MILLIS);
      socket.getOutputStream().write(greeting);
      FrameChannel channel = FrameChannel.over(socket);
      if (!(channel.receive().message() instanceof Message.Assigned assigned)) {
        throw new ProtocolException("expected to be told a trial");
      }
      TrialSpec spec = assigned.toSpec();
      Relay relay = new Relay(channel, name);
      Optional<WorkerProcessExecutor> executor = Optional.empty();
      try {
        executor = Optional.of(executor(assigned.toSettings()));
        executor.get().submit(spec, relay);
      } catch (RuntimeException e) {
        // Another host would have the same trouble, such as a full disk: it must not go round.
        relay.ended(
            spec, new Evaluation.Failed("it cannot run on " + name + ": " + e, List.of()), name);
      }
      try {
        relay.listen();
      } finally {
        relay.hangUp();
        executor.ifPresent(e -> e.cancel(spec)); // If it has ended, this does nothing.
      }
    }
  }

  private synchronized WorkerProcessExecutor executor(WorkerSettings settings) throws IOException {
    if (closed) {
      throw new IOException("this host is closing");
    }
    return executors.computeIfAbsent(settings, WorkerProcessExecutor::new);
  }

  /** Ends every worker process; trials that run end without a word. */
  @Override
  public synchronized void close() {
    closed = true;
    executors.values().forEach(WorkerProcessExecutor::close);
    executors.clear();
  }

  /** Passes on what the worker says. One thread listens, the executor's thread speaks. */
  private static final class Relay implements TrialEvents {

    private static final Decision.Stop GONE = new Decision.Stop("the controller is gone");

    private final FrameChannel channel;
    private final String name;

    /** Each is the answer to the epoch that was last reported; empty if there will be none. */
    private final BlockingQueue<Optional<Decision>> answers = new LinkedBlockingQueue<>();

    private volatile boolean gone;
    private boolean stopped;

    Relay(FrameChannel channel, String name) {
      this.channel = channel;
      this.name = name;
    }

    /** Hears decisions until the controller has nothing more to say. */
    void listen() throws IOException {
      while (true) {
        Message message = channel.receive().message();
        if (message instanceof Message.Quit) {
          return;
        }
        if (!(message instanceof Message.Decided decided)) {
          throw new ProtocolException("nobody expects " + message);
        }
        answers.add(Optional.of(decided.toDecision()));
      }
    }

    /** Nobody listens any more. */
    void hangUp() {
      gone = true;
      answers.add(Optional.empty());
    }

    /** Fails if it is too late, which ends a trial that could not be cancelled yet. */
    @Override
    public void began(TrialSpec spec, String worker) {
      if (gone) {
        throw new IllegalStateException(GONE.reason());
      }
      send(Frame.of(new Message.Begun(name + "/" + worker)));
    }

    @Override
    public Decision epoch(TrialSpec spec, EpochReport report, String worker) {
      send(Frame.of(Message.Epoch.of(report)));
      try {
        Decision decision = answers.take().orElse(GONE);
        stopped = decision instanceof Decision.Stop;
        return decision;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // The executor is closed; it ends the trial.
        return GONE;
      }
    }

    @Override
    public void ended(TrialSpec spec, Evaluation evaluation, String worker) {
      send(Message.Evaluated.frameOf(withoutModelIfStopped(evaluation)));
    }

    /** A trial that was told to stop is pruned: megabytes that nobody keeps are not sent. */
    private Evaluation withoutModelIfStopped(Evaluation evaluation) {
      if (stopped && evaluation instanceof Evaluation.Finished finished) {
        Result result = finished.result();
        return new Evaluation.Finished(
            new Result(result.metrics(), result.bestEpoch(), List.of()), finished.attachments());
      }
      return evaluation;
    }

    private void send(Frame frame) {
      try {
        channel.send(frame);
      } catch (FrameTooLargeException e) {
        send(Message.Evaluated.frameOf(new Evaluation.Failed(e.getMessage(), List.of())));
      } catch (IOException e) {
        answers.add(Optional.empty()); // The listening thread has noticed as well, and ends it.
      }
    }
  }
}
