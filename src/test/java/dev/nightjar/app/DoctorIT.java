package dev.nightjar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorIT {

  @TempDir private Path folder;

  @Test
  void nothingIsWrongHereUntilTheDatabaseIsBroken() throws Exception {
    CommandLineRun.Finished well = CommandLineRun.run(folder, "doctor");
    assertThat(well.exitCode()).as(well.out() + well.err()).isZero();
    assertThat(well.err()).isEmpty();
    assertThat(well.out())
        .containsPattern("(?m)^ok +oneDNN +loads and computes right$")
        .containsPattern("(?m)^ok +ND4J +loads and computes right$")
        .containsPattern("(?m)^ok +storage +there is no database");
    Files.createDirectories(folder.resolve("runs"));
    Files.writeString(folder.resolve("runs/nightjar.mv.db"), "no database\n".repeat(1000));
    CommandLineRun.Finished ill = CommandLineRun.run(folder, "doctor", "--format", "json");
    assertThat(ill.exitCode()).isEqualTo(ExitCode.SOFTWARE);
    JsonNode json = new ObjectMapper().readTree(ill.out());
    assertThat(json.get("ok").asBoolean()).isFalse();
    for (JsonNode finding : json.get("findings")) {
      assertThat(finding.get("state").asText().equals("error"))
          .as(finding.toString())
          .isEqualTo(finding.get("name").asText().equals("storage"));
    }
  }
}
