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
    private readonly HashSet<string> _beds = [.. Beds(network)];
    private readonly Dictionary<Guid, string> _places = [];
    private readonly Dictionary<string, Guid> _occupants = [];
    private readonly Dictionary<string, DateTime> _freedAt = [];
    private readonly Dictionary<Guid, DateTime> _leftAt = [];
    private readonly Dictionary<Guid, DateTime> _lastEventAt = [];
    private readonly HashSet<Guid> _seen = [];
    private readonly HashSet<Guid> _dead = [];
    private DateTime _now = DateTime.MinValue;

    public int Occupied => _occupants.Count;
    public int Capacity => _beds.Count;
    public int Readmissions { get; private set; }
    public IReadOnlyCollection<string> OccupiedBeds => _occupants.Keys;

    public static IEnumerable<string> Beds(NetworkDefinition network) =>
        from hospital in network.Hospitals
        from ward in hospital.Beds
        from number in Enumerable.Range(1, ward.Value)
        select $"H{hospital.Id}-{ward.Key}-{number}";

    public void Apply(GeneratedEvent happened)
    {
        if (!_seen.Add(happened.EventId)) return;
        Assert.True(happened.EventTime >= _now, "the stream runs backwards");
        _now = happened.EventTime;
        if (_lastEventAt.TryGetValue(happened.PatientId, out var last))
            Assert.True(happened.EventTime > last, "two events of a patient show the same time");
        _lastEventAt[happened.PatientId] = happened.EventTime;

        switch (happened.Kind)
        {
            case EventKind.Admission: Admit(happened); break;
            case EventKind.Transfer: Transfer(happened); break;
            case EventKind.Discharge: Discharge(happened); break;
            case EventKind.Vitals: Assert.Equal(_places[happened.PatientId], happened.BedId); break;
            default: Assert.True(_places.ContainsKey(happened.PatientId)); break;
        }
    }

    private void Admit(GeneratedEvent admission)
    {
        Assert.False(_dead.Contains(admission.PatientId), "the dead are admitted");
        Assert.False(_places.ContainsKey(admission.PatientId), "admitted twice");
        var bed = Take(admission);
        if (_leftAt.ContainsKey(admission.PatientId)) Readmissions++;
        if (!clean) return;

        var delay = admission.EventTime - admission.AdmissionTime;
        Assert.InRange(delay ?? TimeSpan.MaxValue, TimeSpan.Zero, TimeSpan.FromMinutes(30));
        Assert.True(admission.AdmissionTime >= _freedAt.GetValueOrDefault(bed), "admitted into an occupied bed");
        Assert.True(admission.AdmissionTime >= _leftAt.GetValueOrDefault(admission.PatientId), "two stays at once");
    }

    private void Transfer(GeneratedEvent transfer)
    {
        var from = _places[transfer.PatientId];
        Assert.NotEqual(from, transfer.BedId);
        Assert.Equal(from.Split('-')[0], transfer.BedId?.Split('-')[0]);
        Free(from);
        Take(transfer);
    }

    private void Discharge(GeneratedEvent discharge)
    {
        Assert.True(_places.Remove(discharge.PatientId, out var bed), "discharged without an admission");
        Assert.Equal(bed, discharge.BedId);
        Free(bed);
        _leftAt[discharge.PatientId] = discharge.EventTime;
        if (discharge.DischargeStatus == "Deceased") _dead.Add(discharge.PatientId);
        if (!clean) return;

        Assert.Equal(discharge.EventTime, discharge.DischargeTime);
        Assert.True(discharge.AdmissionTime < discharge.DischargeTime, "discharged before admission");
        Assert.True(discharge.LengthOfStayHours > 0);
    }

    private string Take(GeneratedEvent happened)
    {
        var bed = happened.BedId ?? "";
        Assert.True(_beds.Contains(bed), $"there is no bed {bed}");
        Assert.True(_occupants.TryAdd(bed, happened.PatientId), $"two patients in {bed}");
        _places[happened.PatientId] = bed;
        return bed;
    }

    private void Free(string bed)
    {
        Assert.True(_occupants.Remove(bed));
        _freedAt[bed] = _now;
    }
}
