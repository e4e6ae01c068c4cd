package dev.nightjar.experiments.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.search.storage.HolderCheck;
import dev.nightjar.search.storage.Storage;
import dev.nightjar.search.storage.StorageException;
import dev.nightjar.search.storage.StudyHeldException;
import dev.nightjar.search.storage.StudyLease;
import dev.nightjar.search.study.Study;
import dev.nightjar.search.trial.Attachment;
import dev.nightjar.search.trial.Trial;
import dev.nightjar.search.trial.TrialState;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One database file and several processes, some of which are killed. */
class JdbcStorageProcessesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private Path file = Path.of("");
  private String url = "";

  @BeforeEach
  void place() {
    file = folder.resolve("runs").resolve("studies");
    url = "jdbc:h2:file:" + file;
  }

  private static List<Trial> trials(Storage storage, String study) {
    return storage.trials(storage.find(study).orElseThrow().id());
  }

  @Test
  void whatWasReportedFinishedSurvivesKillsAtAnyMoment() throws Exception {
    Random random = new Random(2024);
    Set<Integer> reported = new HashSet<>();
    for (int kill = 0; kill < 6; kill++) {
      int linesBeforeKill = 1 + random.nextInt(40);
      try (StorageChild child = new StorageChild(url, "killed")) {
        child.await("holder");
        for (int i = 0; i < linesBeforeKill; i++) {
          reported.add(Integer.parseInt(child.await("finished").substring("finished ".length())));
        }
        Thread.sleep(random.nextInt(20));
        child.kill();
        // What it printed before it died counts too.
        for (String line = child.line(); line != null; line = child.line()) {
          if (line.matches("finished \\d+")) {
            reported.add(Integer.parseInt(line.substring("finished ".length())));
          }
        }
      }
      // At first by a reader, which may not repair the file; then the next child writes it.
      try (Storage storage = JdbcStorage.openForReading(url)) {
        List<Trial> trials = trials(storage, "killed");
        assertThat(trials).extracting(Trial::number).doesNotHaveDuplicates();
        Set<Integer> finished = new HashSet<>();
        for (Trial trial : trials) {
          if (trial.state() == TrialState.COMPLETED) {
            finished.add(trial.number());
            assertThat(trial.epochs()).hasSize(StorageChild.EPOCHS);
            assertThat(trial.configuration().number("x")).isEqualTo(trial.number());
            assertThat(trial.completed().orElseThrow().values())
                .containsExactly((double) trial.number());
          }
        }
        assertThat(finished).containsAll(reported);
        assertThat(finished.size()).isLessThanOrEqualTo(reported.size() + kill + 1);
        long study = storage.find("killed").orElseThrow().id();
        for (int number : reported) {
          assertThat(storage.attachment(study, number, Attachment.LOG).orElseThrow().asText())
              .isEqualTo("log of " + number);
        }
      }
    }
  }

  @Test
  void readersSeeASearchGoOnAndSurviveItsEnd() throws Exception {
    try (StorageChild child = new StorageChild(url, "watched")) {
      child.await("finished 3");
      try (Storage reader = JdbcStorage.openForReading(url)) {
        int before = trials(reader, "watched").size();
        assertThat(before).isGreaterThanOrEqualTo(4);
        child.await("finished " + (before + 3));
        assertThat(trials(reader, "watched").size()).isGreaterThan(before);
        assertThat(reader.studies().get(0).count(TrialState.COMPLETED)).isGreaterThan(before);
        child.kill();
        assertThat(trials(reader, "watched").size()).isGreaterThan(before);
      }
    }
    try (StorageChild child = new StorageChild(url, "watched");
        Storage reader = JdbcStorage.openForReading(url)) {
      child.await("finished");
      assertThat(child.end()).isZero();
      assertThat(trials(reader, "watched")).allMatch(t -> t.state() == TrialState.COMPLETED);
    }
    assertThat(file.resolveSibling("studies.server")).doesNotExist();
  }

  @Test
  void aSearchBeginsWhileReadersAreOpen() throws Exception {
    try (Storage storage = JdbcStorage.open(url)) {
      storage.create(StorageChild.definition("old"));
    }
    try (Storage reader = JdbcStorage.openForReading(url);
        Storage another = JdbcStorage.openForReading(url)) {
      assertThat(reader.studies()).hasSize(1);
      assertThat(another.studies()).hasSize(1);
      try (StorageChild child = new StorageChild(url, "new")) {
        child.await("finished 2");
        assertThat(reader.studies()).hasSize(2);
        assertThat(trials(another, "new")).hasSizeGreaterThanOrEqualTo(3);
      }
    }
  }

  @Test
  void aStudyIsRunByOneProcessAndASecondIsToldWhich() throws Exception {
    try (StorageChild child = new StorageChild(url, "held")) {
      String holder = child.await("holder").substring("holder ".length());
      child.await("finished");
      try (Storage storage = JdbcStorage.open(url);
          StorageChild second = new StorageChild(url, "held")) {
        Study study = storage.find("held").orElseThrow();
        assertThatThrownBy(
                () -> storage.acquire(study.id(), "me", MINUTE, h -> HolderCheck.State.UNKNOWN))
            .isInstanceOfSatisfying(
                StudyHeldException.class, held -> assertThat(held.holder()).isEqualTo(holder))
            .hasMessageContaining(holder);
        assertThat(second.await("held by")).isEqualTo("held by " + holder);
      }
      child.await("finished");
    }
  }

  @Test
  void twoSearchesShareAFileAndOneOutlivesTheEndOfTheOther() throws Exception {
    try (StorageChild owner = new StorageChild(url, "first")) {
      owner.await("finished");
      try (Storage storage = JdbcStorage.open(url)) {
        Study study = storage.create(StorageChild.definition("second"));
        StudyLease lease =
            storage.acquire(study.id(), "me", MINUTE, h -> HolderCheck.State.UNKNOWN);
        StorageChild.store(storage, lease, StorageChild.spec(0));
        storage.start(lease, StorageChild.spec(1));
        assertThat(owner.end()).isZero();
        // The process that had the file open is gone: this one takes over, in mid-trial.
        storage.requeue(lease, StorageChild.spec(1));
        StorageChild.store(storage, lease, StorageChild.spec(1).nextAttempt());
        try (StorageChild client = new StorageChild(url, "third")) {
          client.await("finished 2");
          StorageChild.store(storage, lease, StorageChild.spec(2));
          assertThat(client.end()).isZero();
        }
        assertThat(storage.trials(study.id()))
            .hasSize(3)
            .allMatch(t -> t.state() == TrialState.COMPLETED);
        assertThat(trials(storage, "third")).hasSizeGreaterThanOrEqualTo(3);
      }
    }
  }

  @Test
  void aSearchOutlivesTheKillOfTheProcessItWentThrough() throws Exception {
    try (StorageChild owner = new StorageChild(url, "first")) {
      owner.await("finished");
      try (StorageChild client = new StorageChild(url, "second")) {
        client.await("finished 1");
        owner.kill();
        int last = Integer.parseInt(client.await("finished").replaceAll("\\D", ""));
        client.await("finished " + (last + 20));
        try (Storage reader = JdbcStorage.openForReading(url)) {
          List<Trial> trials = trials(reader, "second");
          assertThat(trials.subList(0, last + 20))
              .allMatch(t -> t.state() == TrialState.COMPLETED && t.spec().attempt() == 1);
        }
        assertThat(client.end()).isZero();
      }
    }
  }

  @Test
  void listensOnTheLoopbackInterfaceOnlyAndAsksForTheKey() throws Exception {
    try (Storage storage = JdbcStorage.open(url)) {
      storage.create(StorageChild.definition("a"));
      Path serverFile = file.resolveSibling("studies.server");
      ServerFile server = ServerFile.read(serverFile).orElseThrow();
      try (Socket socket = new Socket(ServerFile.HOST, server.port())) {
        assertThat(socket.isConnected()).isTrue();
      }
      for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
        if (network.isLoopback()) {
          continue;
        }
        for (var address : network.inetAddresses().toList()) {
          assertThatThrownBy(
                  () -> {
                    try (Socket socket = new Socket()) {
                      socket.connect(new InetSocketAddress(address, server.port()), 2000);
                    }
                  })
              .as("port %d of %s", server.port(), address)
              .isInstanceOf(java.io.IOException.class);
        }
      }
      H2Url parsed = H2Url.parse(url);
      ServerFile wrongKey = new ServerFile(server.port(), "0".repeat(64));
      assertThatThrownBy(() -> H2Driver.connect(parsed.remote(wrongKey), "sa", "").close())
          .isInstanceOf(java.sql.SQLException.class);
      H2Driver.connect(parsed.remote(server), "sa", "").close();
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(serverFile)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aFileThatAnotherProgramHasOpenIsNamed() throws Exception {
    try (Storage storage = JdbcStorage.open(url)) {
      storage.create(StorageChild.definition("a"));
    }
    Duration patience = Duration.ofMillis(300);
    // A program that is no Nightjar, so it lets nobody in; the file's lock is the process's own.
    try (java.sql.Connection other =
        H2Driver.connect(H2Url.parse(url).embeddedReadOnly(), "sa", "")) {
      assertThat(other.isReadOnly()).isTrue();
      assertThatThrownBy(() -> JdbcStorage.open(new H2Database(H2Url.parse(url), "", patience)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("another program has the file open");
    }
    JdbcStorage.open(new H2Database(H2Url.parse(url), "", patience)).close();
  }
}
