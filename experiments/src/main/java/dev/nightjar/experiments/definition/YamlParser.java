package dev.nightjar.experiments.definition;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/**
 * Turns a YAML 1.2 text into nodes with places, straight from the parser's events, so that depth,
 * aliases and the size they expand to are bounded while reading and not after. Tags, merge keys and
 * further documents have no meaning in an experiment file and are problems.
 */
final class YamlParser {

  /** An experiment file is five deep. */
  static final int MAX_DEPTH = 20;

  static final int MAX_ALIASES = 100;

  /** With aliases spelled out; an experiment file has a few hundred. */
  static final int MAX_VALUES = 20_000;

  /** Reading a number takes the square of its digits; none of so many is allowed anywhere. */
  private static final int MAX_DIGITS = 1_000;

  /** Stands for every whole number of more digits. */
  private static final BigInteger BEYOND = BigInteger.TEN.pow(MAX_DIGITS);

  private static final String TEXT_TAG = Tag.STR.getValue();
  private static final CoreScalarResolver CORE_SCHEMA = new CoreScalarResolver(false);

  private final SourceText source;
  private final Problems problems;
  private final Iterator<Event> events;
  private final Map<Anchor, YamlNode> anchors = new HashMap<>();
  private int aliases;

  private YamlParser(SourceText source, Problems problems) {
    this.source = source;
    this.problems = problems;
    // The library's buffer holds the whole text: where two halves of a character lie on both sides
    // of its end, it reads beyond it and fails.
    LoadSettings settings =
        LoadSettings.builder().setUseMarks(true).setBufferSize(source.text().length() + 2).build();
    this.events = new Parse(settings).parseString(source.text()).iterator();
  }

  /** Ends the reading of a text that cannot be read any further; its problem is recorded. */
  private static final class Abandoned extends RuntimeException {
    Abandoned() {
      super("the problem is recorded", null, false, false);
    }
  }

  /** The text's only document; empty if it cannot be read or has none, which is a problem then. */
  static Optional<YamlNode> parse(SourceText source, Problems problems) {
    YamlParser parser = new YamlParser(source, problems);
    try {
      return parser.document();
    } catch (Abandoned e) {
      return Optional.empty();
    } catch (ReaderException e) {
      int position = Math.min(e.getPosition(), source.text().length());
      problems.add(
          spanOfIndex(source, position),
          String.format(
              Locale.ROOT,
              "not YAML: there is a character U+%04X, which no text has",
              e.getCodePoint()),
          "save the file as text in UTF-8");
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      problems.add(faultyPlace(source, e), fault(e), hints(e));
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(source.start(), "not YAML: " + Words.clip(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  /** Where the parser gave up; where what it could not finish begins, if that is the text's end. */
  private static Span faultyPlace(SourceText source, MarkedYamlEngineException e) {
    boolean atEnd = String.valueOf(e.getProblem()).contains("stream");
    Optional<Mark> mark = atEnd ? e.getContextMark().or(e::getProblemMark) : e.getProblemMark();
    return source.span(mark.or(e::getContextMark), Optional.empty());
  }

  private static String fault(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("TAB")) {
      return "not YAML: a tab stands where only spaces may";
    }
    String context = e.getContext() == null ? "" : " (" + Words.clip(e.getContext()) + ")";
    return "not YAML: " + Words.clip(problem) + context;
  }

  private static List<String> hints(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("TAB")) {
      return List.of("indent with spaces");
    } else if (problem.contains("mapping values are not allowed")) {
      return List.of("text with a colon and a blank in it must be quoted");
    }
    return List.of();
  }

  private static Span spanOfIndex(SourceText source, int codePoints) {
    int line = 0;
    int column = 0;
    int[] text = source.text().codePoints().limit(codePoints).toArray();
    for (int i = 0; i < text.length; i++) {
      boolean breaks =
          text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.length || text[i + 1] != '\n'));
      line += breaks ? 1 : 0;
      column = breaks ? 0 : column + 1;
    }
    return new Span(source, line, column, 1);
  }

