package dev.nightjar.zoo.data;

import java.util.List;
import java.util.function.Function;

/**
 * What a data set is divided into.
 *
 * @param train what is trained on
 * @param validation what early stopping and the search look at
 * @param test what only the winner meets; may be empty
 * @param <T> what the data set holds, such as documents
 */
public record Parts<T>(List<T> train, List<T> validation, List<T> test) {

  /** Copies. */
  public Parts {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
  }

  /** The parts of what these become. */
  public <R> Parts<R> map(Function<? super T, R> function) {
    return new Parts<>(
        train.stream().<R>map(function).toList(),
        validation.stream().<R>map(function).toList(),
        test.stream().<R>map(function).toList());
  }
}
