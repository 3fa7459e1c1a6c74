namespace PatientFlow.Patients;

/// <summary>Which of the states that a patient keeps is the one of an offset (docs/decisions/0003).</summary>
public static class SnapshotRules
{
    /// <summary>The snapshot that is furthest in a partition without being beyond an offset; of equals the newest.</summary>
    /// <param name="current">The newest.</param>
    /// <param name="exports">Those of the last exports, oldest first.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">Of the last record that it may know, -1 for none.</param>
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
