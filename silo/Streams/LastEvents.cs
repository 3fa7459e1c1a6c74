using System.Globalization;
using PatientFlow.Ingest;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// Lets a stopping silo apply everything in its log before the stream agents end and the last export runs, so that the
/// lake contains what the silo accepted. In a cluster the other silos continue instead.
/// </summary>
internal sealed partial class LastEvents(
    IGrainFactory grains, IEventSource log, TimeProvider time, ILogger<LastEvents> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    // A person who stops a silo should not wait for ever; what is left is read by the next start.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc />
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(LastEvents), ServiceLifecycleStage.Active + 1, _ => Task.CompletedTask, StopAsync);

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ends = Enumerable.Range(0, log.PartitionCount).Select(p => log.EndOffset(p) - 1).ToArray();
            for (var start = time.GetTimestamp(); time.GetElapsedTime(start) < Limit;)
            {
                if (await AreAppliedAsync(ends)) return;
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (Exception fault)
        {
            // A silo must stop whatever fails here. Nothing is lost: the next start reads on from the lake's offsets.
            LogUnfinished(logger, fault);
        }
    }

    private async Task<bool> AreAppliedAsync(long[] ends)
    {
        for (var partition = 0; partition < ends.Length; partition++)
        {
            var ingest = grains.GetGrain<IIngestGrain>(partition.ToString(CultureInfo.InvariantCulture));
            if ((await ingest.GetStatusAsync()).Applied < ends[partition]) return false;
        }

        return true;
    }

    [LoggerMessage(321, LogLevel.Warning,
        "Not everything was applied before the silo stopped; the next start continues.")]
    private static partial void LogUnfinished(ILogger logger, Exception fault);
}
