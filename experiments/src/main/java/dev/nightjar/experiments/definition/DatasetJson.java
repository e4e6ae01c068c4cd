package dev.nightjar.experiments.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.zoo.data.Builtin;
import dev.nightjar.zoo.data.BuiltinSpec;
import dev.nightjar.zoo.data.DatasetKind;
import dev.nightjar.zoo.data.DatasetSpec;
import dev.nightjar.zoo.data.Documents;
import dev.nightjar.zoo.data.ForecastWindows;
import dev.nightjar.zoo.data.IdxFileSpec;
import dev.nightjar.zoo.data.IdxFiles;
import dev.nightjar.zoo.data.LabelledFileSpec;
import dev.nightjar.zoo.data.MusicFileSpec;
import dev.nightjar.zoo.data.SeriesFileSpec;
import dev.nightjar.zoo.data.SplitSpec;
import dev.nightjar.zoo.data.TableFormat;
import dev.nightjar.zoo.data.TextFileSpec;
import dev.nightjar.zoo.data.TextLevel;
import dev.nightjar.zoo.data.TimeSeriesFileSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The resolved form of a data set: the keys of the experiment file, every default explicit. */
final class DatasetJson {

  private DatasetJson() {}

  static ObjectNode write(DatasetSpec spec) {
    ObjectNode node = Json.object();
    if (spec instanceof BuiltinSpec builtin) {
      node.put("builtin", builtin.dataset().label());
      if (builtin.dataset().isText()) {
        TextLevelJson.write(node, builtin.level());
      }
      builtin.windows().ifPresent(windows -> windows(node, windows));
      builtin.split().ifPresent(split -> node.set("split", split(split)));
    } else if (spec instanceof LabelledFileSpec file) {
      node.put("path", file.file().toString());
      node.put("format", file.format().label());
      node.put("text", file.textColumn()).put("label", file.labelColumn());
      TextLevelJson.write(node, file.level());
      node.set("split", split(file.split()));
    } else if (spec instanceof SeriesFileSpec file) {
      node.put("path", file.file().toString());
      node.put("format", file.format().label());
      columns(node, file.columns());
      node.put("series", file.seriesColumn());
      node.put(file.kind() == DatasetKind.NUMBERS ? "target" : "label", file.answerColumn());
      node.set("split", split(file.split()));
    } else if (spec instanceof TimeSeriesFileSpec file) {
      node.put("path", file.file().toString());
      node.put("format", file.format().label());
      columns(node, file.columns());
      file.target().ifPresent(target -> node.put("target", target));
      file.time().ifPresent(time -> node.put("time", time));
      windows(node, file.windows());
      node.set("split", split(file.split()));
    } else if (spec instanceof TextFileSpec file) {
      node.put("path", file.file().toString());
      node.put("format", DataFileReader.TEXT);
      node.put("documents", file.documents().label());
      TextLevelJson.write(node, file.level());
      node.set("split", split(file.split()));
    } else if (spec instanceof IdxFileSpec file) {
      files(node, file.files());
      node.put("format", DataFileReader.IDX);
      file.test().ifPresent(test -> files(node.putObject("test"), test));
      node.set("split", split(file.split()));
    } else if (spec instanceof MusicFileSpec file) {
      node.put("path", file.file().toString());
      node.put("format", DataFileReader.JSON);
      // Whether the file is divided already only the file knows, so the default stays unsaid.
      file.split().ifPresent(split -> node.set("split", split(split)));
    }
    return node;
  }

  private static void files(ObjectNode node, IdxFiles files) {
    node.put("path", files.items().toString()).put("labels", files.labels().toString());
  }

  private static IdxFiles files(JsonNode node) {
    return new IdxFiles(
        Path.of(Json.member(node, "path").asText()), Path.of(Json.member(node, "labels").asText()));
  }

  /** Which columns there are only the file knows, so the default stays unsaid. */
  private static void columns(ObjectNode node, List<String> columns) {
    if (!columns.isEmpty()) {
      columns.forEach(node.putArray("columns")::add);
    }
  }

  private static void windows(ObjectNode node, ForecastWindows windows) {
    node.put("window", windows.window()).put("horizon", windows.horizon());
    node.put("difference", windows.difference());
  }

  private static ObjectNode split(SplitSpec split) {
    return Json.object()
        .put("train", split.train())
        .put("validation", split.validation())
        .put("test", split.test());
  }

  /**
   * The inverse.
   *
   * @throws IllegalArgumentException if it is of another version
   */
  static DatasetSpec read(JsonNode node) {
    TextLevel level = TextLevelJson.read(node);
    Optional<String> builtin = text(node, "builtin");
    if (builtin.isPresent()) {
      return new BuiltinSpec(
          Builtin.of(builtin.get()).orElseThrow(() -> unknown("built-in data set", builtin.get())),
          Optional.ofNullable(node.get("split")).map(DatasetJson::split),
          node.has("window") ? Optional.of(windows(node)) : Optional.empty(),
          level);
    }
    Path path = Path.of(Json.member(node, "path").asText());
    String format = Json.member(node, "format").asText();
    if (format.equals(DataFileReader.JSON)) {
      return new MusicFileSpec(
          path, Optional.ofNullable(node.get("split")).map(DatasetJson::split));
    }
    SplitSpec split = split(Json.member(node, "split"));
    if (format.equals(DataFileReader.IDX)) {
      return new IdxFileSpec(
          files(node), Optional.ofNullable(node.get("test")).map(DatasetJson::files), split);
    }
    if (format.equals(DataFileReader.TEXT)) {
      String documents = Json.member(node, "documents").asText();
      return new TextFileSpec(
          path,
          Documents.of(documents).orElseThrow(() -> unknown("kind of documents", documents)),
          split,
          level);
    }
    TableFormat table = TableFormat.of(format).orElseThrow(() -> unknown("format", format));
    if (node.has("window")) {
      return new TimeSeriesFileSpec(
          path,
          table,
          columns(node),
          text(node, "target"),
          text(node, "time"),
          windows(node),
          split);
    }
    if (node.has("series")) {
      boolean labelled = node.has("label");
      return new SeriesFileSpec(
          path,
          table,
          columns(node),
          Json.member(node, "series").asText(),
          Json.member(node, labelled ? "label" : "target").asText(),
          labelled ? DatasetKind.LABELLED_SERIES : DatasetKind.NUMBERS,
          split);
    }
    return new LabelledFileSpec(
        path,
        table,
        Json.member(node, "text").asText(),
        Json.member(node, "label").asText(),
        split,
        level);
  }

  private static List<String> columns(JsonNode node) {
    List<String> columns = new ArrayList<>();
    if (node.has("columns")) {
      node.get("columns").forEach(column -> columns.add(column.asText()));
    }
    return columns;
  }

  private static ForecastWindows windows(JsonNode node) {
    return new ForecastWindows(
        Json.member(node, "window").intValue(),
        Json.member(node, "horizon").intValue(),
        Json.member(node, "difference").booleanValue());
  }

  private static SplitSpec split(JsonNode node) {
    return new SplitSpec(
        Json.member(node, "train").doubleValue(),
        Json.member(node, "validation").doubleValue(),
        Json.member(node, "test").doubleValue());
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
  }

  static IllegalArgumentException unknown(String what, String word) {
    return new IllegalArgumentException(
        "the resolved definition names the " + what + " " + word + ", which this Nightjar lacks");
  }
}
