using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Simulator.Delivery;

namespace PatientFlow.Tests.Simulator;

/// <summary>What is said of beds between two patients, only where that is asked for.</summary>
public sealed class HousekeepingTests
{
    private const int Count = 20_000;

    [Fact]
    public void Patients_WithAndWithoutHousekeeping_LiveTheSameLives()
    {
        var with = (Streams.Settings(7) with { BedStatus = true }).Take(Count).Where(e => e.Kind is not EventKind.BedStatus).ToList();

        Assert.InRange(with.Count, Count / 3, Count - 1_000);
        Assert.Equal(Streams.Settings(7).Take(with.Count), with);
    }

    [Fact]
    public void NoBedStatus_IsSent_ByDefault() =>
        Assert.DoesNotContain(Streams.Settings(7).Take(Count), e => e.Kind is EventKind.BedStatus);

    [Fact]
    public void BedStatuses_AreOfTheWardsWhoseBedsAreCleaned_WhereTheNetworkSaysSo()
    {
        var seed = NetworkDefinition.Seed();
        var network = seed with { Departments = [.. seed.Departments.Select(d => d with { BedsAreCleaned = d.Code == "ICU" })] };
        var said = Streams.Clean(7, network).Take(Count).Where(e => e.Kind is EventKind.BedStatus).ToList();

        Assert.True(said.Count > 100);
        Assert.All(said, e => Assert.Contains("-ICU-", e.BedId, StringComparison.Ordinal));
    }

    [Fact]
    public void ABed_IsDirtyThenCleanedThenAvailable_AndNothingIsSaidOfItWhileAPatientIsIn()
    {
        var ledger = new BedLedger(NetworkDefinition.Seed(), clean: true);
        var states = new Dictionary<string, CleaningStage>();
        var cleaned = 0;
        foreach (var e in (Streams.Clean(7) with { BedStatus = true }).Take(Count))
        {
            if (e.Kind is not EventKind.BedStatus)
            {
                ledger.Apply(e);
                foreach (var bed in ledger.OccupiedBeds) states.Remove(bed);
                continue;
            }

            var id = e.BedId ?? "";
            Assert.DoesNotContain(id, ledger.OccupiedBeds);
            var stage = states.GetValueOrDefault(id);
            Assert.Contains((stage, e.Bed.Stage), new[]
            {
                (CleaningStage.None, CleaningStage.Dirty), (CleaningStage.None, CleaningStage.Stat),
                (CleaningStage.Dirty, CleaningStage.InProgress), (CleaningStage.Stat, CleaningStage.InProgress),
                (CleaningStage.InProgress, CleaningStage.None),
            });
            Assert.Equal(e.Bed.Stage is CleaningStage.None ? BedStatus.Available : BedStatus.Dirty, e.Bed.Status);
            states[id] = e.Bed.Stage;
            if (e.Bed.Stage is CleaningStage.None) cleaned++;
        }

        Assert.True(cleaned > 500);
    }

    [Fact]
    public void ABedStatus_HasItsKeysInOrder_AndTheBedAsMessageKey()
    {
        var said = (Streams.Clean(7) with { BedStatus = true }).Take(2_000).Where(e => e.Kind is EventKind.BedStatus).ToList();
        Assert.All(WireFormatTests.Read(said), line => Assert.Contains(
            string.Join(' ', line.EnumerateObject().Select(p => p.Name)),
            new[] { "event_type event_id bed_id status stage event_timestamp", "event_type event_id bed_id status event_timestamp" }));

        using var batch = new OutgoingBatch();
        batch.Add(said[0]);
        Assert.Null(batch[0].Patient);
        Assert.Equal(said[0].BedId, System.Text.Encoding.UTF8.GetString(PayloadFields.Read(batch[0].Json).Key ?? []));
    }
}
