package dev.nightjar.app;

import dev.nightjar.experiments.storage.UrlPasswords;
import dev.nightjar.reports.live.LiveServer;
import dev.nightjar.search.storage.Storage;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows studies to browsers on this machine while they run. */
@Command(
    name = "serve",
    description = {
      "Show studies in the browser, also while they run: open pages renew themselves.",
      "For browsers on this machine only; nothing can be changed there."
    },
    footer = {
      "",
      "Examples:",
      "  nightjar serve",
      "  nightjar serve names-by-language --port 8080",
      "",
      "Ctrl-C ends it."
    })
final class ServeCommand extends StorageCommand {

  private static final String DEFAULT_PORT = "7117";

  @Parameters(
      arity = "0..1",
      paramLabel = "STUDY",
      description = "the study whose address is printed (default: the list of all)")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = DEFAULT_PORT,
      description = "where to listen; 0 for any port that is free (default: ${DEFAULT-VALUE})")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new UsageException(
          "--port " + port + " is no port; name one from 1 to 65535, or 0 for any that is free");
    }
    CountDownLatch stopped = new CountDownLatch(1);
    try (Interruption interruption = new Interruption(err(), "Stopping.");
        Storage storage = openForReading()) {
      name.ifPresent(n -> require(storage, n));
      try (LiveServer server = start(storage)) {
        interruption.onStop(stopped::countDown);
        announce(name.map(server::address).orElseGet(server::address));
        stopped.await();
      }
    }
    return ExitCode.INTERRUPTED;
  }

  private void announce(URI address) {
    if (!quiet()) {
      out().println("Studies of " + UrlPasswords.hide(storageUrl()) + "; Ctrl-C ends this.");
    }
    out().println(address);
    out().flush();
  }

  private LiveServer start(Storage storage) {
    AtomicReference<String> said = new AtomicReference<>("");
    try {
      return LiveServer.start(
          storage, Version.nightjar(), port, Clock.systemUTC(), e -> trouble(e, said));
    } catch (BindException e) {
      throw new UsageException(
          "port "
              + port
              + " cannot be listened at ("
              + e.getMessage()
              + "); is another `nightjar serve` running? Name another port with --port, or --port 0"
              + " for any that is free",
          ExitCode.SOFTWARE);
    } catch (IOException e) {
      throw new UsageException(
          "the server cannot be started: " + FileFaults.words(e), ExitCode.SOFTWARE);
    }
  }

  /** The same is said once, however many pages meet it. */
  private void trouble(RuntimeException e, AtomicReference<String> said) {
    String words = UrlPasswords.hide(String.valueOf(e.getMessage()));
    if (!said.getAndSet(words).equals(words)) {
      err().println("warning: a page could not be shown: " + words);
      if (verbose()) {
        e.printStackTrace(err());
      }
    }
  }
}
