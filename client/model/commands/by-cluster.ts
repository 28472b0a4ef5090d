/** The notes that go into each cluster, in their order. A note without a cluster is left out. */
export function byCluster(
  notes: Iterable<{ readonly id: string; readonly cluster: string | null }>,
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const { id, cluster } of notes) {
    if (cluster === null) continue
    const together = groups.get(cluster)
    if (together) together.push(id)
    else groups.set(cluster, [id])
  }
  return groups
}
