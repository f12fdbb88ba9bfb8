package org.tonewheel.pipelines.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tonewheel.nets.engine.ComputeDevice;
import org.tonewheel.nets.engine.DeviceChoice;
import org.tonewheel.pipelines.learning.BranchSlots.Need;
import org.tonewheel.pipelines.learning.BranchSlots.Slot;
import org.tonewheel.pipelines.run.StoppedException;

/** Which branches of a process are trained side by side, and which wait. */
class BranchSlotsTest {
  private static final TrainingLimits LIMITS =
      new TrainingLimits(DeviceChoice.AUTO, 3, 100, null, 1, 2);
  private static final ComputeDevice GPU = new ComputeDevice(0);
  private static final ComputeDevice OTHER_GPU = new ComputeDevice(1);

  private final BranchSlots slots = new BranchSlots();
  private final List<String> began = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private Slot take(String branch, long bytes, ComputeDevice device) throws InterruptedException {
    Slot slot = slots.take(new Need(branch, bytes, device), LIMITS, () -> false);
    began.add(branch);
    return slot;
  }

  /** On a thread of its own, which is given time to begin or to wait. */
  private Future<Slot> ask(String branch, long bytes, ComputeDevice device) throws Exception {
    Future<Slot> future = threads.submit(() -> take(branch, bytes, device));
    for (int i = 0; i < 20 && !future.isDone(); i++) {
      Thread.sleep(5);
    }
    return future;
  }

  private static Slot begun(Future<Slot> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  @Test
  void thoseThatFit_runSideBySide_andTheNextWhenThereIsRoom() throws Exception {
    Slot first = take("first", 60, ComputeDevice.CPU);
    Slot second = take("second", 40, ComputeDevice.CPU);
    Future<Slot> third = ask("third", 41, ComputeDevice.CPU);
    assertThat(third.isDone()).isFalse();
    second.close();
    Thread.sleep(50);
    assertThat(third.isDone()).as("40 bytes are free, not 41").isFalse();
    first.close();
    begun(third).close();
  }

  @Test
  void branchThatNeedsMoreThanThereMayBe_runsAlone() throws Exception {
    Slot small = take("small", 10, ComputeDevice.CPU);
    Future<Slot> large = ask("large", 1000, ComputeDevice.CPU);
    assertThat(large.isDone()).isFalse();
    small.close();
    Slot held = begun(large);
    Future<Slot> next = ask("next", 1, ComputeDevice.CPU);
    assertThat(next.isDone()).as("nothing beside it").isFalse();
    held.close();
    begun(next).close();
  }

  @Test
  void laterSmallBranch_doesNotOvertakeALargeOneThatWaits() throws Exception {
    Slot running = take("running", 60, ComputeDevice.CPU);
    Future<Slot> large = ask("large", 50, ComputeDevice.CPU);
    Future<Slot> small = ask("small", 10, ComputeDevice.CPU);
    assertThat(small.isDone()).as("or large ones might wait for ever").isFalse();
    running.close();
    begun(large);
    begun(small); // fits beside it
  }

  @Test
  void gpu_isForOneBranchAtATime_andCpuBranchesPass() throws Exception {
    Slot first = take("first", 1, GPU);
    Future<Slot> second = ask("second", 1, GPU);
    assertThat(second.isDone()).isFalse();
    begun(ask("cpu", 1, ComputeDevice.CPU));
    begun(ask("other", 1, OTHER_GPU)).close();
    Future<Slot> third = ask("third", 1, GPU);
    first.close();
    begun(second).close();
    begun(third);
    assertThat(began).containsExactly("first", "cpu", "other", "second", "third");
  }

  @Test
  void noMoreBranchesThanAllowed_runAtOnce() throws Exception {
    List<Slot> running =
        List.of(
            take("a", 0, ComputeDevice.CPU),
            take("b", 0, ComputeDevice.CPU),
            take("c", 0, ComputeDevice.CPU));
    Future<Slot> fourth = ask("d", 0, ComputeDevice.CPU);
    assertThat(fourth.isDone()).isFalse();
    running.get(1).close();
    begun(fourth);
  }

  @Test
  void waitingBranch_hearsThatItShouldStop_andLeavesNoTrace() throws Exception {
    Slot running = take("running", 100, ComputeDevice.CPU);
    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(() -> slots.take(new Need("waiting", 1, ComputeDevice.CPU), LIMITS, () -> true))
        .withMessageContaining("waiting");
    running.close();
    begun(ask("next", 100, ComputeDevice.CPU));
  }
}
