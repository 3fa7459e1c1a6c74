using System.Globalization;
using Microsoft.Extensions.Logging;
using PatientFlow.Ingest;
using PatientFlow.Warehouse;

namespace PatientFlow.Export;

/// <summary>Calls from the exporter to the partitions. Owned by: the exporter's turn.</summary>
internal sealed partial class ExporterCalls(
    IGrainFactory grains, int partitions, IWarehouse warehouse, ILogger log)
{
    /// <summary>
    /// Asks all partitions at once what they have. A partition that fails restarts from the lake and does not delay the
    /// others.
    /// </summary>
    public async Task<Prepared> PrepareAsync(CancellationToken cancellationToken)
    {
        var calls = Enumerable.Range(0, partitions).Select(p => Partition(p).PrepareAsync()).ToArray();
        var exports = new List<PartitionExport>(calls.Length);
        var (leftOut, first) = (0, (RunFault?)null);
        for (var partition = 0; partition < calls.Length; partition++)
        {
            try
            {
                if (await calls[partition].WaitAsync(cancellationToken) is { } export) exports.Add(export);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever one partition throws, the others are still exported; the run reports the first fault.
                leftOut++;
                first ??= new RunFault(fault, $"partition {partition} could not be prepared: {Fault(fault).Reason}");
                LogPartitionFailed(log, fault);
            }
        }

        return new Prepared(exports, leftOut, first);
    }

    /// <summary>Tells each partition how far the lake holds it.</summary>
    public async Task TellAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
    {
        try
        {
            var calls = exports.Select(e => Partition(e.Partition).CommittedAsync(e.To));
            await Task.WhenAll(calls).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The offsets are in the lake, where each partition looks when it starts again.
        }
    }

    /// <summary>Makes one partition restart from the lake.</summary>
    public Task RestartAsync(int partition, CancellationToken cancellationToken) =>
        Partition(partition).RestartAsync().WaitAsync(cancellationToken);

    /// <summary>Describes a fault, with its message only if that cannot name a patient.</summary>
    public RunFault Fault(Exception fault) =>
        new(fault, FaultReason.Of(fault, fault is SliceMisfitException ? fault.Message : warehouse.Explain(fault)));

    private IIngestGrain Partition(int partition) =>
        grains.GetGrain<IIngestGrain>(partition.ToString(CultureInfo.InvariantCulture));

    [LoggerMessage(212, LogLevel.Warning, "A partition could not prepare its export and starts again from the lake.")]
    private static partial void LogPartitionFailed(ILogger logger, Exception fault);
}
