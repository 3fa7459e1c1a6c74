using PatientFlow.Events;
using PatientFlow.Simulator.Dirt;
using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Randomness;
using PatientFlow.Simulator.Worlds;

namespace PatientFlow.Simulator.Generation;

/// <summary>
/// The events of a simulation as they are sent: what happens in a world, spoilt by the dirty scenarios, repeats
/// included. Pure: no clock, no I/O. Owned by: one thread.
/// </summary>
internal sealed class GeneratedStream
{
    private readonly long eventsMax;
    private readonly IWorld world;
    private readonly Dirtier dirtier;
    private readonly long[] counts = new long[Enum.GetValues<EventKind>().Length];
    private GeneratedEvent? repeat;

    public GeneratedStream(SimulationSettings settings)
    {
        eventsMax = settings.EventsMax ?? long.MaxValue;
        // Dirt draws from a sequence of its own: with and without it the same patients live the same lives.
        var random = new Xoshiro256(settings.Seed);
        dirtier = new Dirtier(settings.Dirt, settings.Network, new Xoshiro256(random.Bits()));
        world = settings.SeedCompatible
            ? new SeedWorld(settings.Network, settings.Start, settings.SeedEventsPerSecond, random)
            : Housekept(settings, new HospitalWorld(settings.Network, settings.Start, random));
    }

    /// <summary>Events handed out, repeats included.</summary>
    public long Produced { get; private set; }

    /// <summary>Patients in a bed now.</summary>
    public int ActivePatients => world.ActivePatients;

    /// <summary>Events of a kind handed out, repeats not counted.</summary>
    public long Count(EventKind kind) => counts[(int)kind];

    /// <summary>How often a dirty scenario has struck.</summary>
    public long Count(DirtScenario scenario) => dirtier.Count(scenario);

    /// <summary>Passes over the events that an earlier run of the same settings sent.</summary>
    /// <returns>The time of the last of them; null if there was none.</returns>
    public DateTime? Skip(long events)
    {
        DateTime? last = null;
        for (var i = 0L; i < events && Next() is { } passed; i++) last = passed.EventTime;
        return last;
    }

    // With a sequence of its own: patients live the same lives with and without it.
    private static IWorld Housekept(SimulationSettings settings, IWorld world)
    {
        var cleaned = settings.Network.Departments.Where(d => settings.BedStatus || d.BedsAreCleaned).Select(d => d.Code)
            .ToHashSet(StringComparer.Ordinal);
        return cleaned.Count == 0 ? world : new HousekeptWorld(world, cleaned.Contains, new Xoshiro256(~settings.Seed));
    }

    /// <summary>The next event, or null once the settings' limit is reached.</summary>
    public GeneratedEvent? Next()
    {
        if (Produced >= eventsMax) return null;
        Produced++;
        if (repeat is { } again)
        {
            repeat = null;
            dirtier.CountRepeat();
            return again;
        }

        var happened = world.Next();
        counts[(int)happened.Kind]++;
        if (happened.Kind is EventKind.BedStatus) return happened; // Housekeeping's system has no dirt.
        var sent = dirtier.Spoil(happened);
        world.Sent(sent);
        if (dirtier.Repeats()) repeat = sent;
        return sent;
    }
}
