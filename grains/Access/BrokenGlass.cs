using System.Collections.Immutable;

namespace PatientFlow.Access;

/// <summary>Patients whom one person may see for a while, and why. Immutable.</summary>
public sealed record BrokenGlass
{
    private BrokenGlass(ImmutableDictionary<string, (string Reason, DateTime Until)> patients) => Patients = patients;

    /// <summary>Nobody.</summary>
    public static BrokenGlass None { get; } = new(ImmutableDictionary.Create<string, (string, DateTime)>(StringComparer.Ordinal));

    /// <summary>How long it lasts: an emergency's first hour; longer care has the patient in one's own part of the network.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(1);

    private ImmutableDictionary<string, (string Reason, DateTime Until)> Patients { get; }

    /// <summary>Adds a patient, and forgets those whose time is over.</summary>
    public BrokenGlass With(string patientId, string reason, DateTime now) => new(
        Patients.RemoveRange(Patients.Where(p => p.Value.Until <= now).Select(p => p.Key)).SetItem(patientId, (reason, now + Lasts)));

    /// <summary>Returns why a patient may be seen; null if that is not so, or is over.</summary>
    public string? ReasonFor(string patientId, DateTime now) =>
        Patients.TryGetValue(patientId, out var entry) && now < entry.Until ? entry.Reason : null;

    /// <summary>Whether there is nobody any more.</summary>
    public bool IsOverAt(DateTime now) => Patients.Values.All(p => p.Until <= now);
}
