using System.Globalization;
using PatientFlow.Ingest;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// Tells a partition's ingest grain what its reader knows of the log. In a cluster only one silo reads a partition, but
/// any silo may be asked for its progress. Owned by: the pulling agent's turns.
/// </summary>
internal sealed class SourceNews(IEventSource source, IIngestGrain grain, QueueLimits limits, TimeProvider time)
{
    private readonly int partition = int.Parse(grain.GetPrimaryKeyString(), CultureInfo.InvariantCulture);
    private Task telling = Task.CompletedTask;
    private SourceReading? told;
    private long toldAt;

    /// <summary>
    /// Reports changes at once, and everything once per <see cref="QueueLimits.Quiet"/>, because the grain may be a new
    /// one. Nobody waits for the call: the grain may be waiting for this very reader.
    /// </summary>
    public void Tell()
    {
        if (!telling.IsCompleted) return;
        var now = new SourceReading
        {
            End = source.EndOffset(partition),
            Stopped = source.StoppedBecause(partition),
            Trouble = source.Trouble,
        };
        if (told is not null && now.Stopped == told.Stopped && now.Trouble == told.Trouble
            && time.GetElapsedTime(toldAt) < limits.Quiet) return;
        telling = TellAsync(now);
    }

    private async Task TellAsync(SourceReading reading)
    {
        try
        {
            await grain.NoteSourceAsync(reading);
            (told, toldAt) = (reading, time.GetTimestamp());
        }
        catch (Exception)
        {
            // No fault of a status report may stop the reading; the grain is told again after the next read.
            told = null;
        }
    }
}
