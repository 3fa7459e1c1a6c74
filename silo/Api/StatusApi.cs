using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>Reports progress.</summary>
internal static class StatusApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/status", StatusAsync).Named("get_status", Subjects.System).For(Permission.Operations).Answers<SystemStatus>();

    /// <summary>Progress of the silo: partitions, how far behind they are, and what is wrong.</summary>
    /// <remarks>Counts are since the start.</remarks>
    internal static async Task<IResult> StatusAsync(StatusReader status) => Results.Ok(await status.ReadAsync());
}
