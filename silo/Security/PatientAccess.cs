using PatientFlow.Access;
using PatientFlow.Patients;

namespace PatientFlow.Silo.Security;

/// <summary>Decides whether a caller sees a patient. Owned by: one request.</summary>
internal sealed class PatientAccess(Caller caller, IHttpContextAccessor http, IGrainFactory grains)
{
    /// <summary>
    /// Whether the caller may see a patient: one in their part of the network who is not restricted, or one for whom they
    /// said why. The request's audit record has the reason then.
    /// </summary>
    /// <param name="id">The patient.</param>
    /// <param name="patient">What is known of the patient.</param>
    public async Task<bool> MaySeeAsync(string id, PatientSnapshot patient)
    {
        if (patient.Privacy is not { IsRestricted: true } && caller.Sees(patient)) return true;
        if (await grains.GetGrain<IBreakGlassGrain>(caller.Subject).GetReasonAsync(id) is not { } reason) return false;
        http.HttpContext?.Features.Set(new GivenReason(reason));
        return true;
    }

    /// <summary>The same for an event's patient; an event without one is for those who see all.</summary>
    /// <param name="id">The patient; null for none.</param>
    public async Task<bool> MaySeeAsync(string? id) =>
        id is not null && await grains.GetGrain<IPatientGrain>(id).GetAsync() is { } patient
            ? await MaySeeAsync(id, patient)
            : caller.Scope.IsEverything;

    /// <summary>Returns those of a list, all in the caller's part of the network, who may be shown to the caller.</summary>
    /// <param name="list">The list.</param>
    /// <param name="idOf">Returns the patient of an entry.</param>
    public async Task<IReadOnlyList<T>> ShownAsync<T>(IEnumerable<T> list, Func<T, string> idOf)
    {
        T[] all = [.. list];
        var shown = await Task.WhenAll(all.Select(entry => IsShownAsync(idOf(entry))));
        return [.. all.Where((_, i) => shown[i])];
    }

    private async Task<bool> IsShownAsync(string id) =>
        await grains.GetGrain<IPatientGrain>(id).GetAsync() is not { Privacy.IsRestricted: true } patient || await MaySeeAsync(id, patient);
}
