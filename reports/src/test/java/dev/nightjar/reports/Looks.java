package dev.nightjar.reports;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.nightjar.search.run.Seeds;
import dev.nightjar.search.trial.Attachment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** What tasks store with a trial to be looked at. */
public final class Looks {

  private Looks() {}

  /** An attachment in JSON, given with single quotes. */
  public static Attachment json(String name, String json) {
    return new Attachment(
        name, Attachment.JSON, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** What a classifier of surnames confuses. */
  static List<Attachment> ofNames() {
    List<String> labels =
        List.of(
            "Arabic",
            "Chinese",
            "Czech",
            "Dutch",
            "English",
            "French",
            "German",
            "Greek",
            "Irish",
            "Italian",
            "Japanese",
            "Korean",
            "Polish",
            "Portuguese",
            "Russian",
            "Scottish",
            "Spanish",
            "Vietnamese");
    RandomGenerator random = Seeds.ofSuggestion(3, 0);
    StringBuilder counts = new StringBuilder();
    StringBuilder right = new StringBuilder();
    StringBuilder pairs = new StringBuilder();
    for (int truth = 0; truth < labels.size(); truth++) {
      int good = 4 + random.nextInt(120);
      int all = good;
      for (int answer = 0; answer < labels.size(); answer++) {
        int count = answer == truth ? 0 : Math.max(0, random.nextInt(24) - 16);
        all += count;
        if (count > 0) {
          pairs.append(pairs.isEmpty() ? "" : ",").append(List.of(truth, answer, count));
        }
      }
      counts.append(truth == 0 ? "" : ",").append(all);
      right.append(truth == 0 ? "" : ",").append(good);
    }
    StringBuilder mistakes = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      mistakes.append(
          "%s{'input':'%s','truth':'%s','answer':'%s','probability':%s,'probability_of_truth':%s}"
              .formatted(
                  i == 0 ? "" : ",",
                  i == 3 ? "Wolfeschlegelsteinhausenbergerdorff ".repeat(4) : "Name" + i,
                  labels.get(i % 18),
                  labels.get((i + 5) % 18),
                  0.99 - i * 0.01,
                  0.0001 * (i + 1)));
    }
    return List.of(
        json(
            Attachment.CONFUSION,
            "{'labels':['%s'],'counts':[%s],'right':[%s],'pairs':[%s]}"
                .formatted(String.join("','", labels), counts, right, pairs)),
        json(Attachment.MISTAKES, "{'count':312,'of':1900,'mistakes':[%s]}".formatted(mistakes)));
  }

  /** What tasks store of other kinds of networks, with a hostile name in each place for one. */
  static List<Attachment> hostile() {
    String name = new String(JsonStringEncoder.getInstance().quoteAsString(Studies.HOSTILE));
    return List.of(
            json(
                Attachment.CONFUSION,
                "{'labels':['%s','b'],'counts':[3,3],'right':[2,2],'pairs':[[0,1,1],[1,0,1]]}"),
            json(
                Attachment.MISTAKES,
                "{'count':1,'of':6,'mistakes':[{'input':'%s','truth':'%s','answer':'b',"
                    + "'probability':0.9,'probability_of_truth':0.1}]}"),
            json(Attachment.SAMPLES, "{'texts':['%s']}"),
            json(
                Attachment.FORECAST,
                "{'target':'%s','row':5,'rows':9,'horizon':2,'truth':[1,3,2,4],"
                    + "'next':[1.2,2.9,2.1,null],'last':[null,2,2.5,4.5]}"),
            json(Attachment.PREDICTIONS, "{'target':'%s','of':3,'pairs':[[1,2],[2,2.5],[3,2.9]]}"),
            json(Attachment.PIECE, "{'given':2,'chords':[[60,64],[62],[],[65,69,72]]}"))
        .stream()
        .map(
            a ->
                new Attachment(
                    a.name(),
                    a.mediaType(),
                    a.asText().replace("%s", name).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
