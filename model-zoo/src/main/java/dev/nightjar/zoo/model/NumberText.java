package dev.nightjar.zoo.model;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Tokens that stand for nothing else, written as their numbers. */
record NumberText(int size) implements TokenText {
  @Override
  public String unit() {
    return "token";
  }

  @Override
  public int[] read(String text) {
    return NumberLine.tokens(text, size);
  }

  @Override
  public List<String> unknown(String text) {
    return List.of();
  }

  @Override
  public int[] before() {
    return new int[0];
  }

  @Override
  public int[] beginning() {
    return new int[0];
  }

  @Override
  public String write(int... tokens) {
    return Arrays.stream(tokens).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }

  @Override
  public String continued(String prime, int... tokens) {
    return prime.isEmpty() || tokens.length == 0
        ? prime + write(tokens)
        : prime + " " + write(tokens);
  }

  @Override
  public boolean readsUnknown() {
    return true;
  }

  @Override
  public boolean writable(int token) {
    return true;
  }

  @Override
  public OptionalInt end() {
    return OptionalInt.empty();
  }
}
