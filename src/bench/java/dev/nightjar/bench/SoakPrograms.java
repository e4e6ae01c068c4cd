package dev.nightjar.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** Programs that misbehave, as the objective of a search. */
enum SoakPrograms {
  EXIT(
      "echo out of paper >&2; exit 7",
      "the program exited with code 7; its last words: out of paper",
      true),
  SEGMENTATION_FAULT("kill -SEGV $$", "the program crashed natively \\(SIGSEGV\\).*", false),
  KILLED("kill -9 $$", "the program was killed by SIGKILL .*", false),
  HANG("sleep 1000 & wait", "exceeded max_trial_duration of 2s", false),
  ENDLESS_OUTPUT("yes", "exceeded max_trial_duration of 2s", true),
  ENDLESS_ERRORS("yes >&2", "exceeded max_trial_duration of 2s", true),
  // A line that does not end is kept whole until it does.
  MEMORY("tail -n 1 /dev/zero", "exceeded max_trial_memory of 300MB: it used \\d+ MB.*", false),
  NOT_A_NUMBER("echo '{\"value\": NaN}'", ".*NaN.*", true);

  private final String script;
  private final String cause;
  private final boolean logged;

  SoakPrograms(String script, String cause, boolean logged) {
    this.script = script;
    this.cause = cause;
    this.logged = logged;
  }

  SoakRow inject(Path folder, int trials, long seed) throws Exception {
    Files.writeString(
        folder.resolve("program.sh"),
        "if [ \"$1\" = well ]; then echo '{\"value\": 1}'; exit 0; fi\n" + script + "\n");
    SoakStudy study =
        new SoakStudy(
            folder,
            """
            task: {type: command, argv: [sh, program.sh, "{behaves}"]}
            parameters:
              behaves: {values: [well, badly]}
              any: {type: int, min: 1, max: 1000000}
            budget: {max_trial_duration: 2s, max_trial_memory: 300MB, max_consecutive_failures: 1000}
            parallelism: 2
            seed: %d
            """
                .formatted(seed));
    String name = "program: " + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    return new SoakChoice(name, "behaves", "badly", cause, logged).run(study, trials);
  }
}
