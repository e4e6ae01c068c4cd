package dev.nightjar.zoo.model;

import dev.nightjar.zoo.data.Keyboard;
import dev.nightjar.zoo.network.NetworkSpec;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.task.TaskType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Predicts which keys of a piano sound next, and writes music. A chord is the MIDI pitches that
 * sound at a time step, {@value Keyboard#LOWEST} to {@value Keyboard#HIGHEST}; none is silence.
 */
public final class MusicModel implements Model {
  private final Predictor network;

  MusicModel(Predictor network) {
    this.network = network;
  }

  /** A stream at the beginning of a piece. */
  public MusicStream stream() {
    return new MusicStream(Steps.of(network));
  }

  /**
   * How probable each key is to sound after some chords.
   *
   * @param chords at least one
   * @return [{@value Keyboard#KEYS}], the lowest first
   * @throws InputException if there is none, or a pitch has no key
   */
  public float[] next(List<int[]> chords) {
    MusicStream stream = stream();
    chords.forEach(stream::feed);
    return stream.next();
  }

  /**
   * The most probable chord: the pitches of the keys that rather sound than not, ascending.
   *
   * @param probabilities [{@value Keyboard#KEYS}]
   */
  public static int[] mostProbable(float... probabilities) {
    return IntStream.range(0, probabilities.length)
        .filter(key -> probabilities[key] > 0.5f)
        .map(Keyboard::pitch)
        .toArray();
  }

  /**
   * Writes music.
   *
   * @param prime the chords that it begins with; if there is none, music is written as after a
   *     silent time step
   * @param length chords to write after the prime, at least 0
   * @param sampler how keys are drawn, each for itself; see {@link Sampler#drawEach}
   * @return the prime and what was written after it
   * @throws InputException if a pitch has no key
   * @throws IllegalArgumentException if the length is below 0
   */
  public List<int[]> write(List<int[]> prime, int length, Sampler sampler) {
    Sampler.requireLength(length);
    MusicStream stream = stream();
    List<int[]> chords = new ArrayList<>(prime);
    if (prime.isEmpty()) {
      stream.feed();
    }
    prime.forEach(stream::feed);
    for (int i = 0; i < length; i++) {
      int[] chord = Arrays.stream(sampler.drawEach(stream.next())).map(Keyboard::pitch).toArray();
      chords.add(chord);
      stream.feed(chord);
    }
    return chords;
  }

  /**
   * The chords of a line of text, as {@code nightjar predict} reads it: {@code 60+64+67 62+65 -},
   * or {@code [[60, 64, 67], [62, 65], []]}; none if the line is blank.
   *
   * @throws InputException if it is something else
   */
  public static List<int[]> chords(String line) {
    return ChordText.read(line);
  }

  @Override
  public TaskType task() {
    return TaskType.POLYPHONIC;
  }

  @Override
  public String reads() {
    return "a sequence of chords";
  }

  @Override
  public String answers() {
    return "the keys that sound next, of " + Keyboard.KEYS;
  }

  @Override
  public List<NetworkSpec> networks() {
    return network.specs();
  }

  /** The most probable next chord, and how well the line itself was predicted. */
  @Override
  public Answer answer(String line) {
    List<int[]> chords = chords(line);
    MusicStream stream = stream();
    double loss = 0;
    for (int t = 0; t < chords.size(); t++) {
      if (t > 0) {
        loss += loss(stream.next(), chords.get(t));
      }
      stream.feed(chords.get(t));
    }
    float[] next = stream.next();
    int[] best = mostProbable(next);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("next", Arrays.stream(best).boxed().toList());
    fields.put("probabilities", byPitch(next));
    if (chords.size() > 1) {
      fields.put("loss", loss / (chords.size() - 1));
    }
    return new Answer(ChordText.write(best), fields);
  }

  private static double loss(float[] probabilities, int[] chord) {
    boolean[] sounds = new boolean[Keyboard.KEYS];
    Arrays.stream(chord).forEach(pitch -> sounds[Keyboard.key(pitch)] = true);
    double loss = 0;
    for (int key = 0; key < Keyboard.KEYS; key++) {
      double probability = probabilities[key];
      loss -= Math.log(sounds[key] ? probability : 1 - probability);
    }
    return loss;
  }

  /** The probability of each pitch, the most probable first. */
  private static Map<String, Double> byPitch(float[] probabilities) {
    Map<String, Double> byPitch = new LinkedHashMap<>();
    IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer key) -> -probabilities[key]))
        .forEach(
            key -> byPitch.put(String.valueOf(Keyboard.pitch(key)), (double) probabilities[key]));
    return byPitch;
  }

  @Override
  public void close() {
    network.close();
  }
}
