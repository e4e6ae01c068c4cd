package dev.nightjar.experiments.worker;

import java.io.IOException;
import org.bytedeco.dnnl.global.dnnl;

/** A worker as on a CPU of 2013, which cannot compute in bf16. */
public final class OldCpuWorker {

  private OldCpuWorker() {}

  /** Hides the CPU's newer instructions from oneDNN, then is a worker like any other. */
  public static void main(String[] args) throws IOException {
    dnnl.set_max_cpu_isa(dnnl.cpu_isa.avx2);
    WorkerMain.main(args);
  }
}
