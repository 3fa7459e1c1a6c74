namespace PatientFlow.Tools.Quarantine;

/// <summary>A record in quarantine, without its payload.</summary>
/// <param name="AppendTime">When the log took it, UTC.</param>
/// <param name="Partition">Partition of the log.</param>
/// <param name="Offset">Offset in it.</param>
/// <param name="Reason">Why it could not be used, as the table spells it.</param>
/// <param name="Place">Where its row is.</param>
internal sealed record QuarantinedRecord(
    DateTime AppendTime, int Partition, long Offset, string Reason, RowPlace Place);

/// <summary>Place of a row in the table's files.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="Row">Row in it.</param>
internal readonly record struct RowPlace(int File, int Row);
