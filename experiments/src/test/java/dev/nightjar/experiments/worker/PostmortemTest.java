package dev.nightjar.experiments.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmortemTest {

  @TempDir Path directory;

  private String cause(int exitCode, String output) throws IOException {
    return Postmortem.of(exitCode, output, directory.resolve("hs_err_pid1.log"), 512).cause();
  }

  @Test
  void exitCodesAndSignalsAreTold() throws IOException {
    assertThat(cause(7, "")).isEqualTo("the worker process exited with code 7");
    assertThat(cause(3, "")).isEqualTo("the worker process exited with code 3");
    assertThat(cause(137, "")).startsWith("the worker process was killed by SIGKILL (often");
    assertThat(cause(139, "")).isEqualTo("the worker process crashed natively (SIGSEGV)");
    assertThat(cause(143, "")).isEqualTo("the worker process was killed by SIGTERM");
    assertThat(cause(255, "")).isEqualTo("the worker process exited with code 255");
  }

  @Test
  void aFullHeapIsKnownByItsLastWords() throws IOException {
    assertThat(cause(3, "x\nTerminating due to java.lang.OutOfMemoryError: Metaspace\n"))
        .isEqualTo(
            "the worker process ran out of memory (OutOfMemoryError: Metaspace; its heap was"
                + " limited to 512 MB)");
  }

  @Test
  void aCrashFileTellsWhereAndIsRemoved() throws IOException {
    Path file = directory.resolve("hs_err_pid1.log");
    String crash =
        """
        #
        # A fatal error has been detected by the Java Runtime Environment:
        #
        #  SIGBUS (0x7) at pc=0x00007f, pid=1, tid=2
        #
        # Problematic frame:
        # C  [libdnnl.so.3+0x12ab]
        """;
    Files.writeString(file, crash);
    Postmortem postmortem = Postmortem.of(134, "", file, 512);
    assertThat(postmortem.cause())
        .isEqualTo("the worker process crashed natively (SIGBUS in [libdnnl.so.3+0x12ab])");
    assertThat(postmortem.evidence()).isEqualTo(crash);
    assertThat(file).doesNotExist();
  }

  @Test
  void missingNativeMemoryIsNoCrash() throws IOException {
    Path file = directory.resolve("hs_err_pid1.log");
    Files.writeString(
        file,
        """
        # There is insufficient memory for the Java Runtime Environment to continue.
        # Native memory allocation (mmap) failed
        """);
    assertThat(cause(1, "")).isEqualTo("the worker process ran out of native memory");
  }
}
