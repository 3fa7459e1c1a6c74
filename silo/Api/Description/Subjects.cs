namespace PatientFlow.Silo.Api.Description;

/// <summary>What the routes are about; a client's documentation is sorted by it.</summary>
internal static class Subjects
{
    public const string Places = "places";
    public const string Patients = "patients";
    public const string Flow = "flow";
    public const string Events = "events";
    public const string Lake = "lake";
    public const string System = "system";

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<(string Name, string Words)> All { get; } =
    [
        (Places, "Hospitals, departments and beds, as they are now."),
        (Patients, "Patients: who and where they are, their stays and versions. Each request is audited."),
        (Flow, "Census, arrivals and departures over time, long stays."),
        (Events, "What producers send, and what became of it."),
        (Lake, "Export runs and quarantine."),
        (System, "Progress of the silo, and alerts."),
    ];
}
