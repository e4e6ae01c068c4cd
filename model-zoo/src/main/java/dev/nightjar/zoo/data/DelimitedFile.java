package dev.nightjar.zoo.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    return StratifiedSplit.divide(
        String.valueOf(path.getFileName()), file.examples, spec.split(), spec.level());
  }

  private Consumer<Table.Row> open(LabelledFileSpec spec, List<String> header) {
    int textIndex = Table.column(problems, header, spec.textColumn(), "text");
    int labelIndex = Table.column(problems, header, spec.labelColumn(), "label");
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

  private void requireLearnable() {
    if (!problems.isEmpty()) {
      return;
    }
    if (examples.isEmpty()) {
      problems.addOfFile("there are no examples below the header line");
      return;
    }
    LearnableLabels.require(
        problems, examples, Example::label, Example::text, "example", "examples");
  }
}
