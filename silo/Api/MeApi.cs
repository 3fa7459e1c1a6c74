using PatientFlow.Silo.Api.Description;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api;

/// <summary>Tells a caller who they are here.</summary>
internal static class MeApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/me", Me).Named("get_me", Subjects.System).ForAnyCaller().Answers<MeView>();

    /// <summary>Who asks, what they may, and for which part of the network.</summary>
    /// <remarks>For every token or key that is valid, also one without any role.</remarks>
    internal static IResult Me(Caller caller) => Results.Ok(MeView.Of(caller));
}
