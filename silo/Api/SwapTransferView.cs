namespace PatientFlow.Silo.Api;

/// <summary>A transfer of a swap.</summary>
/// <param name="EventId">Id of its event.</param>
/// <param name="BedId">The bed that the patient comes to.</param>
/// <param name="Status">`accepted`, or `duplicate` of an event that was known.</param>
/// <param name="Partition">Partition of the log.</param>
/// <param name="Offset">Offset in the partition.</param>
internal sealed record SwapTransferView(string EventId, string BedId, string Status, int Partition, long Offset);
