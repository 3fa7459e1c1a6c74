using PatientFlow.Calls;

namespace PatientFlow.Access;

/// <summary>Keeps what one person may see for a while.</summary>
[GrainType(GrainTypes.BreakGlass)]
internal sealed class BreakGlassGrain(TimeProvider time) : Grain, IBreakGlassGrain
{
    private BrokenGlass broken = BrokenGlass.None;

    public Task<DateTime> BreakAsync(string patientId, string reason)
    {
        var now = time.GetUtcNow().UtcDateTime;
        broken = broken.With(patientId, reason, now);
        DelayDeactivation(BrokenGlass.Lasts);
        return Task.FromResult(now + BrokenGlass.Lasts);
    }

    public Task<string?> GetReasonAsync(string patientId)
    {
        var reason = broken.ReasonFor(patientId, time.GetUtcNow().UtcDateTime);
        if (reason is null && broken.IsOverAt(time.GetUtcNow().UtcDateTime)) DeactivateOnIdle();
        return Task.FromResult(reason);
    }
}
