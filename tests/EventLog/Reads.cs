namespace PatientFlow.EventLog.Tests;

/// <summary>Reads whole partitions, checking on the way what holds for every read.</summary>
internal static class Reads
{
    public static List<LogRecord> All(EmbeddedLog log, int partition, int maxRecords = 1000)
    {
        var records = new List<LogRecord>();
        var next = log.StartOffset(partition);
        var last = DateTime.MinValue;
        while (log.TryRead(partition, next, maxRecords, out var some))
        {
            Assert.InRange(some.Count, 1, maxRecords);
            foreach (var record in some)
            {
                Assert.Equal(next++, record.Offset);
                Assert.True(record.AppendTime >= last, "append time went backwards");
                last = record.AppendTime;
            }

            records.AddRange(some);
        }

        Assert.Equal(log.EndOffset(partition), next);
        return records;
    }
}
