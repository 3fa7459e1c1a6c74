using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>A patient: state, SCD2 versions, stays.</summary>
internal static class PatientsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var patients = routes.MapGroup("/api/patients/{id}").AddEndpointFilter<Audit.AuditFilter>();
        patients.MapGet("", (string id, IGrainFactory grains) => AnswerAsync(id, grains, PatientView.Of));
        patients.MapGet("/history", (string id, IGrainFactory grains) => AnswerAsync(id, grains, HistoryView.Of));
        patients.MapGet("/stays", (string id, IGrainFactory grains) => AnswerAsync(id, grains, StaysView.Of));
    }

    private static async Task<IResult> AnswerAsync<T>(
        string id, IGrainFactory grains, Func<string, PatientSnapshot, T> view)
    {
        // Otherwise any text that a client sends would activate a grain.
        if (id.Length > 256 || id.Any(char.IsControl)) return Problems.NotFound("patient");
        var snapshot = await grains.GetGrain<IPatientGrain>(id).GetAsync();
        return snapshot is null ? Problems.NotFound("patient") : Results.Ok(view(id, snapshot));
    }
}
