package dev.nightjar.search.trial;

import java.lang.ref.SoftReference;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;

/**
 * The epochs of a finished trial, made from their stored form when somebody looks at them: most
 * trials of a large study are never looked at so closely. What was made is forgotten again when
 * memory is short.
 */
public final class LazyEpochs extends AbstractList<EpochReport> implements RandomAccess {

  private final int size;
  private final Supplier<List<EpochReport>> stored;
  private volatile SoftReference<List<EpochReport>> made = new SoftReference<>(null);

  /**
   * Epochs.
   *
   * @param size how many there are
   * @param stored makes them, always the same; safe for use by several threads
   */
  public LazyEpochs(int size, Supplier<List<EpochReport>> stored) {
    this.size = size;
    this.stored = stored;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public EpochReport get(int index) {
    List<EpochReport> epochs = made.get();
    if (epochs == null) {
      epochs = List.copyOf(stored.get());
      made = new SoftReference<>(epochs);
    }
    return epochs.get(index);
  }
}
