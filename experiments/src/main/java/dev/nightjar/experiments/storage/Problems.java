package dev.nightjar.experiments.storage;

import dev.nightjar.search.storage.StorageException;
import java.util.ArrayList;
import java.util.List;

/** What a database reports, in words that tell a user what to do, and whether it passes. */
interface Problems {

  /** What messages call the storage. */
  String location();

  /** The failure in words; a {@link StorageException} is passed on as it is. */
  StorageException explain(Throwable failure);

  /** Whether the same work may succeed a little later, over another connection. */
  boolean passing(Throwable failure);

  /** The failure, its cause, and so on. */
  static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && chain.size() < 20; t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  /** What the last cause says, in a line. */
  static String root(Throwable failure) {
    List<Throwable> chain = chain(failure);
    Throwable last = chain.get(chain.size() - 1);
    String words = last.getMessage() == null ? last.toString() : last.getMessage();
    return words.lines().findFirst().orElse(words).strip();
  }
}
