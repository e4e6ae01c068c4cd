package dev.nightjar.app;

import dev.nightjar.zoo.model.Classifier;
import dev.nightjar.zoo.model.Model;
import java.nio.file.Path;
import java.util.Arrays;

/** A program as users write it: a model file and texts become a label a line. */
final class ModelAnswers {

  private ModelAnswers() {}

  public static void main(String[] args) throws Exception {
    try (Classifier model = Model.open(Path.of(args[0]), Classifier.class)) {
      for (String text : Arrays.asList(args).subList(1, args.length)) {
        System.out.println(model.classify(text).label());
      }
    }
  }
}
