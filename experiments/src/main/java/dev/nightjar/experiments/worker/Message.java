package dev.nightjar.experiments.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.nightjar.search.run.Evaluation;
import dev.nightjar.search.run.MemorySize;
import dev.nightjar.search.space.Configuration;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Decision;
import dev.nightjar.search.trial.EpochReport;
import dev.nightjar.search.trial.Result;
import dev.nightjar.search.trial.TrialRole;
import dev.nightjar.search.trial.TrialSpec;
import dev.nightjar.zoo.task.BuiltEnsemble;
import dev.nightjar.zoo.task.Refit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What controller and worker say to each other. The worker speaks first ({@link Hello}), is told
 * what to load ({@link Load}), and answers {@link Ready} or {@link Failed}. Then it is asked for
 * one thing at a time, {@link Run}, {@link Score}, {@link Describe}, {@link Combine} or {@link
 * Again}, until it is told to {@link Quit}. Where a trial runs on another host, that host's side of
 * {@link RemoteTrials} is told {@link Assigned}, and says {@link Begun}, {@link Epoch} and {@link
 * Evaluated}. The type of a message on the wire is one of a fixed list of names, never a class.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Message.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Message.Load.class, name = "load"),
  @JsonSubTypes.Type(value = Message.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Message.Run.class, name = "run"),
  @JsonSubTypes.Type(value = Message.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Message.Epoch.class, name = "epoch"),
  @JsonSubTypes.Type(value = Message.Decided.class, name = "decided"),
  @JsonSubTypes.Type(value = Message.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = Message.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Message.Score.class, name = "score"),
  @JsonSubTypes.Type(value = Message.Scored.class, name = "scored"),
  @JsonSubTypes.Type(value = Message.Describe.class, name = "describe"),
  @JsonSubTypes.Type(value = Message.Described.class, name = "described"),
  @JsonSubTypes.Type(value = Message.Combine.class, name = "combine"),
  @JsonSubTypes.Type(value = Message.Combined.class, name = "combined"),
  @JsonSubTypes.Type(value = Message.Again.class, name = "again"),
  @JsonSubTypes.Type(value = Message.Refitted.class, name = "refitted"),
  @JsonSubTypes.Type(value = Message.Assigned.class, name = "assigned"),
  @JsonSubTypes.Type(value = Message.Begun.class, name = "begun"),
  @JsonSubTypes.Type(value = Message.Evaluated.class, name = "evaluated"),
  @JsonSubTypes.Type(value = Message.Quit.class, name = "quit"),
})
sealed interface Message {

  /** Worker: proves that it is the process that was started. */
  record Hello(String secret) implements Message {
    /** Without the secret: a message may end up in a log. */
    @Override
    public String toString() {
      return "Hello";
    }
  }

  /** Controller: what to load. */
  record Load(String programType, String definition) implements Message {}

  /** Worker: the program and its data are loaded. */
  record Ready() implements Message {}

  /** Controller: evaluate this, which is the trial of that number. */
  record Run(int number, Map<String, Object> configuration, long seed) implements Message {
    Configuration toConfiguration() {
      return new Configuration(configuration);
    }
  }

  /** Worker: the evaluation begins; from here on the trial answers for what happens. */
  record Started() implements Message {}

  /** Worker: an epoch has ended. Waits for {@link Decided}. */
  record Epoch(int epoch, Map<String, Double> metrics, double seconds) implements Message {
    static Epoch of(EpochReport report) {
      return new Epoch(report.epoch(), report.metrics(), report.seconds());
    }

    EpochReport toReport() {
      return new EpochReport(epoch, metrics, seconds);
    }
  }

  /**
   * Controller: whether to go on.
   *
   * @param reason why to stop; empty text if not
   */
  record Decided(boolean stop, String reason) implements Message {
    static Decided of(Decision decision) {
      return decision instanceof Decision.Stop s
          ? new Decided(true, s.reason())
          : new Decided(false, "");
    }

    Decision toDecision() {
      return stop ? new Decision.Stop(reason) : Decision.CONTINUE;
    }
  }

