package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.ForecastScaling;
import dev.nightjar.zoo.data.Keyboard;
import dev.nightjar.zoo.data.NumberColumn;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.Vocabulary;
import java.util.List;

/**
 * What the numbers that a network reads and answers stand for: all that is needed besides the
 * network to use it.
 */
public sealed interface Interpretation {

  /** The task that the network was trained for. */
  TaskType task();

  /** In a few words for people. */
  String describe();

  /**
   * Characters or words in, a label out.
   *
   * @param vocabulary the characters or words
   * @param labels the classes in order
   */
  record LabelledText(Vocabulary vocabulary, List<String> labels) implements Interpretation {
    /** Copies. */
    public LabelledText {
      labels = List.copyOf(labels);
    }

    @Override
    public TaskType task() {
      return TaskType.CLASSIFICATION;
    }

    @Override
    public String describe() {
      return "texts of " + vocabulary.describe() + " with the labels " + labels;
    }
  }

  /**
   * Characters in, the next character out; or words.
   *
   * @param encoding how text becomes tokens
   */
  record Text(TextEncoding encoding) implements Interpretation {
    @Override
    public TaskType task() {
      return TaskType.LANGUAGE_MODEL;
    }

    @Override
    public String describe() {
      return (encoding.running() ? "running text of " : "documents of ")
          + encoding.vocabulary().describe();
    }
  }

  /**
   * Tokens in and out that stand for nothing else.
   *
   * @param size the number of distinct tokens
   */
  record Tokens(int size) implements Interpretation {
    @Override
    public TaskType task() {
      return TaskType.LANGUAGE_MODEL;
    }

    @Override
    public String describe() {
      return "sequences of " + size + " tokens";
    }
  }

  /**
   * Numbers in, a number out.
   *
   * @param columns the numbers of a step, in order
   * @param answer the number answered
   */
  record Numbers(List<NumberColumn> columns, NumberColumn answer) implements Interpretation {
    /** Copies. */
    public Numbers {
      columns = List.copyOf(columns);
    }

    /** Numbers a step. */
    public int width() {
      return columns.size();
    }

    @Override
    public TaskType task() {
      return TaskType.REGRESSION;
    }

    @Override
    public String describe() {
      return "sequences of " + width() + " numbers a step";
    }
  }

  /**
   * Numbers in, a label out.
   *
   * @param columns the numbers of a step, in order
   * @param labels the classes in order
   */
  record LabelledSeries(List<NumberColumn> columns, List<String> labels) implements Interpretation {
    /** Copies. */
    public LabelledSeries {
      columns = List.copyOf(columns);
      labels = List.copyOf(labels);
    }

    /** Numbers a step. */
    public int width() {
      return columns.size();
    }

    @Override
    public TaskType task() {
      return TaskType.CLASSIFICATION;
    }

    @Override
    public String describe() {
      return "series of " + names(columns) + " with the labels " + labels;
    }
  }

  /**
   * A window of numbers in, the next values of one of them out.
   *
   * @param scaling between the values and the network's numbers
   */
  record Forecast(ForecastScaling scaling) implements Interpretation {
    @Override
    public TaskType task() {
      return TaskType.FORECASTING;
    }

    @Override
    public String describe() {
      return "windows of "
          + scaling.windows().window()
          + " steps of "
          + names(scaling.columns())
          + " before "
          + scaling.windows().horizon()
          + (scaling.windows().difference() ? " changes" : " values")
          + " of "
          + scaling.answer().name();
    }
  }

  /** The keys of a piano that sound in, how probable each is to sound next out. */
  record Music() implements Interpretation {
    @Override
    public TaskType task() {
      return TaskType.POLYPHONIC;
    }

    @Override
    public String describe() {
      return "music of " + Keyboard.KEYS + " keys";
    }
  }

  private static List<String> names(List<NumberColumn> columns) {
    return columns.stream().map(NumberColumn::name).toList();
  }
}
