package dev.nightjar.zoo.network;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The table of token vectors: gather on the way forward, scatter-add of gradients on the way back
 * where it is trained.
 *
 * <p>Rows are copied straight between native buffers; gradients of a token are summed on the heap,
 * where the compiler vectorises the addition, and only rows of tokens that occurred are written and
 * cleared, so that the cost does not grow with the vocabulary.
 */
final class EmbeddingTable {
  private final int vocabulary;
  private final int width;
  private final boolean trained;
  private final FloatBuffer table;
  private final FloatBuffer gradient;
  private final float[][] sums;
  private final int[] occurring;
  private final boolean[] occurs;
  private final float[] row;

  EmbeddingTable(TokenInput input, ParameterLayout layout, Weights weights) {
    vocabulary = input.vocabularySize();
    width = input.embeddingSize();
    trained = input.trained();
    NamedParameter parameter = layout.get(ParameterLayout.EMBEDDING);
    table = weights.parameters().slice(parameter.offset(), parameter.size());
    gradient = weights.gradients().slice(parameter.offset(), parameter.size());
    sums = trained ? new float[vocabulary][width] : new float[0][];
    row = new float[width];
    occurring = new int[vocabulary];
    occurs = new boolean[vocabulary];
  }

  /**
   * Writes the vector of each token into {@code output}.
   *
   * @param tokens [n]
   * @param output [n, width]
   * @throws IllegalArgumentException if a token is not in the vocabulary
   */
  void gather(int[] tokens, FloatBuffer output) {
    for (int i = 0; i < tokens.length; i++) {
      int token = tokens[i];
      if (token < 0 || token >= vocabulary) {
        throw new IllegalArgumentException(
            "token "
                + token
                + " at place "
                + i
                + " of the batch; the vocabulary has 0 to "
                + (vocabulary - 1));
      }
      output.put(i * width, table, token * width, width);
    }
  }

  /**
   * Adds to the gradient of the rows that occur; does nothing if the table is not trained.
   *
   * @param batch whose padded places are left out: their gradient is zero
   * @param gradientOfOutput [steps × size, width]
   */
  void scatter(SequenceBatch batch, FloatBuffer gradientOfOutput) {
    if (!trained) {
      return;
    }
    int[] tokens = batch.tokens();
    int size = batch.size();
    int count = 0;
    for (int t = 0; t < batch.steps(); t++) {
      for (int n = 0; n < size; n++) {
        if (t < batch.lengths()[n]) {
          int place = t * size + n;
          int token = tokens[place];
          if (!occurs[token]) {
            occurs[token] = true;
            occurring[count++] = token;
          }
          gradientOfOutput.get(place * width, row);
          add(row, sums[token], width);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      int token = occurring[i];
      // Tied weights have their share of the gradient there already.
      gradient.get(token * width, row);
      add(row, sums[token], width);
      gradient.put(token * width, sums[token]);
      Arrays.fill(sums[token], 0f);
      occurs[token] = false;
    }
  }

  // Its own method with one common index, so that the compiler sees a plain loop and vectorises it.
  private static void add(float[] from, float[] to, int length) {
    for (int j = 0; j < length; j++) {
      to[j] += from[j];
    }
  }
}
