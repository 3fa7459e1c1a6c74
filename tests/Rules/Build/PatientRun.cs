using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Patients;

namespace PatientFlow.Tests.Build;

/// <summary>One patient to whom events happen one by one, with everything that the lake and the wards were told.</summary>
internal sealed class PatientRun(NetworkMap? network = null)
{
    private readonly NetworkMap map = network ?? Networks.Seed;
    private long offset;

    public PatientSnapshot Snapshot { get; private set; } = PatientSnapshot.Empty;

    public List<EventOutcome> Outcomes { get; } = [];

    public List<Movement> Movements { get; } = [];

    public List<Passage> Passages { get; } = [];

    public List<BedVacancy> Vacated { get; } = [];

    /// <summary>All versions ever opened, as the lake holds them now.</summary>
    public SortedDictionary<long, PatientVersion> Versions { get; } = [];

    /// <summary>All stays ever opened, as the lake holds them now.</summary>
    public SortedDictionary<long, Stay> Stays { get; } = [];

    public Stay Stay => Assert.Single(Snapshot.Stays);

    public EventOutcome Last => Outcomes[^1];

    public PatientRun Then(params SentEvent[] events)
    {
        foreach (var e in events) Apply(e.Clean(0, offset++, network: map));
        return this;
    }

    public EventOutcome Apply(PatientEvent e) => Assert.Single(ApplyAll(e).Events);

    public PatientOutcome ApplyAll(PatientEvent e)
    {
        var fold = new PatientFold(Snapshot, map);
        fold.Apply(e);
        Snapshot = fold.ToSnapshot();
        var all = fold.ToOutcome();
        Outcomes.Add(Assert.Single(all.Events));
        Movements.AddRange(all.Movements);
        Passages.AddRange(all.Passages);
        Vacated.AddRange(all.Vacated);
        foreach (var version in all.Versions) Versions[version.PatientSk] = version;
        foreach (var stay in all.Stays) Stays[stay.StaySk] = stay;
        return all;
    }

    /// <summary>The flags that only the patient can give, of the last event.</summary>
    public ExtraFlags StateFlags => Last.Extra & (ExtraFlags)unchecked((int)0xFFFF0000);

    public static string Text<T>(T value) => JsonSerializer.Serialize(value);
}
