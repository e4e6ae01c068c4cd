package dev.nightjar.search.storage;

/** Finds out what has become of the holder of a lease. */
@FunctionalInterface
public interface HolderCheck {

  /** What is known of a holder. */
  enum State {
    /** It lives: nobody may take its place, however late it is by a clock that may have jumped. */
    ALIVE,
    /** It has ended: whoever asks may take its place at once. */
    DEAD,
    /**
     * It cannot be asked, such as one on another host: its place is free when its lease expires.
     */
    UNKNOWN
  }

  /** What is known of this holder. */
  State of(String holder);

  /** Whether the place of a holder may be taken. */
  default boolean replaceable(String holder, boolean expired) {
    return switch (of(holder)) {
      case ALIVE -> false;
      case DEAD -> true;
      case UNKNOWN -> expired;
    };
  }
}
