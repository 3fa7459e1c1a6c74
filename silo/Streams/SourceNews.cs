using System.Globalization;
using PatientFlow.Ingest;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// Tells the ingest grain of a partition what its reader knows of the log: of a cluster one silo reads a partition, and
/// any may be asked how far it is. Owned by: the pulling agent's turns.
/// </summary>
internal sealed class SourceNews(IEventSource source, IIngestGrain grain, QueueLimits limits, TimeProvider time)
{
    private readonly int partition = int.Parse(grain.GetPrimaryKeyString(), CultureInfo.InvariantCulture);
    private Task telling = Task.CompletedTask;
    private SourceReading? told;
    private long toldAt;

    /// <summary>
    /// Tells what is new, and once in <see cref="QueueLimits.Quiet"/> all of it, as the grain may be a new one. Nobody
    /// waits for that: the grain may be one that waits for this very reader.
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
