using PatientFlow.EventLog;
using PatientFlow.Events;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Events;

/// <summary>What can be said of a posted event as soon as the log has it.</summary>
/// <param name="Position">Where the log has it.</param>
/// <param name="Event">The cleaned event; null if the payload is not an event.</param>
/// <param name="Fault">Why it went to quarantine; null if it can be used.</param>
internal sealed record EventVerdict(LogPosition Position, PatientEvent? Event, PayloadFault? Fault)
{
    /// <summary>Whether it repeats an event that came before.</summary>
    public bool IsDuplicate { get; init; }

    /// <summary>Where the log has the event that it repeats; null if that is not among the last ones posted.</summary>
    public LogPosition? First { get; init; }
}
