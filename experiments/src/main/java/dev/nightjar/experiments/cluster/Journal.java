package dev.nightjar.experiments.cluster;

/** Is told what a process that works on a shared study does, a line at a time, for people. */
@FunctionalInterface
public interface Journal {

  /** Something that does not happen every day. */
  void say(String words);

  /** Something that happens with every trial. */
  default void trace(String words) {
    // Of interest only to whoever looks on.
  }
}
