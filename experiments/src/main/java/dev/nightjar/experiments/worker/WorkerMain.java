package dev.nightjar.experiments.worker;

import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialContext;
import dev.nightjar.search.trial.TrialFailedException;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The main of a worker process. It is told on its standard input where to connect, loads the
 * program it is given, and then evaluates one trial at a time. When its standard input ends, the
 * controller is gone, and it halts at once, whatever it is doing.
 */
public final class WorkerMain {

  /** Ended because the controller is gone; nobody is left to read it but a person in a log. */
  static final int ORPHANED = 75;

  private static final int MAX_INVITATION = 1_024;
  private static final int MAX_TRACE = 32 * 1024;
  private static final int MAX_CAUSE = 2_000;
  private static final String OURS = "dev.nightjar.";

  private final FrameChannel channel;
  private final byte[] mark;

  private WorkerMain(FrameChannel channel, byte[] mark) {
    this.channel = channel;
    this.mark = mark;
  }

  /** Runs a worker; without arguments. Does not return. */
  public static void main(String[] args) throws IOException {
    String[] invitation = readLine(System.in).split(" ", -1);
    if (invitation.length != 4) {
      System.err.println("This is a Nightjar worker; 'nightjar run' starts it by itself.");
      System.exit(2);
    }
    haltWhenInputEnds(System.in);
    ignoreKeyboard();
    Runtime.getRuntime().addShutdownHook(new Thread(WorkerMain::endDescendants, "end-of-trial"));
    // Made before connecting, which starts the time for it: making the first message loads
    // hundreds of classes, and that can take seconds on a busy machine.
    byte[] greeting = FrameChannel.bytes(new Message.Hello(invitation[2]));
    Socket socket = new Socket(invitation[0], Integer.parseInt(invitation[1]));
    socket.getOutputStream().write(greeting);
    FrameChannel channel = FrameChannel.over(socket);
    try {
      new WorkerMain(channel, markBytes(invitation[3])).serve();
    } catch (IOException e) {
      // Without a connection there is nobody to work for.
      System.err.println("the connection to the controller broke: " + e);
      Runtime.getRuntime().halt(ORPHANED);
    }
    // Threads a trial has left behind must not keep the process.
    Runtime.getRuntime().halt(0);
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n' && line.size() < MAX_INVITATION; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static void haltWhenInputEnds(InputStream in) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {
                  // The controller sends nothing more; only the end has a meaning.
                }
              } catch (IOException e) {
                // As good as the end.
              } finally {
                endDescendants();
                Runtime.getRuntime().halt(ORPHANED);
              }
            },
            "controller-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** What a trial has started ends with its worker. */
  private static void endDescendants() {
    try {
      Descendants.ofThisWorker().kill();
    } catch (RuntimeException e) {
      System.err.println("what the trial has started could not be ended: " + e);
    }
  }

  /**
   * Ctrl-C reaches every process of the terminal, but it is the controller that decides what
   * becomes of a running trial. By reflection, since the class is not part of Java SE.
   */
  private static void ignoreKeyboard() {
    for (String name : new String[] {"INT", "HUP"}) {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        signal
            .getMethod("handle", signal, handler)
            .invoke(
                null,
                signal.getConstructor(String.class).newInstance(name),
                handler.getField("SIG_IGN").get(null));
      } catch (ReflectiveOperationException e) {
        // A JVM or system without this signal: then Ctrl-C ends the worker too, no more than that.
        System.err.println("SIG" + name + " cannot be ignored here: " + e);
      }
    }
  }

  private void serve() throws IOException {
    if (!(channel.receive().message() instanceof Message.Load load)) {
      throw new ProtocolException("expected to be told what to load");
    }
    Optional<TrialProgram> loaded = load(load);
    if (loaded.isEmpty()) {
      return;
    }
    TrialProgram program = loaded.get();
    while (true) {
      Frame frame = channel.receive();
      Message message = frame.message();
      if (message instanceof Message.Run run) {
        channel.send(new Message.Started());
        answer(() -> evaluate(program, run));
      } else if (message instanceof Message.Score && frame.blobs().size() == 1) {
        answer(() -> Frame.of(new Message.Scored(program.scoreTest(frame.blobs().get(0)))));
      } else if (message instanceof Message.Describe describe && frame.blobs().size() == 1) {
        byte[] model = frame.blobs().get(0);
        answer(() -> Message.Described.frameOf(program.describe(model, describe.seed())));
      } else if (message instanceof Message.Combine combine && !frame.blobs().isEmpty()) {
        answer(() -> Message.Combined.frameOf(program.ensemble(frame.blobs(), combine.draws())));
      } else if (message instanceof Message.Again again) {
        answer(
            () ->
                Message.Refitted.frameOf(
                    program.refit(again.toConfiguration(), again.seed(), again.epochs())));
      } else if (message instanceof Message.Quit) {
        return;
      } else {
        throw new ProtocolException("nothing is known of " + message);
      }
    }
  }

  private Optional<TrialProgram> load(Message.Load load) throws IOException {
    TrialProgram program;
    try {
      program = ObjectiveFactory.ofType(load.programType()).create(load.definition());
    } catch (Throwable e) {
      reply(Frame.of(failure(e)));
      return Optional.empty();
    }
    reply(Frame.of(new Message.Ready()));
    return Optional.of(program);
  }

  /** A piece of work that a trial's code may break in any way it likes. */
  private interface Work {
    Frame run() throws Exception;
  }

  private void answer(Work work) throws IOException {
    Frame answer;
    try {
      answer = work.run();
    } catch (Throwable e) {
      answer = Frame.of(failure(e));
    }
    try {
      reply(answer);
    } catch (FrameTooLargeException e) {
      channel.send(failure(e));
    }
  }

  private Frame evaluate(TrialProgram program, Message.Run run) throws Exception {
    Result result = program.objective().evaluate(run.toConfiguration(), new Context(run));
    return Message.Finished.frameOf(result);
  }

  private final class Context implements TrialContext {

    private final Message.Run run;

    Context(Message.Run run) {
      this.run = run;
    }

    @Override
    public int number() {
      return run.number();
    }

    @Override
    public long seed() {
      return run.seed();
    }

    @Override
    public synchronized Decision report(EpochReport report) {
      try {
        channel.send(Message.Epoch.of(report));
        Message answer = channel.receive().message();
        if (answer instanceof Message.Decided decided) {
          return decided.toDecision();
        }
        throw new ProtocolException("expected a decision, not " + answer);
      } catch (IOException e) {
        throw new UncheckedIOException("epoch " + report.epoch() + " could not be reported", e);
      }
    }
  }

  private void reply(Frame frame) throws IOException {
    endSection();
    channel.send(frame);
  }

  /** Past {@link System#out}, which a trial may have replaced or closed. */
  private void endSection() {
    System.out.flush();
    System.err.flush();
    try {
      @SuppressWarnings("resource") // Closing it would close standard output.
      FileOutputStream out = new FileOutputStream(FileDescriptor.out);
      out.write(mark);
    } catch (IOException e) {
      // A trial has closed standard output: its log ends there, and so be it.
      return;
    }
  }

  /** The bytes that end a section of the log. */
  static byte[] markBytes(String mark) {
    return ('\u0001' + mark + '\n').getBytes(StandardCharsets.US_ASCII);
  }

  private static Message.Failed failure(Throwable e) {
    // Our own exceptions speak to people; of others the class may be the better half.
    boolean ours =
        e.getMessage() != null
            && (e instanceof TrialFailedException || e.getClass().getName().startsWith(OURS));
    String cause = ours ? e.getMessage() : e.toString();
    if (e instanceof OutOfMemoryError) { // A library's: the JVM's own has ended the process.
      cause = "ran out of memory: " + e.getMessage() + "; " + Watchdog.ADVICE;
    }
    StringWriter trace = new StringWriter();
    if (!(e instanceof ProgramFailedException)) { // It is the program that has failed.
      e.printStackTrace(new PrintWriter(trace));
    }
    // After an OutOfMemoryError, native ones included, who knows what else is missing.
    return new Message.Failed(
        limited(cause, MAX_CAUSE),
        limited(trace.toString(), MAX_TRACE),
        e instanceof VirtualMachineError && !(e instanceof StackOverflowError));
  }

  private static String limited(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }
}
