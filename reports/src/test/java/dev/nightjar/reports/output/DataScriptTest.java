package dev.nightjar.reports.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.reports.FixedStorage;
import dev.nightjar.reports.Studies;
import dev.nightjar.reports.view.IndexPage;
import dev.nightjar.reports.view.StudyView;
import org.junit.jupiter.api.Test;

class DataScriptTest {

  private static String script(FixedStorage storage) {
    return DataScript.write(IndexPage.of(StudyView.load(storage, storage.study()), Studies.INFO));
  }

  private static JsonNode json(String script) throws Exception {
    assertThat(script).startsWith("window.NIGHTJAR = ").endsWith(";\n");
    return new ObjectMapper()
        .readTree(script.substring("window.NIGHTJAR = ".length(), script.length() - 2));
  }

  @Test
  void hostileTextIsInertAndComesBackUnchanged() throws Exception {
    FixedStorage storage = Studies.hostile();
    String script = script(storage);

    assertThat(script)
        .doesNotContain("<", ">", "&", "]]>", "\u2028", "\u2029")
        .matches("\\p{ASCII}*");
    assertThat(json(script).get("metric").asText()).isEqualTo("loss" + Studies.HOSTILE);
  }

  @Test
  void holdsEveryTrialAndNumbersThatAreNone() throws Exception {
    JsonNode json = json(script(Studies.night()));

    assertThat(json.get("leaderboard").get("rows")).hasSize(40);
    assertThat(json.get("leaderboard").get("rows").get(0).get("cells"))
        .hasSameSizeAs(json.get("leaderboard").get("columns"));
    assertThat(json.get("history").get("points")).hasSize(40);
    assertThat(json.get("curves").get("trials")).hasSize(8);
    assertThat(script(Studies.night())).doesNotContain("Infinity,", ":NaN", "[NaN", ",NaN");
  }
}
