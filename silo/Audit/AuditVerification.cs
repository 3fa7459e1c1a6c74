using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Audit;

/// <summary>
/// Holds a trail against itself and against what the lake has of it: a trail that was cut off at its end is still a chain,
/// but the lake knows better. One that was made anew as a whole is another trail to the lake, which has the old one still.
/// </summary>
internal static class AuditVerification
{
    private static readonly string[] Columns = ["chain", "sequence", "who", "path", "http_status", "hash"];

    /// <summary>Checks a trail.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="lakeRoot">The lake; one without the table has nothing to say.</param>
    /// <param name="time">Clock of the lake.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<AuditFindings> RunAsync(string path, string lakeRoot, TimeProvider time, CancellationToken cancellationToken)
    {
        var check = new AuditCheck();
        string? chain = null;
        Dictionary<long, string>? copied = null;
        var (same, others) = (0L, 0);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await foreach (var (bytes, isComplete) in AuditLines.ReadAsync(file).WithCancellation(cancellationToken))
        {
            check.Take(bytes, isComplete);
            if (check.Fault is not null) break;
            if (check.Last is not { } line) continue;
            chain ??= line.Hash;
            if (copied is null) (copied, others) = await CopiedAsync(lakeRoot, chain, time, cancellationToken);
            if (!copied.Remove(line.Sequence, out var row)) continue;
            if (row != Text(line.Record.Who, line.Record.Path, $"{line.Record.Status}", line.Hash))
                return new AuditFindings(check, same, others, $"Record {line.Sequence} is another one in audit/access of the lake.");
            same++;
        }

        var missing = copied is { Count: > 0 } ? copied.Keys.Min() : -1;
        return new AuditFindings(
            check, same, others,
            check.Fault ?? (missing >= 0 ? $"The lake has records from number {missing} on that the trail lacks: it was cut off." : null));
    }

    private static async Task<(Dictionary<long, string> Own, int Others)> CopiedAsync(
        string lakeRoot, string chain, TimeProvider time, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<long, string>();
        var others = new HashSet<string?>();
        if (await Lake.Delta.DeltaTable.OpenIfPresentAsync(
                LakeAddress.Parse(lakeRoot).Below(AccessTable.Access.Path).Open(), new LakeOptions { Clock = time }, cancellationToken) is not { } table)
            return (rows, 0);
        foreach (var file in table.Current.Files)
        {
            var batch = await table.ReadFileAsync(file, Columns, cancellationToken);
            for (var row = 0; row < batch.RowCount; row++)
                if (Cells.Text(batch.Columns[0], row) is var other && other != chain) others.Add(other);
                else
                    rows[batch.Get<Int64Column>("sequence")[row]] = Text(
                        Cells.Text(batch.Columns[2], row), Cells.Text(batch.Columns[3], row), Cells.Text(batch.Columns[4], row), Cells.Text(batch.Columns[5], row));
        }

        return (rows, others.Count);
    }

    private static string Text(params ReadOnlySpan<string?> values) => string.Join('\n', values.ToArray());
}

/// <summary>What was found of a trail.</summary>
/// <param name="Check">The walk along the chain.</param>
/// <param name="Copied">Records that the lake has the same.</param>
/// <param name="Others">Other trails in the lake: of other silos, or what stood here before.</param>
/// <param name="Fault">What is wrong; null for nothing.</param>
internal sealed record AuditFindings(AuditCheck Check, long Copied, int Others, string? Fault);
