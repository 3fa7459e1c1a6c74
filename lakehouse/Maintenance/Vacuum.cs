using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Maintenance;

/// <summary>
/// Deletes, once per day (UTC, by the silo's clock), the files that no version within a table's retention needs. It
/// runs beside the exports because listing a large table takes minutes; that is safe because it touches neither live
/// files nor files staged within the retention. Owned by the upkeep, which awaits its end.
/// </summary>
public sealed partial class Vacuum(LakeTables lake, TimeProvider time, ILogger<Vacuum> log) : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private DateOnly? lastDay;

    /// <summary>The current or last run.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Starts a run if the day had none and none is in progress.</summary>
    public void StartIfDue()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (today == lastDay || !Running.IsCompleted) return;
        lastDay = today;
        // Listing a folder blocks the thread, which must not be the exporter's turn.
        Running = Task.Run(() => RunAsync(stopping.Token));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Running;
        stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Tables.All)
        {
            try
            {
                var report = await lake[table].VacuumAsync(retention: null, dryRun: false, cancellationToken);
                if (report.Files.Count > 0) LogDeleted(log, report.Files.Count, report.SizeBytes, table.Path);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault)
            {
                // One table's fault, of whatever kind, must not keep the others; the next day's run tries again.
                LogFailed(log, table.Path, fault);
            }
        }
    }

    [LoggerMessage(353, LogLevel.Information,
        "Deleted {Files} files ({SizeBytes} bytes) that {Table} no longer needs.")]
    private static partial void LogDeleted(ILogger logger, int files, long sizeBytes, string table);

    [LoggerMessage(354, LogLevel.Warning, "The vacuum of {Table} failed; the next day's repeats it.")]
    private static partial void LogFailed(ILogger logger, string table, Exception fault);
}
