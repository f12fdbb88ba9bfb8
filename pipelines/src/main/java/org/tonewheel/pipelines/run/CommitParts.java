package org.tonewheel.pipelines.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.tonewheel.pipelines.storage.Storage;

/**
 * Commits data sets when every part of them is there: the pipeline's last step, so that a run that
 * dies earlier has committed nothing. A data set without a part is committed as empty.
 */
public final class CommitParts extends PTransform<PCollection<NewPart>, PDone> {
  private static final long serialVersionUID = 1L;

  private final String lease;
  private final String attempt;
  private final String fingerprint;
  private final List<DataSet> dataSets;

  /** A data set: its name in {@link NewPart}, its folder, its commit file. */
  public record DataSet(String name, String folder, String commit) implements Serializable {
    public static DataSet of(String name, Path folder, Path commit) {
      return new DataSet(name, folder.toString(), commit.toString());
    }
  }

  public CommitParts(
      RunDirectory run, String owner, Lease lease, String fingerprint, List<DataSet> dataSets) {
    this.lease = run.lease(owner).toString();
    this.attempt = lease.attempt();
    this.fingerprint = fingerprint;
    this.dataSets = List.copyOf(dataSets);
  }

  @Override
  public PDone expand(PCollection<NewPart> parts) {
    PCollectionView<List<NewPart>> all = parts.apply("Gather", View.asList());
    parts
        .getPipeline()
        .apply("Once", Create.of("commit"))
        .apply("Write", ParDo.of(new CommitFn(this, all)).withSideInputs(all));
    return PDone.in(parts.getPipeline());
  }

  private static final class CommitFn extends DoFn<String, Void> {
    private static final long serialVersionUID = 1L;

    private final CommitParts commit;
    private final PCollectionView<List<NewPart>> all;

    CommitFn(CommitParts commit, PCollectionView<List<NewPart>> all) {
      this.commit = commit;
      this.all = all;
    }

    @ProcessElement
    public void write(ProcessContext context) throws IOException {
      Map<String, List<Part>> parts =
          context.sideInput(all).stream()
              .collect(groupingBy(NewPart::dataSet, mapping(NewPart::part, toList())));
      Lease.check(Storage.path(commit.lease), commit.attempt);
      for (DataSet set : commit.dataSets) {
        PartFolder.commit(
            Storage.path(set.folder()),
            Storage.path(set.commit()),
            commit.fingerprint,
            parts.getOrDefault(set.name(), List.of()));
      }
    }
  }
}
