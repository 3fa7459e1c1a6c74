namespace PatientFlow.Silo.Api;

/// <summary>How many records could not be used for one reason.</summary>
/// <param name="Reason">The reason, as `bronze/quarantine` has it.</param>
/// <param name="Meaning">What is wrong, and what to do.</param>
/// <param name="Records">Records since the partitions' readers started.</param>
internal sealed record QuarantineReasonView(string Reason, string Meaning, long Records);
