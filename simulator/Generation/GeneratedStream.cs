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
    private readonly long _eventsMax;
    private readonly IWorld _world;
    private readonly Dirtier _dirtier;
    private readonly long[] _counts = new long[Enum.GetValues<EventKind>().Length];
    private GeneratedEvent? _repeat;

    public GeneratedStream(SimulationSettings settings)
    {
        _eventsMax = settings.EventsMax ?? long.MaxValue;
        // Dirt draws from a sequence of its own: with and without it the same patients live the same lives.
        var random = new Xoshiro256(settings.Seed);
        _dirtier = new Dirtier(settings.Dirt, settings.Network, new Xoshiro256(random.Bits()));
        _world = settings.SeedCompatible
            ? new SeedWorld(settings.Network, settings.Start, settings.SeedEventsPerSecond, random)
            : new HospitalWorld(settings.Network, settings.Start, random);
    }

    /// <summary>Events handed out, repeats included.</summary>
    public long Produced { get; private set; }

    /// <summary>Patients in a bed now.</summary>
    public int ActivePatients => _world.ActivePatients;

    /// <summary>Events of a kind handed out, repeats not counted.</summary>
    public long Count(EventKind kind) => _counts[(int)kind];

    /// <summary>How often a dirty scenario has struck.</summary>
    public long Count(DirtScenario scenario) => _dirtier.Count(scenario);

    /// <summary>Passes over the events that an earlier run of the same settings sent.</summary>
    /// <returns>The time of the last of them; null where there was none.</returns>
    public DateTime? Skip(long events)
    {
        DateTime? last = null;
        for (var i = 0L; i < events && Next() is { } passed; i++) last = passed.EventTime;
        return last;
    }

    /// <summary>The next event, or null once the settings' limit is reached.</summary>
    public GeneratedEvent? Next()
    {
        if (Produced >= _eventsMax) return null;
        Produced++;
        if (_repeat is { } again)
        {
            _repeat = null;
            _dirtier.CountRepeat();
            return again;
        }

        var sent = _dirtier.Spoil(_world.Next());
        _world.Sent(sent);
        _counts[(int)sent.Kind]++;
        if (_dirtier.Repeats()) _repeat = sent;
        return sent;
    }
}
