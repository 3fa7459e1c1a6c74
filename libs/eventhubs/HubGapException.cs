namespace PatientFlow.EventHubs;

/// <summary>
/// A partition of a hub lacks events that its reader has not read. Sequence numbers are consecutive, so a hole is a
/// lost event; reading stops until a person decides. Another read checks again.
/// </summary>
public sealed class HubGapException : HubException
{
    private HubGapException(string message)
        : base(message)
    {
    }

    internal static HubGapException Passed(int partition, long wanted, long first) => new(
        $"Partition {partition} is stopped: event {wanted} is wanted, the oldest that the hub keeps is {first}. "
        + $"{first - wanted} events are gone (retention). "
        + $"To go on without them: --accept-gap {partition}:{first}; see docs/eventhubs.md.");

    internal static HubGapException MadeAnew(int partition, long wanted, long next) => new(
        $"Partition {partition} is stopped: event {wanted} is wanted, the hub ends at {next}. "
        + "It is not the hub that was read so far (made anew?). Start with a new data folder; see docs/eventhubs.md.");

    internal static HubGapException Hole(int partition, long wanted, long found) => new(
        $"Partition {partition} is stopped: event {wanted} is wanted, the next in the hub is {found}. "
        + $"To go on without what lies between: --accept-gap {partition}:{found}; see docs/eventhubs.md.");
}
