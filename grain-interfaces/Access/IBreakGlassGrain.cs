using Orleans.Concurrency;

namespace PatientFlow.Access;

/// <summary>
/// What one person may see for a while beyond their part of the network, because they said why (break-glass). It is held
/// in memory only: after a restart they say it again. Key: who they are.
/// </summary>
[Alias("break-glass")]
public interface IBreakGlassGrain : IGrainWithStringKey
{
    /// <summary>Lets them see a patient; returns until when, UTC.</summary>
    /// <param name="patientId">The patient.</param>
    /// <param name="reason">Why, in their words.</param>
    [Alias("break")]
    Task<DateTime> BreakAsync(string patientId, string reason);

    /// <summary>Returns why they may see a patient now; null if they did not say.</summary>
    /// <param name="patientId">The patient.</param>
    [AlwaysInterleave, Alias("reason")]
    Task<string?> GetReasonAsync(string patientId);
}