  /**
   * Worker: a trial's result.
   *
   * @param bestEpoch from 1, or 0 if there are no epochs
   * @param attachments the attachments, whose bytes are the frame's blobs in the same order
   */
  record Finished(Map<String, Double> metrics, int bestEpoch, List<AttachmentName> attachments)
      implements Message {
    static Frame frameOf(Result result) {
      List<Attachment> attachments = result.attachments();
      return new Frame(
          new Finished(
              result.metrics(), result.bestEpoch().orElse(0), AttachmentName.of(attachments)),
          AttachmentName.blobs(attachments));
    }

    Result toResult(List<byte[]> blobs) throws ProtocolException {
      return new Result(
          metrics,
          bestEpoch > 0 ? OptionalInt.of(bestEpoch) : OptionalInt.empty(),
          AttachmentName.whole(attachments, blobs));
    }
  }

  /** What an attachment is called. */
  record AttachmentName(String name, String mediaType) {
    private static List<AttachmentName> of(List<Attachment> attachments) {
      return attachments.stream().map(a -> new AttachmentName(a.name(), a.mediaType())).toList();
    }

    private static List<byte[]> blobs(List<Attachment> attachments) {
      return attachments.stream().map(Attachment::bytes).toList();
    }

    private static List<Attachment> whole(List<AttachmentName> names, List<byte[]> blobs)
        throws ProtocolException {
      if (blobs.size() != names.size()) {
        throw new ProtocolException(
            names.size() + " attachments were announced and " + blobs.size() + " sent");
      }
      List<Attachment> whole = new ArrayList<>();
      for (int i = 0; i < blobs.size(); i++) {
        AttachmentName name = names.get(i);
        whole.add(new Attachment(name.name(), name.mediaType(), blobs.get(i)));
      }
      return whole;
    }
  }

  /**
   * Controller: choose some of these models to answer together, which are the frame's blobs.
   *
   * @param draws how often a model is added at most
   */
  record Combine(int draws) implements Message {}

  /**
   * Worker: the models were chosen; that of all together is the frame's blob.
   *
   * @param weights of the models, in their order
   */
  record Combined(List<Integer> weights, Map<String, Double> metrics) implements Message {
    static Frame frameOf(BuiltEnsemble built) {
      return new Frame(new Combined(built.weights(), built.metrics()), List.of(built.model()));
    }

    BuiltEnsemble toEnsemble(List<byte[]> blobs) throws ProtocolException {
      if (blobs.size() != 1) {
        throw new ProtocolException(blobs.size() + " models were sent instead of one");
      }
      return new BuiltEnsemble(weights, metrics, blobs.get(0));
    }
  }

  /**
   * Controller: train this configuration on the training and the validation part together.
   *
   * @param epochs after how many it ends
   */
  record Again(Map<String, Object> configuration, long seed, int epochs) implements Message {
    Configuration toConfiguration() {
      return new Configuration(configuration);
    }
  }

  /** Worker: it is trained, and the frame's blob. */
  record Refitted(double trainingLoss, double seconds) implements Message {
    static Frame frameOf(Refit refit) {
      return new Frame(new Refitted(refit.trainingLoss(), refit.seconds()), List.of(refit.model()));
    }

    Refit toRefit(List<byte[]> blobs) throws ProtocolException {
      if (blobs.size() != 1) {
        throw new ProtocolException(blobs.size() + " models were sent instead of one");
      }
      return new Refit(trainingLoss, seconds, blobs.get(0));
    }
  }

  /**
   * Worker: what it was asked for cannot be had.
   *
   * @param cause for people to read
   * @param trace the stack trace
   * @param spent whether the worker should be replaced, since it may be broken
   */
  record Failed(String cause, String trace, boolean spent) implements Message {}

  /** Controller: score the model in the frame's blob on the test part. */
  record Score() implements Message {}

  /** Worker: the score. */
  record Scored(Map<String, Double> metrics) implements Message {}

  /** Controller: show what the model in the frame's blob does; the seed is for what is drawn. */
  record Describe(long seed) implements Message {}

