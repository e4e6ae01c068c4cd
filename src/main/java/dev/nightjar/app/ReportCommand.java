package dev.nightjar.app;

import dev.nightjar.reports.HtmlReport;
import dev.nightjar.reports.ReportInfo;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the HTML report of a study. */
@Command(
    name = "report",
    description = "Write the HTML report of a study; it opens from disk without a server.",
    footer = {"", "Example: nightjar report names-by-language -o leaderboard"})
final class ReportCommand extends StudyCommand {

  @Parameters(index = "0", paramLabel = "STUDY", description = "the study's name")
  private String name = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "the folder to write (default: reports/STUDY beside the database)")
  private Optional<Path> directory = Optional.empty();

  @Override
  public Integer call() {
    try (Storage storage = openForReading()) {
      Study study = require(storage, name);
      Path folder = directory.orElseGet(() -> ReportPaths.of(storageUrl(), name));
      Path index = write(storage, study, folder, Clock.systemUTC());
      out().println(index.toAbsolutePath().normalize());
      return ExitCode.OK;
    }
  }

  static Path write(Storage storage, Study study, Path folder, Clock clock) {
    return new HtmlReport()
        .write(storage, study, folder, new ReportInfo(Version.nightjar(), clock.instant()));
  }
}
