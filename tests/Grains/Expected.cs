using System.Text;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Tools.Verify;

namespace PatientFlow.Tests;

/// <summary>What a lake must hold: the plain fold of the log, and a comparison with what it does hold.</summary>
internal static class Expected
{
    public static Recomputation Of(MemoryLog log) => Recomputation.Of(
        [.. log.All().Select(r => new BronzeRecord(r.Partition, r.Offset, r.Record.AppendTime, r.Record.Payload))],
        Enumerable.Range(0, log.Partitions).ToDictionary(p => p, log.End),
        new NetworkMap(NetworkDefinition.Seed()));

    public static void Equal(Recomputation fold, MemoryWarehouse lake)
    {
        Assert.Equal(
            fold.Rows.Bronze.Select(b => (b.Partition, b.Offset, Encoding.UTF8.GetString(b.Json.Span), b.Unusable)).Order(),
            lake.Bronze.Select(b => (b.Partition, b.Offset, Encoding.UTF8.GetString(b.Json.Span), b.Unusable)).Order());
        Assert.Equal(
            fold.Rows.Quarantine.Select(q => (q.Partition, q.Offset, q.Reason)).Order(),
            lake.Quarantine.Select(q => (q.Partition, q.Offset, q.Reason)).Order());
        Assert.Equal(
            fold.Rows.Silver.OrderBy(s => s.Event.Partition).ThenBy(s => s.Event.Offset).Select(s => (s.Event, s.Outcome)),
            lake.Silver.OrderBy(s => s.Event.Partition).ThenBy(s => s.Event.Offset).Select(s => (s.Event, s.Outcome)));
        Assert.Equal(
            fold.Rows.Facts.OrderBy(s => s.Event.Partition).ThenBy(s => s.Event.Offset).Select(s => (s.Event, s.Outcome, s.DepartmentSk)),
            lake.Facts.OrderBy(s => s.Event.Partition).ThenBy(s => s.Event.Offset).Select(s => (s.Event, s.Outcome, s.DepartmentSk)));
        Assert.Equal(
            fold.Rows.BedStatuses.OrderBy(s => s.Event.Partition).ThenBy(s => s.Event.Offset).Select(s => (s.Event, s.Change, s.DepartmentSk)),
            lake.BedStatuses.OrderBy(s => s.Event.Partition).ThenBy(s => s.Event.Offset).Select(s => (s.Event, s.Change, s.DepartmentSk)));
        Assert.Equal(InOrder(fold.Rows.Passages), InOrder(lake.Passages));
        Assert.Equal(fold.Rows.Versions.OrderBy(v => v.Version.PatientSk), lake.Versions.Values.OrderBy(v => v.Version.PatientSk));
        Assert.Equal(fold.Rows.Stays.OrderBy(s => s.Stay.StaySk), lake.Stays.Values.OrderBy(s => s.Stay.StaySk));
    }

    private static IEnumerable<Passage> InOrder(IEnumerable<Passage> passages) =>
        passages.OrderBy(p => p.Partition).ThenBy(p => p.Offset).ThenBy(p => p.IsArrival);
}
