using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Security;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Api;

/// <summary>How much of what came could not be used.</summary>
internal static class QuarantineApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/quarantine", QuarantineAsync).Named("get_quarantine", Subjects.Lake).For(Permission.Operations).Answers<QuarantineView>();

    /// <summary>How many records went to quarantine.</summary>
    /// <remarks>
    /// The records themselves may name patients and are not here: `./run quarantine` lists and repairs them from
    /// `bronze/quarantine`.
    /// </remarks>
    internal static async Task<IResult> QuarantineAsync(
        StatusReader status, FreshTables lake, CancellationToken cancellationToken) =>
        Results.Ok(QuarantineView.Of(await status.ReadPartitionsAsync(), await CountAsync(lake, cancellationToken)));

    private static async Task<long?> CountAsync(FreshTables lake, CancellationToken cancellationToken)
    {
        try
        {
            var table = await lake.LookAsync(BronzeTables.Quarantine, cancellationToken);
            return await table.CountAsync(table.Current, cancellationToken);
        }
        catch (Exception fault) when (FreshTables.IsOfLake(fault))
        {
            return null; // What came since the start is known without it.
        }
    }
}
