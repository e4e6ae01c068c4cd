package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A user's file of labelled text: UTF-8, a header line that names the columns, a row an example.
 */
final class DelimitedFile {

  private final FileProblems problems;
  private final List<Example> examples = new ArrayList<>();

  private DelimitedFile(Path path) {
    this.problems = new FileProblems(path);
  }

  static LabelledText load(LabelledFileSpec spec) {
    Path path = spec.file();
    DelimitedFile file = new DelimitedFile(path);
    Table.read(path, spec.format(), file.problems, header -> file.open(spec, header));
    file.requireLearnable();
    file.problems.throwIfAny();
    return StratifiedSplit.divide(String.valueOf(path.getFileName()), file.examples, spec.split());
  }

  private Consumer<Table.Row> open(LabelledFileSpec spec, List<String> header) {
    int textIndex = column(header, spec.textColumn(), "text");
    int labelIndex = column(header, spec.labelColumn(), "label");
    return row -> {
      String text = row.fields().get(textIndex);
      String label = row.fields().get(labelIndex);
      if (text.isBlank()) {
        problems.add(row.line(), "the text is empty");
      } else if (label.isBlank()) {
        problems.add(row.line(), "the label is empty");
      } else {
        examples.add(new Example(text, label.strip()));
      }
    };
  }

  private int column(List<String> header, String name, String role) {
    int index = header.indexOf(name);
    if (index < 0) {
      problems.add(
          1,
          "there is no "
              + role
              + " column \""
              + name
              + "\"; the header has "
              + header
              + "; name the column with dataset."
              + role);
    }
    return index;
  }

  /** Learning needs two labels, and of each an example to train and one to validate on. */
  private void requireLearnable() {
    if (!problems.isEmpty()) {
      return;
    }
    if (examples.isEmpty()) {
      problems.addOfFile("there are no examples below the header line");
      return;
    }
    Map<String, Map<String, Boolean>> texts = new TreeMap<>();
    for (Example example : examples) {
      texts
          .computeIfAbsent(example.label(), label -> new LinkedHashMap<>())
          .put(example.text(), true);
    }
    if (texts.size() == 1) {
      problems.addOfFile(
          "every example has the label \""
              + texts.keySet().iterator().next()
              + "\"; learning to tell labels apart needs at least two");
    }
    texts.forEach(
        (label, distinct) -> {
          if (distinct.size() == 1) {
            problems.addOfFile(
                "the label \""
                    + label
                    + "\" has one example only; it needs one to train and one to validate on: add"
                    + " examples or leave the label out");
          }
        });
  }
}
