namespace PatientFlow.Silo.Api;

/// <summary>Version 1 of the API: every route of it is mapped below this, each subject in a file of its own.</summary>
internal static class ApiV1
{
    /// <summary>What every path of it begins with.</summary>
    public const string Path = "/api/v1";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup(Path)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status500InternalServerError);
        PlacesApi.Map(v1);
        BedsApi.Map(v1);
        BedSwapApi.Map(v1);
        BedStatusApi.Map(v1);
        PatientsApi.Map(v1);
        BreakGlassApi.Map(v1);
        CensusApi.Map(v1);
        LongStaysApi.Map(v1);
        EventsApi.Map(v1);
        EventEffectApi.Map(v1);
        ExportsApi.Map(v1);
        QuarantineApi.Map(v1);
        AlertsApi.Map(v1);
        MeApi.Map(v1);
        FeedApi.Map(v1);
        StatusApi.Map(v1);
    }
}
