package dev.nightjar.experiments.worker;

import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.TrialEvents;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.TrialSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trial that another host runs, or will run, seen from the controller: passes its epochs to the
 * runner and the decisions back, and knows how it ends. Any thread may end it.
 */
public final class RemoteTrial {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteTrial.class);

  private static final String NOWHERE = "nowhere";

  /** How a trial ended, as far as it is known here. */
  public sealed interface End {
    /** Its host said how. */
    record Told(Evaluation evaluation) implements End {}

    /**
     * Its host fell silent.
     *
     * @param lastEpoch the last epoch that was heard of, 0 for none
     */
    record Silent(int lastEpoch) implements End {}
  }

  private final String secret;
  private final Message.Assigned assignment;
  private final TrialSpec spec;
  private final TrialEvents events;
  private final Consumer<String> forget;
  private final CompletableFuture<End> end = new CompletableFuture<>();
  private Optional<FrameChannel> channel = Optional.empty();
  private boolean abandoned;
  private volatile String worker = NOWHERE;

  /**
   * A trial that nobody runs yet.
   *
   * @param forget is called with the secret when nobody is expected any more
   */
  RemoteTrial(
      String secret,
      Message.Assigned assignment,
      TrialSpec spec,
      TrialEvents events,
      Consumer<String> forget) {
    this.secret = secret;
    this.assignment = assignment;
    this.spec = spec;
    this.events = events;
    this.forget = forget;
  }

  /** What the host that is to run the trial must show; good for one connection. */
  public String secret() {
    return secret;
  }

  /** Whether a host has come to run it. */
  public synchronized boolean connected() {
    return channel.isPresent();
  }

  /** Which worker runs it, for people. */
  public String worker() {
    return worker;
  }

  /** Completed when it has ended; the events are told nothing after that. */
  public CompletableFuture<End> end() {
    return end;
  }

  /**
   * Breaks the connection, upon which the other host ends the trial; if there is none, nobody may
   * begin it any more. It has ended then, at the latest when the runner has answered its epoch.
   */
  public void abandon() {
    forget.accept(secret);
    Optional<FrameChannel> open;
    synchronized (this) {
      abandoned = true;
      open = channel;
    }
    if (open.isPresent()) {
      close(open.get());
    } else {
      end.complete(new End.Silent(0));
    }
  }

  /** Talks with the host that has shown the secret, until the trial has ended. */
  void converse(FrameChannel opened) {
    synchronized (this) {
      if (abandoned) {
        close(opened);
        return;
      }
      channel = Optional.of(opened);
    }
    int lastEpoch = 0;
    End how = new End.Silent(0);
    try {
      opened.send(assignment);
      while (how instanceof End.Silent) {
        Frame frame = opened.receive();
        if (frame.message() instanceof Message.Begun begun) {
          worker = begun.worker();
          events.began(spec, worker);
        } else if (frame.message() instanceof Message.Epoch epoch) {
          Decision decision = events.epoch(spec, epoch.toReport(), worker);
          lastEpoch = epoch.epoch();
          how = new End.Silent(lastEpoch);
          opened.send(Message.Decided.of(decision));
        } else if (frame.message() instanceof Message.Evaluated evaluated) {
          how = new End.Told(evaluated.toEvaluation(frame.blobs()));
          opened.send(new Message.Quit());
        } else {
          throw new ProtocolException("nobody asked for " + frame.message());
        }
      }
    } catch (ProtocolException | FrameTooLargeException e) {
      how = new End.Told(new Evaluation.Failed(worker + ": " + e.getMessage(), List.of()));
    } catch (IOException e) {
      LOG.debug("the connection to {} broke", worker, e); // What had been said before counts.
    } catch (RuntimeException e) {
      // Whatever it is, such as a listener's fault, the trial must end.
      LOG.warn("trial {} was given up: {}", spec.number(), e.toString());
      LOG.debug("why trial {} was given up", spec.number(), e);
      how =
          new End.Told(new Evaluation.Failed("the controller gave the trial up: " + e, List.of()));
    } finally {
      close(opened);
      end.complete(how);
    }
  }

  private static void close(FrameChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing a connection", e);
    }
  }
}