  private Optional<YamlNode> document() {
    Optional<YamlNode> root = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case StreamStart, StreamEnd, DocumentEnd -> {}
        case DocumentStart -> {
          if (root.isPresent()) {
            throw abandon(span(event), "a second document begins here; there may be only one");
          }
        }
        default -> root = Optional.of(node(event, 1));
      }
    }
    return root;
  }

  private YamlNode node(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw abandon(span(event), "nested deeper than " + MAX_DEPTH + " levels");
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    YamlNode node;
    if (event instanceof ScalarEvent scalar) {
      node = scalar(scalar);
    } else if (event instanceof SequenceStartEvent sequence) {
      refuseTag(event, sequence.getTag());
      node = sequence(span(event), depth);
    } else if (event instanceof MappingStartEvent mapping) {
      refuseTag(event, mapping.getTag());
      node = mapping(span(event), depth);
    } else {
      throw new IllegalStateException("a YAML node cannot begin with " + event);
    }
    if (event instanceof NodeEvent named) {
      named.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    }
    return node;
  }

  private YamlNode aliased(AliasEvent event) {
    String name = "*" + Words.clip(event.getAlias().getValue());
    if (++aliases > MAX_ALIASES) {
      throw abandon(span(event), "more than " + MAX_ALIASES + " aliases such as " + name);
    }
    YamlNode target = anchors.get(event.getAlias());
    if (target == null) {
      throw abandon(span(event), "the alias " + name + " stands for nothing that is complete here");
    }
    return target;
  }

  private YamlList sequence(Span span, int depth) {
    List<YamlNode> items = new ArrayList<>();
    int size = 1;
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      YamlNode item = node(event, depth + 1);
      items.add(item);
      size = grow(span(event), size, item);
      event = events.next();
    }
    return new YamlList(merge(span, event), items, size);
  }

  private YamlMap mapping(Span span, int depth) {
    Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
    int size = 1;
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      Span keySpan = span(event);
      YamlNode key = node(event, depth + 1);
      Event valueEvent = events.next();
      YamlNode value = node(valueEvent, depth + 1);
      size = grow(keySpan, size, value);
      if (key instanceof YamlScalar scalar) {
        YamlMap.Entry entry = new YamlMap.Entry(scalar.text(), keySpan, value);
        YamlMap.Entry first = entries.putIfAbsent(scalar.text(), entry);
        if (first != null) {
          problems.add(
              keySpan,
              "the key " + Words.quote(scalar.text()) + " stands twice",
              "it stands first in line " + (first.span().line() + 1) + "; remove one of both");
        }
      } else {
        problems.add(keySpan, "a key must be a word, not " + key.describe());
      }
      event = events.next();
    }
    return new YamlMap(merge(span, event), List.copyOf(entries.values()), size);
  }

  private int grow(Span span, int size, YamlNode child) {
    if (size + child.size() > MAX_VALUES) {
      throw abandon(
          span,
          "too large: with its aliases spelled out the text has more than "
              + MAX_VALUES
              + " values");
    }
    return size + child.size();
  }

  /** A collection in flow style ends on its line, and is underlined as a whole then. */
  private static Span merge(Span start, Event end) {
    return end.getEndMark()
        .filter(m -> m.getLine() == start.line() && m.getColumn() > start.column())
        .map(
            m ->
                new Span(
                    start.source(), start.line(), start.column(), m.getColumn() - start.column()))
        .orElse(start);
  }

  private YamlScalar scalar(ScalarEvent event) {
    String text = event.getValue();
    boolean isText = event.getTag().filter(t -> t.equals(TEXT_TAG) || t.equals("!")).isPresent();
    if (!isText) {
      refuseTag(event, event.getTag());
    }
    boolean plain = event.isPlain() && !isText;
    Optional<Object> value = plain ? resolve(text) : Optional.of(text);
    return new YamlScalar(span(event), text, value);
  }

  private void refuseTag(Event event, Optional<String> tag) {
    tag.ifPresent(
        t -> problems.add(span(event), "the tag " + Words.quote(t) + " has no meaning here"));
  }

  /** A plain scalar by the core schema. */
  private static Optional<Object> resolve(String text) {
    Tag tag = CORE_SCHEMA.resolve(text, true);
    if (tag.equals(Tag.NULL)) {
      return Optional.empty();
    } else if (tag.equals(Tag.BOOL)) {
      return Optional.of(text.equalsIgnoreCase("true"));
    } else if (tag.equals(Tag.INT)) {
      return Optional.of(integer(text));
    } else if (tag.equals(Tag.FLOAT)) {
      return Optional.of(real(text));
    }
    return Optional.of(text);
  }

  private static Object integer(String text) {
    if (text.length() > MAX_DIGITS) {
      return text.startsWith("-") ? BEYOND.negate() : BEYOND;
    }
    BigInteger value;
    if (text.startsWith("0x")) {
      value = new BigInteger(text.substring(2), 16);
    } else if (text.startsWith("0o")) {
      value = new BigInteger(text.substring(2), 8);
    } else {
      value = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
    }
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private static Object real(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    if (plain.endsWith(".nan")) {
      return Double.NaN;
    } else if (plain.endsWith(".inf")) {
      return plain.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.valueOf(text);
  }

  private Span span(Event event) {
    return source.span(event.getStartMark(), event.getEndMark());
  }

  private Abandoned abandon(Span span, String message) {
    problems.add(span, message);
    return new Abandoned();
  }
}
