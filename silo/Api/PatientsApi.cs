using PatientFlow.Patients;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>A patient: state, SCD2 versions, stays, movements; and who is in a department.</summary>
internal static class PatientsApi
{
    private const int PatientsMax = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/patients", FindAsync).Named("find_patients", Subjects.Patients).For(Permission.Patients)
            .Answers<IReadOnlyList<FoundPatientView>>().Paged(PatientsMax).Audited();
        routes.MapGet("/patients/{id}", PatientAsync).Named("get_patient", Subjects.Patients).For(Permission.Patients)
            .Answers<PatientView>(StatusCodes.Status404NotFound).Audited();
        routes.MapGet("/patients/{id}/history", HistoryAsync).Named("get_patient_history", Subjects.Patients).For(Permission.Patients)
            .Answers<HistoryView>(StatusCodes.Status404NotFound).Audited();
        routes.MapGet("/patients/{id}/stays", StaysAsync).Named("get_patient_stays", Subjects.Patients).For(Permission.Patients)
            .Answers<StaysView>(StatusCodes.Status404NotFound).Audited();
        routes.MapGet("/patients/{id}/movements", MovementsAsync).Named("get_patient_movements", Subjects.Patients)
            .For(Permission.Patients).Answers<MovementsView>(StatusCodes.Status404NotFound).Audited();
    }

    /// <summary>Patients who are in a department now, by the beginning of their ids.</summary>
    /// <remarks>
    /// By id. It asks the departments, so whoever was discharged, or is in no department that the network knows, is not found
    /// here: ask for that patient by id. Restricted patients are left out.
    /// </remarks>
    internal static async Task<IResult> FindAsync(
        HttpContext http, PatientAccess access, IGrainFactory grains, SeenNetwork network,
        [ParameterWords("What the id begins with, exactly as sent; 1 to 256 characters.", "p-1")] string? id_prefix,
        [ParameterWords("Only patients in this hospital.", "3")] int? hospital)
    {
        if (ListPage.Of(http.Request.Query, PatientsMax) is not { } page) return Problems.NoPage(PatientsMax);
        if (id_prefix is not { Length: >= 1 and <= AskedId.CharsMax })
            return Problems.NoQuery($"id_prefix is what the id begins with, 1 to {AskedId.CharsMax} characters.");
        var units = network.Units.Where(u => hospital is null || u.HospitalId == hospital);
        var found = (await Censuses.OfAsync(units, grains))
            .SelectMany(d => d.Patients.Where(p => p.PatientId.StartsWith(id_prefix, StringComparison.Ordinal))
                .Select(p => (Census: d, Patient: p)))
            .Where(f => page.After is null || string.CompareOrdinal(f.Patient.PatientId, page.After) > 0)
            // For a moment of a transfer, two departments may have a patient: the newer one is told.
            .GroupBy(f => f.Patient.PatientId, StringComparer.Ordinal).Select(g => g.MaxBy(f => f.Patient.Sequence))
            .OrderBy(f => f.Patient.PatientId, StringComparer.Ordinal).Select(f => FoundPatientView.Of(f.Census, f.Patient));
        return Results.Ok(page.Take(http, await access.ShownAsync(found, f => f.PatientId), f => f.PatientId));
    }

    /// <summary>A patient now.</summary>
    internal static Task<IResult> PatientAsync(
        [ParameterWords("Id of the patient, as producers send it.", "p-1")] string id, PatientAccess access, IGrainFactory grains) =>
        AnswerAsync(id, access, grains, PatientView.Of);

    /// <summary>Versions of a patient's gender, age and insurance.</summary>
    /// <remarks>At most the last 32; `gold/dim_patient` has all.</remarks>
    internal static Task<IResult> HistoryAsync(
        [ParameterWords("Id of the patient, as producers send it.", "p-1")] string id, PatientAccess access, IGrainFactory grains) =>
        AnswerAsync(id, access, grains, HistoryView.Of);

    /// <summary>A patient's stays.</summary>
    /// <remarks>At most the last 32; `gold/fact_stay` has all.</remarks>
    internal static Task<IResult> StaysAsync(
        [ParameterWords("Id of the patient, as producers send it.", "p-1")] string id, PatientAccess access, IGrainFactory grains) =>
        AnswerAsync(id, access, grains, StaysView.Of);

    /// <summary>Where a patient was, place by place.</summary>
    /// <remarks>
    /// Of the stays that `stays` has, and at most the last 64 transfers; `gold/fact_patient_flow` has each event. A transfer
    /// that was cancelled is not told.
    /// </remarks>
    internal static Task<IResult> MovementsAsync(
        [ParameterWords("Id of the patient, as producers send it.", "p-1")] string id, PatientAccess access, IGrainFactory grains) =>
        AnswerAsync(id, access, grains, MovementsView.Of);

    private static async Task<IResult> AnswerAsync<T>(
        string id, PatientAccess access, IGrainFactory grains, Func<string, PatientSnapshot, T> view)
    {
        if (!AskedId.IsPossible(id)) return Problems.NotFound("patient");
        var snapshot = await grains.GetGrain<IPatientGrain>(id).GetAsync();
        return snapshot is null || !await access.MaySeeAsync(id, snapshot) ? Problems.NotFound("patient") : Results.Ok(view(id, snapshot));
    }
}
