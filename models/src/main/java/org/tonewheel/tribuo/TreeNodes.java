package org.tonewheel.tribuo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.math.la.SparseVector;

/**
 * The nodes of a classification tree as arrays: 16 bytes a node, and each distinct distribution of
 * its leaves once. A node stands before those of its branch for lower values, and these before
 * those of its branch for higher ones.
 */
final class TreeNodes {
  /** Of a node that splits: its feature's id. Of a leaf: {@code ~} its distribution's index. */
  private final int[] tests;

  private final double[] thresholds;

  /** Of a node that splits: the node for values above its threshold; the next is for the others. */
  private final int[] above;

  private final List<LeafNode<Label>> leaves;

  private TreeNodes(int[] tests, double[] thresholds, List<LeafNode<Label>> leaves) {
    this.tests = tests;
    this.thresholds = thresholds;
    this.leaves = leaves;
    this.above = new int[tests.length];
    Deque<Integer> open = new ArrayDeque<>();
    for (int node = 0; node < tests.length; node++) {
      if (node > 0 && tests[node - 1] < 0) {
        if (open.isEmpty()) {
          throw new IllegalArgumentException("nodes follow after the tree's end");
        }
        above[open.pop()] = node;
      }
      if (tests[node] >= 0) {
        open.push(node);
      }
    }
    if (tests.length == 0 || !open.isEmpty()) {
      throw new IllegalArgumentException("the tree breaks off after " + tests.length + " nodes");
    }
  }

  /** The tree under a node of Tribuo's. */
  static TreeNodes of(Node<Label> root) {
    List<Node<Label>> order = new ArrayList<>();
    Deque<Node<Label>> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Node<Label> node = open.pop();
      order.add(node);
      if (node instanceof SplitNode<Label> split) {
        open.push(split.getGreaterThan());
        open.push(split.getLessThanOrEqual());
      }
    }
    Map<List<Double>, Integer> places = new HashMap<>();
    List<LeafNode<Label>> leaves = new ArrayList<>();
    int[] tests = new int[order.size()];
    double[] thresholds = new double[order.size()];
    for (int i = 0; i < tests.length; i++) {
      if (order.get(i) instanceof SplitNode<Label> split) {
        tests[i] = split.getFeatureID();
        thresholds[i] = split.splitValue();
      } else {
        LeafNode<Label> leaf = (LeafNode<Label>) order.get(i);
        Integer place = places.putIfAbsent(shares(leaf), leaves.size());
        if (place == null) {
          leaves.add(leaf);
        }
        tests[i] = ~(place == null ? leaves.size() - 1 : place);
      }
    }
    return new TreeNodes(tests, thresholds, leaves);
  }

  /** By label, in the order of their ids. */
  private static List<Double> shares(LeafNode<Label> leaf) {
    return leaf.getDistribution().values().stream().map(Label::getScore).toList();
  }

  /** The leaf that an example's features lead to. */
  LeafNode<Label> leaf(SparseVector features) {
    int node = 0;
    while (tests[node] >= 0) {
      node = next(node, features);
    }
    return leaves.get(~tests[node]);
  }

  /** The ids of the features that are asked for on the way to that leaf, from the root on. */
  List<Integer> path(SparseVector features) {
    List<Integer> path = new ArrayList<>();
    int node = 0;
    while (tests[node] >= 0) {
      path.add(tests[node]);
      node = next(node, features);
    }
    return path;
  }

  private int next(int node, SparseVector features) {
    return features.get(tests[node]) > thresholds[node] ? above[node] : node + 1;
  }

  /** How many nodes split by each feature, by id; features that none asks for are left out. */
  Map<Integer, Integer> splits() {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    Arrays.stream(tests).filter(test -> test >= 0).forEach(id -> counts.merge(id, 1, Integer::sum));
    return counts;
  }

  int size() {
    return tests.length;
  }

  /** Compressed: leaves, then nodes. */
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(leaves.size());
      for (LeafNode<Label> leaf : leaves) {
        for (double share : shares(leaf)) {
          out.writeDouble(share);
        }
      }
      out.writeInt(tests.length);
      for (int node = 0; node < tests.length; node++) {
        out.writeInt(tests[node]);
        if (tests[node] >= 0) {
          out.writeDouble(thresholds[node]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never, in memory
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @param features how many the model knows
   * @param labels those of its leaves
   * @throws IllegalArgumentException when the bytes are not a whole tree of these
   */
  static TreeNodes of(byte[] bytes, int features, ImmutableOutputInfo<Label> labels) {
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      List<LeafNode<Label>> leaves = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        leaves.add(leaf(in, labels));
      }
      int[] tests = new int[16];
      double[] thresholds = new double[16];
      int count = in.readInt();
      for (int node = 0; node < count; node++) {
        if (node == tests.length) { // grown by what is there, not by what the count claims
          tests = Arrays.copyOf(tests, 2 * node);
          thresholds = Arrays.copyOf(thresholds, 2 * node);
        }
        tests[node] = in.readInt();
        if (tests[node] >= features || ~tests[node] >= leaves.size()) {
          throw new IllegalArgumentException(
              "node " + node + " of the tree names a feature or leaf that is not there");
        }
        thresholds[node] = tests[node] >= 0 ? in.readDouble() : 0;
      }
      return new TreeNodes(
          Arrays.copyOf(tests, Math.max(0, count)),
          Arrays.copyOf(thresholds, Math.max(0, count)),
          leaves);
    } catch (IOException e) {
      throw new IllegalArgumentException("the tree cannot be read: " + e.getMessage(), e);
    }
  }

  private static LeafNode<Label> leaf(DataInputStream in, ImmutableOutputInfo<Label> labels)
      throws IOException {
    Map<String, Label> shares = new LinkedHashMap<>();
    Label best = null;
    for (int id = 0; id < labels.size(); id++) {
      Label label = new Label(labels.getOutput(id).getLabel(), in.readDouble());
      shares.put(label.getLabel(), label);
      best = best == null || label.getScore() > best.getScore() ? label : best;
    }
    return new LeafNode<>(0, best, shares, true);
  }
}
