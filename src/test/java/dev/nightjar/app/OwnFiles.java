package dev.nightjar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Files as users have them: {@code text.txt, labels.tsv, numbers.csv, music.json}; made up. */
final class OwnFiles {

  private OwnFiles() {}

  static void write(Path folder) throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    StringBuilder labels = new StringBuilder("topic\tmessage\n");
    StringBuilder numbers = new StringBuilder("week,degrees,sales\n");
    StringBuilder music = new StringBuilder("[");
    for (int i = 0; i < 120; i++) {
      String word = (i % 2 == 0 ? "abc" : "xyz").repeat(1 + random.nextInt(3));
      text.append(word).append(i % 9 == 8 ? ".\n" : " ");
      labels.append(i % 2 == 0 ? "early" : "late").append('\t').append(word).append(i).append('\n');
      numbers.append(
          String.format(Locale.ROOT, "%d,%d,%.3f%n", i, random.nextInt(30), 5 + Math.sin(i / 5.0)));
      int key = 48 + random.nextInt(12);
      music.append(i == 0 ? "" : ",\n").append("[[").append(key).append("],[").append(key + 4);
      music.append(", ").append(key + 7).append("],[").append(key).append("]]");
    }
    Files.writeString(folder.resolve("text.txt"), text);
    Files.writeString(folder.resolve("labels.tsv"), labels);
    Files.writeString(folder.resolve("numbers.csv"), numbers);
    Files.writeString(folder.resolve("music.json"), music.append("]\n"));
  }
}
