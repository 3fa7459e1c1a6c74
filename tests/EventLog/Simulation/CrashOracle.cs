namespace PatientFlow.EventLog.Tests;

/// <summary>
/// Opens a disk after a crash and says what is wrong with the log on it: an acknowledged record is missing, a record
/// is torn, at another place or of nobody's making, the log does not open, or it shows what is not durable.
/// </summary>
internal sealed class CrashOracle(CrashWorkload workload)
{
    public List<string> Violations { get; } = [];

    public int Images { get; private set; }

    /// <summary>How many images had something to cut: a harness that never tears anything proves nothing.</summary>
    public int ImagesCut { get; private set; }

    /// <summary>Checks a disk as it is now, then once more after a power loss that spares nothing unsynced.</summary>
    public void Check(string what, SimulatedDisk disk, long[] ackedEnds)
    {
        if (Open(what, disk, ackedEnds) is not { } shown) return;
        // What recovery has shown to readers is a promise like an acknowledgement.
        Open($"{what}, power loss after recovery", disk.AfterPowerLoss(() => false), shown);
    }

    /// <summary>As Check, and crashes before each step of the recovery itself.</summary>
    public void CheckWithCrashesDuringRecovery(string what, SimulatedDisk disk, long[] ackedEnds, Func<bool> survives)
    {
        var inside = new List<SimulatedDisk>();
        disk.BeforeStep = (_, _) => inside.Add(disk.AfterPowerLoss(survives));
        Check(what, disk, ackedEnds);
        foreach (var image in inside) Check($"{what}, crash during recovery", image, ackedEnds);
    }

    private long[]? Open(string what, SimulatedDisk disk, long[] ackedEnds)
    {
        Images++;
        try
        {
            var recovered = RecoveredLog.From(
                CrashWorkload.Options.Folder, CrashWorkload.Options.Partitions, disk, workload.Time);
            if (recovered.TailCuts.Count > 0) ImagesCut++;
            for (var p = 0; p < CrashWorkload.Partitions; p++) CheckPartition(what, disk, recovered.Partitions[p], ackedEnds[p]);
            return [.. recovered.Partitions.Select(p => p.EndOffset)];
        }
        catch (EventLogException failure)
        {
            Violations.Add($"{what}: {failure.Message}");
            return null;
        }
    }

    private void CheckPartition(string what, SimulatedDisk disk, PartitionLog partition, long ackedEnd)
    {
        var where = $"{what}: partition {partition.Number}";
        if (partition.StartOffset != 0) Violations.Add($"{where} starts at {partition.StartOffset}");
        if (partition.EndOffset < ackedEnd)
            Violations.Add($"{where} ends at {partition.EndOffset}, acknowledged up to {ackedEnd}");
        var reader = new RecordReader(disk, partition, CrashWorkload.Options.ReadBytesMax);
        for (var next = partition.StartOffset; next < partition.EndOffset;)
            foreach (var record in reader.Read(next, 10))
            {
                if (record.Offset != next++) Violations.Add($"{where} has {record.Offset} in place of {next - 1}");
                if (Fault(partition.Number, record) is { } fault) Violations.Add($"{where}, {record.Offset}: {fault}");
            }
    }

    private string? Fault(int partition, LogRecord record)
    {
        var submitted = workload.Submitted[partition];
        if (record.Offset >= submitted.Count) return "nobody appended it";
        if (Samples.KeyOf(record) != submitted[(int)record.Offset]) return "another record belongs here";
        return record.Payload.Span.SequenceEqual(Samples.Payload(record.Key.Span)) ? null : "it is torn";
    }
}
