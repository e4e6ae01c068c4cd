package dev.nightjar.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Says what is wrong with this machine, and how to mend it. */
@Command(
    name = "doctor",
    description = {
      "Check this machine: Java, CPU, native libraries, memory, disk, storage, terminal.",
      "Each is ok, a warning or an error, with how to mend it. Exit code 1 if there is an error."
    },
    footer = {"", "Example: nightjar doctor"})
final class DoctorCommand extends StudyCommand {

  @Override
  public Integer call() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(Checkup.java());
    findings.add(Checkup.cpu(Path.of("/proc/cpuinfo")));
    findings.addAll(Checkup.natives());
    findings.add(Checkup.threads());
    findings.add(Checkup.memory(Parallelism.freeMemory()));
    findings.add(Checkup.disk(ReportPaths.of(storageUrl(), "any")));
    findings.add(Checkup.storage(storageUrl()));
    findings.add(Checkup.temporary(Path.of(System.getProperty("java.io.tmpdir"))));
    findings.add(Checkup.encoding(encoding()));
    boolean healthy = findings.stream().noneMatch(f -> f.grade() == Finding.Grade.ERROR);
    if (json()) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("ok", healthy);
      view.put("findings", findings.stream().map(Finding::json).toList());
      out().println(Json.pretty(view));
    } else {
      findings.forEach(this::print);
    }
    return healthy ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void print(Finding finding) {
    if (quiet() && finding.grade() == Finding.Grade.OK) {
      return;
    }
    out().printf("%-8s %-16s %s%n", finding.grade().label(), finding.name(), finding.words());
    if (!finding.remedy().isEmpty()) {
      out().printf("%-8s %-16s to mend it: %s%n", "", "", finding.remedy());
    }
  }

  /** What the locale says of the terminal: Java tells the first only from 18 on. */
  private static String encoding() {
    return Optional.ofNullable(System.getProperty("stdout.encoding"))
        .or(() -> Optional.ofNullable(System.getProperty("sun.jnu.encoding")))
        .orElse("unknown");
  }
}
