namespace PatientFlow.Patients;

/// <summary>Events for one patient, and what became of them once they are applied. Owned by: one delivery.</summary>
/// <param name="key">Key of the patient's grain.</param>
/// <param name="batch">The events.</param>
internal sealed class AppliedBatch(string key, PatientBatch batch)
{
    /// <summary>Key of the patient's grain.</summary>
    public string Key => key;

    /// <summary>The events.</summary>
    public PatientBatch Batch => batch;

    /// <summary>What became of the events; null until they are applied.</summary>
    public PatientOutcome? Outcome { get; set; }

    /// <summary>What became of the events.</summary>
    /// <exception cref="InvalidOperationException">They have not been applied.</exception>
    public PatientOutcome OutcomeOrThrow() => Outcome ?? throw new InvalidOperationException("These events have not been applied yet.");
}
