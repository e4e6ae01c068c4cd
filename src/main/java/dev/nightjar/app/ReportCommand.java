package dev.nightjar.app;

import dev.nightjar.reports.HtmlReport;
import dev.nightjar.reports.ReportInfo;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.study.Study;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the HTML report of a study, or of several beside each other. */
@Command(
    name = "report",
    description = {
      "Write the HTML report of a study; it opens from disk without a server.",
      "Of several studies, a page that compares them, and the report of each."
    },
    footer = {
      "",
      "Examples:",
      "  nightjar report names-by-language -o leaderboard",
      "  nightjar report names-by-language --single-file -o names.html",
      "  nightjar report names-random names-bayesian"
    })
final class ReportCommand extends StudyCommand {

  @Parameters(arity = "1..*", paramLabel = "STUDY", description = "the studies' names")
  private List<String> names = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description =
          "the folder, or with --single-file the file, to write (default: reports/STUDY, or"
              + " reports/STUDY.html, beside the database)")
  private Optional<Path> directory = Optional.empty();

  @Option(
      names = "--single-file",
      description =
          "write one file with everything in it, to be sent to somebody; -o names the file")
  private boolean singleFile;

  @Override
  public Integer call() {
    try (Storage storage = openForReading()) {
      List<Study> studies = names.stream().distinct().map(n -> require(storage, n)).toList();
      if (singleFile && studies.size() > 1) {
        throw new UsageException(
            "--single-file takes one study, not "
                + studies.size()
                + "; leave it out to get a folder that compares them",
            ExitCode.USAGE);
      }
      Path folder =
          directory.orElseGet(
              () -> ReportPaths.of(storageUrl(), studies.stream().map(Study::name).toList()));
      if (singleFile) {
        Path file =
            directory.orElseGet(() -> folder.resolveSibling(folder.getFileName() + ".html"));
        new HtmlReport().writeSingle(storage, studies.get(0), file, info(Clock.systemUTC()));
        out().println(file.toAbsolutePath().normalize());
        return ExitCode.OK;
      }
      Path index =
          studies.size() == 1
              ? write(storage, studies.get(0), folder, Clock.systemUTC())
              : new HtmlReport().write(storage, studies, folder, info(Clock.systemUTC()));
      out().println(index.toAbsolutePath().normalize());
      return ExitCode.OK;
    }
  }

  static Path write(Storage storage, Study study, Path folder, Clock clock) {
    return new HtmlReport().write(storage, study, folder, info(clock));
  }

  /** Writes the report of a study that runs, whose open pages renew themselves. */
  static Path writeRunning(Storage storage, Study study, Path folder, Clock clock) {
    return new HtmlReport()
        .write(storage, study, folder, ReportInfo.ofRunning(Version.nightjar(), clock.instant()));
  }

  private static ReportInfo info(Clock clock) {
    return new ReportInfo(Version.nightjar(), clock.instant());
  }
}
