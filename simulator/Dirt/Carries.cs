using PatientFlow.Events;

namespace PatientFlow.Simulator.Dirt;

/// <summary>Which fields a kind of event has on the wire, as far as dirt is concerned.</summary>
internal static class Carries
{
    public static bool Age(EventKind kind) => kind is EventKind.Admission or EventKind.Discharge or EventKind.Update;

    public static bool AdmissionTime(EventKind kind) =>
        kind is EventKind.Admission or EventKind.Discharge or EventKind.Transfer;

    /// <summary>Whether any of gender, age, diagnosis, insurance and admission time is there to go missing.</summary>
    public static bool AnyNullable(EventKind kind) => kind is not EventKind.Vitals;
}
