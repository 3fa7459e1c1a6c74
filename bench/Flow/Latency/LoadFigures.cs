namespace PatientFlow.Flow.Bench;

/// <summary>What one load on a silo showed; times in milliseconds.</summary>
/// <param name="EventsPerSecond">Rate at which events became durable.</param>
/// <param name="AppendedToVisible">From the answer to a POST until the API shows its last event.</param>
/// <param name="SentToVisible">From the moment at which the POST was due.</param>
/// <param name="Departments">Answers about a department and its patients.</param>
/// <param name="Patients">Answers about a patient.</param>
internal sealed record LoadFigures(
    double EventsPerSecond, Samples AppendedToVisible, Samples SentToVisible, Samples Departments, Samples Patients);
