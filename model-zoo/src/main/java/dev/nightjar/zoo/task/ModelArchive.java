package dev.nightjar.zoo.task;

import dev.nightjar.zoo.data.CharacterVocabulary;
import dev.nightjar.zoo.data.ForecastScaling;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.data.NumberColumn;
import dev.nightjar.zoo.data.TextEncoding;
import dev.nightjar.zoo.data.Vocabulary;
import dev.nightjar.zoo.data.WordVocabulary;
import dev.nightjar.zoo.network.ModelFile;
import dev.nightjar.zoo.network.ModelFormatException;
import dev.nightjar.zoo.network.NetworkEnsemble;
import dev.nightjar.zoo.network.Predictor;
import dev.nightjar.zoo.network.RecurrentNetwork;
import dev.nightjar.zoo.text.WordTokenizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A trained network with all that is needed to use it, as a zip of
 *
 * <ul>
 *   <li>{@code network.bin}, a {@link ModelFile};
 *   <li>{@code task.txt}, the task's name and what it reads, one of {@code classification
 *       labelled-text}, {@code classification labelled-series}, {@code language-model
 *       running-text}, {@code language-model documents}, {@code language-model tokens N} (N
 *       distinct tokens), {@code regression numbers N} (N numbers a step), {@code forecasting
 *       series}, {@code polyphonic keys};
 *   <li>{@code vocabulary.txt}, where characters are read: they in token order;
 *   <li>{@code words.txt}, where words are read: how text is cut into them, such as {@code
 *       lower_case=false line_ends=false}, then a word or phrase a line in token order, escaped
 *       like a label;
 *   <li>{@code labels.txt}, where texts or series are labelled: a label a line, line breaks and
 *       backslashes within a label escaped;
 *   <li>{@code columns.txt}, where numbers are read: a column a line, as its mean, its deviation
 *       and its name, with blanks between, the name escaped like a label;
 *   <li>{@code answer.txt}, where numbers are answered: what they are, as a line of {@code
 *       columns.txt};
 *   <li>{@code windows.txt}, where a series is forecast: the target's place among the columns from
 *       0, the window, the horizon, and whether differences are read, with blanks between.
 * </ul>
 *
 * <p>An ensemble has the networks of all members, {@code network.bin}, {@code network-2.bin} and so
 * on, and
 *
 * <ul>
 *   <li>{@code weights.txt}: a whole number a line, the weight of each network; only their
 *       proportions matter.
 * </ul>
 *
 * @param networks the bytes of the networks, at least one
 * @param weights a weight from 1 on for each
 * @param interpretation what they read and answer
 */