  /**
   * Worker: what it does.
   *
   * @param attachments the attachments, whose bytes are the frame's blobs in the same order
   */
  record Described(List<AttachmentName> attachments) implements Message {
    static Frame frameOf(List<Attachment> attachments) {
      return new Frame(
          new Described(AttachmentName.of(attachments)), AttachmentName.blobs(attachments));
    }

    List<Attachment> toAttachments(List<byte[]> blobs) throws ProtocolException {
      return AttachmentName.whole(attachments, blobs);
    }
  }

  /** Controller: there is nothing more to do. */
  record Quit() implements Message {}

  /**
   * Controller to another host: the trial it is to run, in a worker process of its own.
   *
   * @param slots how many such trials may run at once, on all hosts
   * @param maxMillis how long it may take; 0 for no limit
   * @param maxMegabytes how much memory it may use; 0 for no limit
   */
  record Assigned(
      String programType,
      String definition,
      int slots,
      long maxMillis,
      long maxMegabytes,
      int attempt,
      Run run)
      implements Message {
    static Assigned of(WorkerSettings settings, TrialSpec spec) {
      return new Assigned(
          settings.programType(),
          settings.definition(),
          settings.slots(),
          settings.maxTrialDuration().map(Duration::toMillis).orElse(0L),
          settings.maxTrialMemory().map(MemorySize::megabytes).orElse(0L),
          spec.attempt(),
          new Run(spec.number(), spec.configuration().values(), spec.seed()));
    }

    /** The trial; where its configuration came from does not matter to who evaluates it. */
    TrialSpec toSpec() {
      return new TrialSpec(
          run.number(), attempt, TrialRole.SEARCH, "", run.toConfiguration(), run.seed());
    }

    /** The worker processes that run such trials; their JVM is this host's. */
    WorkerSettings toSettings() {
      Optional<Duration> limit =
          maxMillis > 0 ? Optional.of(Duration.ofMillis(maxMillis)) : Optional.empty();
      WorkerSettings settings =
          programType.equals(WorkerSettings.COMMAND)
              ? WorkerSettings.command(definition, slots, limit)
              : new WorkerSettings(programType, definition, slots, limit, WorkerJvm.defaults());
      return maxMegabytes > 0
          ? settings.withMaxTrialMemory(new MemorySize(maxMegabytes))
          : settings;
    }
  }

  /**
   * Another host: a worker begins the trial.
   *
   * @param worker which one, for people
   */
  record Begun(String worker) implements Message {}

  /**
   * Another host: the trial has ended.
   *
   * @param cause why it has failed; empty text if it has not
   * @param result what it returned; of no meaning if it has failed
   * @param logs what was written meanwhile; the frame's blobs are the result's attachments, then
   *     these
   */
  record Evaluated(String cause, Finished result, List<AttachmentName> logs) implements Message {
    static Frame frameOf(Evaluation evaluation) {
      Result result =
          evaluation instanceof Evaluation.Finished finished
              ? finished.result()
              : new Result(Map.of(), OptionalInt.empty(), List.of());
      Frame own = Finished.frameOf(result);
      List<byte[]> blobs = new ArrayList<>(own.blobs());
      blobs.addAll(AttachmentName.blobs(evaluation.attachments()));
      return new Frame(
          new Evaluated(
              evaluation instanceof Evaluation.Failed failed ? words(failed) : "",
              (Finished) own.message(),
              AttachmentName.of(evaluation.attachments())),
          blobs);
    }

    private static String words(Evaluation.Failed failed) {
      return failed.cause().isEmpty() ? "failed without a word" : failed.cause();
    }

    Evaluation toEvaluation(List<byte[]> blobs) throws ProtocolException {
      int own = result.attachments().size();
      if (blobs.size() != own + logs.size()) {
        throw new ProtocolException(
            own + logs.size() + " attachments were announced and " + blobs.size() + " sent");
      }
      List<Attachment> written = AttachmentName.whole(logs, blobs.subList(own, blobs.size()));
      return cause.isEmpty()
          ? new Evaluation.Finished(result.toResult(blobs.subList(0, own)), written)
          : new Evaluation.Failed(cause, written);
    }
  }
}
