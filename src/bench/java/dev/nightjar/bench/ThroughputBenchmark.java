package dev.nightjar.bench;

final class ThroughputBenchmark {
  private ThroughputBenchmark() {}

  static void run(String[] args) throws Exception {}
}
