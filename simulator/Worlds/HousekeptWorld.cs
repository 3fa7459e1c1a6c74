using PatientFlow.Events;
using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>
/// A world whose beds are cleaned: what housekeeping says of a bed that was left, between the events of the patients. They
/// live the same lives as without. If the next patient comes first, the bed was clean and nobody said so. Owned by: one
/// thread.
/// </summary>
/// <param name="patients">The world whose beds these are.</param>
/// <param name="cleans">Whether a bed is cleaned, by the code of its department.</param>
/// <param name="random">A sequence of its own.</param>
internal sealed class HousekeptWorld(IWorld patients, Func<string, bool> cleans, Xoshiro256 random) : IWorld
{
    private const double StatRate = 0.1;

    private readonly Dictionary<Guid, string> beds = [];
    private readonly HashSet<string> occupied = [];
    private readonly PriorityQueue<GeneratedEvent, Due> due = new();
    private GeneratedEvent? next;
    private long order;

    public int ActivePatients => patients.ActivePatients;

    public GeneratedEvent Next()
    {
        next ??= patients.Next();
        while (due.TryPeek(out var said, out var at) && at.At <= next.EventTime)
        {
            due.Dequeue();
            if (said.BedId is { } bed && !occupied.Contains(bed)) return said;
        }

        var happened = next;
        next = null;
        Follow(happened);
        return happened;
    }

    public void Sent(GeneratedEvent asSent) => patients.Sent(asSent);

    private void Follow(GeneratedEvent happened)
    {
        if (happened.Kind is not (EventKind.Admission or EventKind.Transfer or EventKind.Discharge)) return;
        if (beds.Remove(happened.PatientId, out var left))
        {
            occupied.Remove(left);
            if (cleans(left.Split('-')[1])) Clean(left, happened.EventTime);
        }

        if (happened.Kind is EventKind.Discharge || happened.BedId is not { } taken) return;
        beds[happened.PatientId] = taken;
        occupied.Add(taken);
    }

    private void Clean(string bed, DateTime left)
    {
        var isUrgent = random.Chance(StatRate);
        var begun = left.AddSeconds(random.Whole(240, isUrgent ? 600 : 2_400));
        Say(bed, left.AddSeconds(random.Whole(30, 180)), BedStatus.Dirty, isUrgent ? CleaningStage.Stat : CleaningStage.Dirty);
        Say(bed, begun, BedStatus.Dirty, CleaningStage.InProgress);
        Say(bed, begun.AddSeconds(random.Whole(900, 2_700)), BedStatus.Available, CleaningStage.None);
    }

    private void Say(string bed, DateTime at, BedStatus status, CleaningStage stage) => due.Enqueue(
        new GeneratedEvent
        {
            Kind = EventKind.BedStatus,
            EventId = random.Uuid(),
            PatientId = Guid.Empty,
            EventTime = at,
            BedId = bed,
            Bed = new BedWords(status, stage),
        },
        new Due { AtTicks = at.Ticks, Order = order++ });
}