public record ModelArchive(
    List<byte[]> networks, List<Integer> weights, Interpretation interpretation) {

  /** So many networks are more than any ensemble gains from. */
  public static final int MAX_MEMBERS = 50;

  private static final String NETWORK = "network.bin";
  private static final String WEIGHTS = "weights.txt";
  private static final String TASK = "task.txt";
  private static final String VOCABULARY = "vocabulary.txt";
  private static final String WORDS = "words.txt";
  private static final Pattern TOKENIZER =
      Pattern.compile("lower_case=(true|false) line_ends=(true|false)");
  private static final String LABELS = "labels.txt";
  private static final String COLUMNS = "columns.txt";
  private static final String ANSWER = "answer.txt";
  private static final String WINDOWS = "windows.txt";
  private static final Set<String> NAMES =
      Stream.concat(
              Stream.of(WEIGHTS, TASK, VOCABULARY, WORDS, LABELS, COLUMNS, ANSWER, WINDOWS),
              IntStream.range(0, MAX_MEMBERS).mapToObj(ModelArchive::nameOfNetwork))
          .collect(Collectors.toUnmodifiableSet());

  /** Copies and checks. */
  public ModelArchive {
    networks = List.copyOf(networks);
    weights = List.copyOf(weights);
    if (networks.isEmpty()
        || networks.size() > MAX_MEMBERS
        || networks.size() != weights.size()
        || weights.stream().anyMatch(weight -> weight < 1)) {
      throw new IllegalArgumentException(
          "a model has 1 to "
              + MAX_MEMBERS
              + " networks with a weight from 1 on each, not "
              + networks.size()
              + " with "
              + weights);
    }
  }

  /** The archive of a network. The same network gives the same bytes. */
  public static byte[] write(RecurrentNetwork network, Interpretation interpretation) {
    return new ModelArchive(List.of(ModelFile.write(network)), List.of(1), interpretation).write();
  }

  /** The bytes of the network, or of the first of several. */
  public byte[] network() {
    return networks.get(0);
  }

  /** Whether it has several networks. */
  public boolean isEnsemble() {
    return networks.size() > 1;
  }

  /**
   * What answers; the caller closes it.
   *
   * @throws dev.nightjar.zoo.network.ModelFormatException if a network is damaged, or they do not
   *     go together
   */
  public Predictor open() {
    List<RecurrentNetwork> members = new ArrayList<>();
    boolean opened = false;
    try {
      networks.forEach(bytes -> members.add(ModelFile.read(bytes)));
      Predictor predictor =
          isEnsemble()
              ? new NetworkEnsemble(members, weights.stream().map(Integer::doubleValue).toList())
              : members.get(0);
      opened = true;
      return predictor;
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException("the model is damaged: " + e.getMessage(), e);
    } finally {
      if (!opened) {
        members.forEach(RecurrentNetwork::close);
      }
    }
  }

  /** The bytes of the archive. */
  public byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (int i = 0; i < networks.size(); i++) {
        entry(zip, nameOfNetwork(i), networks.get(i));
      }
      if (isEnsemble()) {
        entry(
            zip, WEIGHTS, weights.stream().map(String::valueOf).collect(Collectors.joining("\n")));
      }
      String reads = "";
      if (interpretation instanceof Interpretation.LabelledText text) {
        reads = "labelled-text";
        vocabulary(zip, text.vocabulary());
        entry(zip, LABELS, labels(text.labels()));
      } else if (interpretation instanceof Interpretation.Text text) {
        reads = text.encoding().running() ? "running-text" : "documents";
        vocabulary(zip, text.encoding().vocabulary());
      } else if (interpretation instanceof Interpretation.Tokens tokens) {
        reads = "tokens " + tokens.size();
      } else if (interpretation instanceof Interpretation.Numbers numbers) {
        reads = "numbers " + numbers.width();
        entry(zip, COLUMNS, columns(numbers.columns()));
        entry(zip, ANSWER, columns(List.of(numbers.answer())));
      } else if (interpretation instanceof Interpretation.LabelledSeries series) {
        reads = "labelled-series";
        entry(zip, COLUMNS, columns(series.columns()));
        entry(zip, LABELS, labels(series.labels()));
      } else if (interpretation instanceof Interpretation.Forecast forecast) {
        reads = "series";
        ForecastScaling scaling = forecast.scaling();
        ForecastWindows windows = scaling.windows();
        entry(zip, COLUMNS, columns(scaling.columns()));
        entry(zip, ANSWER, columns(List.of(scaling.answer())));
        entry(
            zip,
            WINDOWS,
            scaling.target()
                + " "
                + windows.window()
                + " "
                + windows.horizon()
                + " "
                + windows.difference());
      } else if (interpretation instanceof Interpretation.Music) {
        reads = "keys";
      }
      entry(zip, TASK, interpretation.task().label() + " " + reads);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
    entry(zip, name, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0); // The same model gives the same bytes whenever it is written.
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /**
   * Reads an archive. Memory and time are bounded, whoever wrote it.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static ModelArchive read(byte[] archive) {
    Map<String, byte[]> entries = ArchiveEntries.OF_A_MODEL.read(archive, NAMES);
    if (!entries.containsKey(NETWORK) && entries.containsKey("configuration.json")) {
      throw new IllegalArgumentException(
          "the model is one of Deeplearning4j alone, without what Nightjar needs to use it; load it"
              + " with Deeplearning4j's ModelSerializer");
    }
    List<Integer> weights =
        entries.containsKey(WEIGHTS) ? weights(text(entries, WEIGHTS)) : List.of(1);
    List<byte[]> networks =
        IntStream.range(0, weights.size()).mapToObj(i -> bytes(entries, nameOfNetwork(i))).toList();
    return new ModelArchive(networks, weights, interpretation(entries));
  }

  private static String nameOfNetwork(int index) {
    return index == 0 ? NETWORK : NETWORK.replace(".", "-" + (index + 1) + ".");
  }

  private static List<Integer> weights(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()
        || lines.size() > MAX_MEMBERS
        || !lines.stream().allMatch(line -> line.matches("[1-9][0-9]{0,5}"))) {
      throw new IllegalArgumentException(
          "the model is damaged: its " + WEIGHTS + " is no list of weights");
    }
    return lines.stream().map(Integer::valueOf).toList();
  }

  /**
   * The entries of an archive, by name and in their order, without what others may have put there.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public static Map<String, byte[]> entries(byte[] archive) {
    Map<String, byte[]> entries = ArchiveEntries.OF_A_MODEL.read(archive, NAMES);
    entries.keySet().retainAll(NAMES);
    return entries;
  }

  private static Interpretation interpretation(Map<String, byte[]> entries) {
    String task = text(entries, TASK);
    List<String> words = List.of(task.split(" ", -1));
    return switch (task.replaceFirst(" \\d{1,9}$", " N")) {
      case "classification labelled-text" ->
          new Interpretation.LabelledText(vocabulary(entries), labels(entries));
      case "classification labelled-series" ->
          new Interpretation.LabelledSeries(columns(entries, COLUMNS), labels(entries));
      case "language-model running-text" ->
          new Interpretation.Text(new TextEncoding(vocabulary(entries), true));
      case "language-model documents" ->
          new Interpretation.Text(new TextEncoding(vocabulary(entries), false));
      case "language-model tokens N" -> new Interpretation.Tokens(Integer.parseInt(words.get(2)));
      case "regression numbers N" ->
          new Interpretation.Numbers(columns(entries, COLUMNS), columns(entries, ANSWER).get(0));
      case "polyphonic keys" -> new Interpretation.Music();
      case "forecasting series" -> new Interpretation.Forecast(scaling(entries));
      default ->
          throw new IllegalArgumentException(
              "the model is of the task \""
                  + task
                  + "\", which this Nightjar does not know: use the Nightjar that wrote it");
    };
  }

  private static Vocabulary vocabulary(Map<String, byte[]> entries) {
    if (!entries.containsKey(WORDS)) {
      return CharacterVocabulary.ofCharacters(text(entries, VOCABULARY));
    }
    List<String> lines = text(entries, WORDS).lines().toList();
    Matcher tokenizer = TOKENIZER.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!tokenizer.matches()) {
      throw new IllegalArgumentException(
          "the model is damaged: its " + WORDS + " does not begin with how words are cut");
    }
    try {
      return new WordVocabulary(
          new WordTokenizer(
              Boolean.parseBoolean(tokenizer.group(1)), Boolean.parseBoolean(tokenizer.group(2))),
          lines.stream().skip(1).map(ModelArchive::unescape).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the model is damaged: " + e.getMessage(), e);
    }
  }

  private static void vocabulary(ZipOutputStream zip, Vocabulary vocabulary) throws IOException {
    if (vocabulary instanceof CharacterVocabulary characters) {
      entry(zip, VOCABULARY, characters.characters());
    } else if (vocabulary instanceof WordVocabulary words) {
      WordTokenizer tokenizer = words.tokenizer();
      String first =
          "lower_case=" + tokenizer.lowerCase() + " line_ends=" + tokenizer.lineEnds() + "\n";
      entry(zip, WORDS, first + labels(words.words()));
    }
  }

  private static String labels(List<String> labels) {
    return String.join("\n", labels.stream().map(ModelArchive::escape).toList());
  }

  private static List<String> labels(Map<String, byte[]> entries) {
    return text(entries, LABELS).lines().map(ModelArchive::unescape).toList();
  }

  private static String columns(List<NumberColumn> columns) {
    return columns.stream()
        .map(c -> c.mean() + " " + c.deviation() + " " + escape(c.name()))
        .collect(Collectors.joining("\n"));
  }

  private static List<NumberColumn> columns(Map<String, byte[]> entries, String name) {
    List<NumberColumn> columns = new ArrayList<>();
    for (String line : text(entries, name).lines().toList()) {
      List<String> words = words(name, line, 3);
      columns.add(
          new NumberColumn(
              unescape(words.get(2)),
              Double.parseDouble(words.get(0)),
              Double.parseDouble(words.get(1))));
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("the model is damaged: its " + name + " is empty");
    }
    return columns;
  }

  private static ForecastScaling scaling(Map<String, byte[]> entries) {
    List<String> words = words(WINDOWS, text(entries, WINDOWS), 4);
    return new ForecastScaling(
        columns(entries, COLUMNS),
        Integer.parseInt(words.get(0)),
        columns(entries, ANSWER).get(0),
        new ForecastWindows(
            Integer.parseInt(words.get(1)),
            Integer.parseInt(words.get(2)),
            Boolean.parseBoolean(words.get(3))));
  }

  private static List<String> words(String name, String line, int count) {
    List<String> words = List.of(line.split(" ", count));
    if (words.size() != count) {
      throw new IllegalArgumentException(
          "the model is damaged: its " + name + " has the line \"" + line + "\"");
    }
    return words;
  }

  private static String text(Map<String, byte[]> entries, String name) {
    return new String(bytes(entries, name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Map<String, byte[]> entries, String name) {
    if (!entries.containsKey(name)) {
      throw new IllegalArgumentException(
          "the model is damaged: it has no " + name + ", only " + entries.keySet());
    }
    return entries.get(name);
  }

  private static String escape(String label) {
    return label.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String line) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        char next = line.charAt(++i);
        label.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
      } else {
        label.append(c);
      }
    }
    return label.toString();
  }
}
