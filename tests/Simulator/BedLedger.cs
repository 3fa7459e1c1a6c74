using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Simulator.Events;

namespace PatientFlow.Tests.Simulator;

/// <summary>
/// A fold over a stream that knows nothing of the world that made it: who is in which bed, by bed ids alone. It stops
/// at the first event that could not happen in a real hospital.
/// </summary>
internal sealed class BedLedger(NetworkDefinition network, bool clean)
{
    private readonly HashSet<string> beds = [.. Beds(network)];
    private readonly Dictionary<Guid, string> places = [];
    private readonly Dictionary<string, Guid> occupants = [];
    private readonly Dictionary<string, DateTime> freedAt = [];
    private readonly Dictionary<Guid, DateTime> leftAt = [];
    private readonly Dictionary<Guid, DateTime> lastEventAt = [];
    private readonly HashSet<Guid> seen = [];
    private readonly HashSet<Guid> dead = [];
    private DateTime now = DateTime.MinValue;

    public int Occupied => occupants.Count;
    public int Capacity => beds.Count;
    public int Readmissions { get; private set; }
    public IReadOnlyCollection<string> OccupiedBeds => occupants.Keys;

    public static IEnumerable<string> Beds(NetworkDefinition network) =>
        from hospital in network.Hospitals
        from ward in hospital.Beds
        from number in Enumerable.Range(1, ward.Value)
        select $"H{hospital.Id}-{ward.Key}-{number}";

    public void Apply(GeneratedEvent happened)
    {
        if (!seen.Add(happened.EventId)) return;
        Assert.True(happened.EventTime >= now, "the stream runs backwards");
        now = happened.EventTime;
        if (lastEventAt.TryGetValue(happened.PatientId, out var last))
            Assert.True(happened.EventTime > last, "two events of a patient show the same time");
        lastEventAt[happened.PatientId] = happened.EventTime;

        switch (happened.Kind)
        {
            case EventKind.Admission: Admit(happened); break;
            case EventKind.Transfer: Transfer(happened); break;
            case EventKind.Discharge: Discharge(happened); break;
            case EventKind.Vitals: Assert.Equal(places[happened.PatientId], happened.BedId); break;
            default: Assert.True(places.ContainsKey(happened.PatientId)); break;
        }
    }

    private void Admit(GeneratedEvent admission)
    {
        Assert.False(dead.Contains(admission.PatientId), "the dead are admitted");
        Assert.False(places.ContainsKey(admission.PatientId), "admitted twice");
        var bed = Take(admission);
        if (leftAt.ContainsKey(admission.PatientId)) Readmissions++;
        if (!clean) return;

        var delay = admission.EventTime - admission.AdmissionTime;
        Assert.InRange(delay ?? TimeSpan.MaxValue, TimeSpan.Zero, TimeSpan.FromMinutes(30));
        Assert.True(admission.AdmissionTime >= freedAt.GetValueOrDefault(bed), "admitted into an occupied bed");
        Assert.True(admission.AdmissionTime >= leftAt.GetValueOrDefault(admission.PatientId), "two stays at once");
    }

    private void Transfer(GeneratedEvent transfer)
    {
        var from = places[transfer.PatientId];
        Assert.NotEqual(from, transfer.BedId);
        Assert.Equal(from.Split('-')[0], transfer.BedId?.Split('-')[0]);
        Free(from);
        Take(transfer);
    }

    private void Discharge(GeneratedEvent discharge)
    {
        Assert.True(places.Remove(discharge.PatientId, out var bed), "discharged without an admission");
        Assert.Equal(bed, discharge.BedId);
        Free(bed);
        leftAt[discharge.PatientId] = discharge.EventTime;
        if (discharge.DischargeStatus == "Deceased") dead.Add(discharge.PatientId);
        if (!clean) return;

        Assert.Equal(discharge.EventTime, discharge.DischargeTime);
        Assert.True(discharge.AdmissionTime < discharge.DischargeTime, "discharged before admission");
        Assert.True(discharge.LengthOfStayHours > 0);
    }

    private string Take(GeneratedEvent happened)
    {
        var bed = happened.BedId ?? "";
        Assert.True(beds.Contains(bed), $"there is no bed {bed}");
        Assert.True(occupants.TryAdd(bed, happened.PatientId), $"two patients in {bed}");
        places[happened.PatientId] = bed;
        return bed;
    }

    private void Free(string bed)
    {
        Assert.True(occupants.Remove(bed));
        freedAt[bed] = now;
    }
}
