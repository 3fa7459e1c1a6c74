namespace PatientFlow.Patients;

/// <summary>Finds the snapshot of a patient that belongs to an offset (docs/decisions/0003).</summary>
public static class SnapshotRules
{
    /// <summary>
    /// Returns the latest snapshot of a partition that is not beyond an offset; of equals the newest.
    /// </summary>
    /// <param name="current">The newest snapshot.</param>
    /// <param name="exports">Snapshots of the last exports, oldest first.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">Offset of the last record that the snapshot may include; -1 for none.</param>
    public static PatientSnapshot AsOf(
        PatientSnapshot current, IReadOnlyList<PatientSnapshot> exports, int partition, long offset)
    {
        var now = current.AppliedIn(partition);
        var (found, furthest) = now <= offset ? (current, now) : (PatientSnapshot.Empty, -2L);
        for (var i = exports.Count - 1; i >= 0; i--)
        {
            var applied = exports[i].AppliedIn(partition);
            if (applied <= offset && applied > furthest) (found, furthest) = (exports[i], applied);
        }

        return found;
    }
}
