using PatientFlow.Patients;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>A patient: state, SCD2 versions, stays.</summary>
internal static class PatientsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var patients = routes.MapGroup("/api/patients/{id}").For(Permission.Patients);
        patients.MapGet("", (string id, PatientAccess access, IGrainFactory grains) => AnswerAsync(id, access, grains, PatientView.Of));
        patients.MapGet("/history", (string id, PatientAccess access, IGrainFactory grains) => AnswerAsync(id, access, grains, HistoryView.Of));
        patients.MapGet("/stays", (string id, PatientAccess access, IGrainFactory grains) => AnswerAsync(id, access, grains, StaysView.Of));
    }

    private static async Task<IResult> AnswerAsync<T>(
        string id, PatientAccess access, IGrainFactory grains, Func<string, PatientSnapshot, T> view)
    {
        // Otherwise any text that a client sends would activate a grain.
        if (id.Length > 256 || id.Any(char.IsControl)) return Problems.NotFound("patient");
        var snapshot = await grains.GetGrain<IPatientGrain>(id).GetAsync();
        return snapshot is null || !await access.MaySeeAsync(id, snapshot) ? Problems.NotFound("patient") : Results.Ok(view(id, snapshot));
    }
}
