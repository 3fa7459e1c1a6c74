using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Audit;

/// <summary>
/// Copies the audit trail to the lake's table <c>audit/access</c>: every so often and at the end. The table says by itself
/// up to which record it has a trail (Delta's transaction of that name), so a copy that was cut short is never doubled.
/// </summary>
internal sealed partial class AuditExport(
    AuditTrail trail, LakeTables lake, AuditExportInterval interval, TimeProvider time, ILogger<AuditExport> log) : BackgroundService
{
    private const int RowsMax = 100_000; // What one file may hold; the next copy takes the rest.

    private DeltaTable? table;
    private long read; // Bytes of the trail that the lake has.
    private string? chain;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryCopyAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval.Every, time);
        while (await NextAsync(timer, cancellationToken)) await TryCopyAsync(cancellationToken, makesTable: true);
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TryCopyAsync(CancellationToken cancellationToken, bool makesTable = false)
    {
        try
        {
            // Made before there is a record, so that views over it can be made.
            if (makesTable) table ??= await lake.OpenOrCreateAsync(AccessTable.Access, cancellationToken);
            while (await CopyAsync(cancellationToken)) ;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever keeps the lake from taking it: the trail has it, and the next copy tries again.
            LogNotCopied(log, fault.GetType().Name);
        }
    }

    /// <summary>Copies what is new; returns whether there is more.</summary>
    private async Task<bool> CopyAsync(CancellationToken cancellationToken)
    {
        if (trail.Length == read) return false;
        table ??= await lake.OpenOrCreateAsync(AccessTable.Access, cancellationToken);
        var snapshot = await table.RefreshAsync(cancellationToken);
        var (rows, end) = (new List<AccessRow>(), read);
        await using var file = trail.OpenToRead(read);
        await foreach (var (bytes, isComplete) in AuditLines.ReadAsync(file).WithCancellation(cancellationToken))
        {
            if (!isComplete || rows.Count == RowsMax) break;
            end += bytes.Length + 1;
            if (AuditLine.Read(bytes) is not { } line) continue; // Of a version without a chain, or changed: verify says so.
            chain ??= line.Hash;
            if (line.Sequence > (snapshot.TransactionVersion(AppId(chain)) ?? -1)) rows.Add(RowOf(line, chain));
        }

        if (rows.Count > 0)
        {
            var files = await table.StageAsync(RowBatches.Of<AccessRow>(AccessTable.Access, [.. rows]), cancellationToken);
            var outcome = await table.CommitAsync(
                new TableChange
                {
                    Operation = "WRITE", Adds = [.. files], BasedOn = snapshot.Version,
                    Transactions = [new AppTransaction(AppId(chain ?? ""), rows[^1].Sequence)],
                },
                cancellationToken);
            outcome.VersionOrThrow();
        }

        read = end;
        return rows.Count == RowsMax;
    }

    private static string AppId(string chain) => $"patientflow-audit-{chain[..16]}";

    private static AccessRow RowOf(AuditLine line, string chain) => new(
        chain, line.Sequence, line.At, line.Record.Who, line.Record.Client, line.Record.Address, line.Record.Method,
        line.Record.Path, line.Record.Why, line.Record.Status, line.Previous, line.Hash);

    [LoggerMessage(710, LogLevel.Warning, "The lake did not take the audit trail ({Fault}); it is tried again. The trail itself has it.")]
    private static partial void LogNotCopied(ILogger logger, string fault);
}

/// <summary>How often the audit trail is copied to the lake.</summary>
/// <param name="Every">The pause between two copies: each makes a file.</param>
internal sealed record AuditExportInterval(TimeSpan Every);
