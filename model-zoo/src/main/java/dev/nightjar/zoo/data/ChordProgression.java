package dev.nightjar.zoo.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A hidden Markov model of chord progressions, of which everything can be computed exactly.
 *
 * <p>A piece is in one of the 12 major keys, each with the same probability, all along. Its bars
 * have {@value #BEATS} time steps of one chord each: the first chord is the tonic's (I), and what
 * follows depends on the chord before, by {@link #FOLLOWS}. A chord is its triad from C4 to B4 and
 * its root below, from C2 to B2. At each step, each of these four keys sounds with probability
 * {@value #SOUNDING}, and each other with {@value #STRAY}, independently.
 *
 * <p>So one must count the beats, remember the chord, and know the key that the piece is in to
 * predict what comes after a bar.
 */
public final class ChordProgression {

  /** Time steps a bar. */
  public static final int BEATS = 4;

  /** How probable it is that a key of the chord sounds. */
  public static final double SOUNDING = 0.95;

  /** How probable it is that another key sounds. */
  public static final double STRAY = 0.002;

  private static final int TONICS = 12;
  private static final int LOWEST_ROOT = 36;
  private static final int LOWEST_TRIAD = 60;

  /** Semitones from the tonic to the roots of I, ii, iii, IV, V and vi. */
  private static final int[] ROOTS = {0, 2, 4, 5, 7, 9};

  /** Semitones from a root to the third: major is 4, minor 3. */
  private static final int[] THIRDS = {4, 3, 3, 4, 4, 3};

  private static final int FIFTH = 7;

  /** Row: the chord before; column: how probable the next one is. */
  private static final double[][] FOLLOWS = {
    {0.0, 0.1, 0.1, 0.3, 0.3, 0.2},
    {0.0, 0.0, 0.0, 0.1, 0.8, 0.1},
    {0.0, 0.0, 0.0, 0.4, 0.0, 0.6},
    {0.3, 0.2, 0.0, 0.0, 0.4, 0.1},
    {0.7, 0.0, 0.0, 0.1, 0.0, 0.2},
    {0.0, 0.4, 0.1, 0.4, 0.1, 0.0}
  };

  private static final int DEGREES = ROOTS.length;
  private static final int STATES = TONICS * DEGREES;

  /** [state][key]: whether the key is of the chord. */
  private static final boolean[][] CHORDS = chords();

  private ChordProgression() {}

  private static boolean[][] chords() {
    boolean[][] chords = new boolean[STATES][Keyboard.KEYS];
    for (int state = 0; state < STATES; state++) {
      for (int pitch : chord(state / DEGREES, state % DEGREES)) {
        chords[state][Keyboard.key(pitch)] = true;
      }
    }
    return chords;
  }

  /** The pitches of a chord: the root below, then the triad. */
  static int[] chord(int tonic, int degree) {
    int root = tonic + ROOTS[degree];
    return new int[] {
      LOWEST_ROOT + root % 12,
      LOWEST_TRIAD + root % 12,
      LOWEST_TRIAD + (root + THIRDS[degree]) % 12,
      LOWEST_TRIAD + (root + FIFTH) % 12
    };
  }

  /** A piece of so many bars. */
  static MusicPiece draw(Random random, int bars) {
    int tonic = random.nextInt(TONICS);
    int degree = 0;
    List<int[]> steps = new ArrayList<>();
    for (int bar = 0; bar < bars; bar++) {
      for (int beat = 0; beat < BEATS; beat++) {
        steps.add(sounding(random, CHORDS[tonic * DEGREES + degree]));
      }
      degree = next(random, FOLLOWS[degree]);
    }
    return MusicPiece.of(steps);
  }

  private static int[] sounding(Random random, boolean[] chord) {
    int[] pitches = new int[Keyboard.KEYS];
    int count = 0;
    int stray = gap(random);
    for (int key = 0; key < Keyboard.KEYS; key++) {
      boolean astray = key == stray;
      if (astray) {
        stray += 1 + gap(random);
      }
      if (chord[key] ? random.nextDouble() < SOUNDING : astray) {
        pitches[count++] = Keyboard.pitch(key);
      }
    }
    return Arrays.copyOf(pitches, count);
  }

  /** Keys passed over before the next stray one: far fewer draws than one a key. */
  private static int gap(Random random) {
    // The strict logarithm is the same on every Java.
    return (int) (StrictMath.log(1 - random.nextDouble()) / StrictMath.log(1 - STRAY));
  }

  private static int next(Random random, double[] probabilities) {
    double left = random.nextDouble();
    int last = 0;
    for (int degree = 0; degree < DEGREES; degree++) {
      if (probabilities[degree] > 0) {
        last = degree;
        left -= probabilities[degree];
        if (left < 0) {
          return degree;
        }
      }
    }
    return last; // Only rounding leads here.
  }

  /**
   * What nobody can do better than in the long run: the loss of predicting each key with its exact
   * probability given all time steps before, by the forward algorithm (Rabiner 1989).
   *
   * @param pieces drawn from this model, at least one
   * @return nats a predicted time step, summed over the keys
   */
  public static double optimalLoss(List<MusicPiece> pieces) {
    double sum = 0;
    long steps = 0;
    for (MusicPiece piece : pieces) {
      double[][] predicted = predictions(piece);
      for (int t = 0; t < predicted.length; t++) {
        sum += loss(predicted[t], piece.keys(t + 1));
      }
      steps += piece.length();
    }
    return sum / steps;
  }

  private static double loss(double[] probabilities, int[] keys) {
    double loss = 0;
    for (double probability : probabilities) {
      loss -= Math.log1p(-probability);
    }
    for (int key : keys) {
      loss += Math.log1p(-probabilities[key]) - Math.log(probabilities[key]);
    }
    return loss;
  }

  /** [length][key]: how probable each key is at the next step, given the steps up to this one. */
  static double[][] predictions(MusicPiece piece) {
    double[][] predicted = new double[piece.length()][Keyboard.KEYS];
    double[] belief = new double[STATES];
    for (int tonic = 0; tonic < TONICS; tonic++) {
      belief[tonic * DEGREES] = 1.0 / TONICS;
    }
    for (int t = 0; t < piece.length(); t++) {
      observe(belief, piece.keys(t));
      if ((t + 1) % BEATS == 0) {
        belief = nextBar(belief);
      }
      for (int state = 0; state < STATES; state++) {
        for (int key = 0; key < Keyboard.KEYS; key++) {
          predicted[t][key] += belief[state] * (CHORDS[state][key] ? SOUNDING : STRAY);
        }
      }
    }
    return predicted;
  }

  /**
   * Bayes' rule. What all states have in common is left out: a state's likelihood is weighed only
   * by the keys of its chord that sound, and by the other keys that do.
   */
  private static void observe(double[] belief, int[] keys) {
    double chord = SOUNDING / (1 - SOUNDING);
    double other = STRAY / (1 - STRAY);
    double sum = 0;
    for (int state = 0; state < STATES; state++) {
      for (int key : keys) {
        belief[state] *= CHORDS[state][key] ? chord : other;
      }
      sum += belief[state];
    }
    for (int state = 0; state < STATES; state++) {
      belief[state] /= sum;
    }
  }

  private static double[] nextBar(double[] belief) {
    double[] next = new double[STATES];
    for (int state = 0; state < STATES; state++) {
      int tonic = state / DEGREES;
      for (int degree = 0; degree < DEGREES; degree++) {
        next[tonic * DEGREES + degree] += belief[state] * FOLLOWS[state % DEGREES][degree];
      }
    }
    return next;
  }
}
