using PatientFlow.Silo.Feed;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Api.Description;

/// <summary>
/// What each route says of itself. Its summary and remarks are the comment of its handler, the fields' are those of the
/// views: the compiler hands them on (docs/decisions/0017).
/// </summary>
internal static class RouteWords
{
    /// <summary>Gives a route its name, which is also its operation in clients, and its subject.</summary>
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string name, string subject) =>
        route.WithName(name).WithTags(subject);

    /// <summary>Says what it answers, and with which codes it refuses.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder route, params IEnumerable<int> refusals)
    {
        route.Produces<T>(StatusCodes.Status200OK, "application/json");
        foreach (var status in refusals) route.ProducesProblem(status);
        return route;
    }

    /// <summary>Says of what its stream of server-sent events is.</summary>
    public static RouteHandlerBuilder Streams<T>(this RouteHandlerBuilder route) =>
        route.Produces<T>(StatusCodes.Status200OK, FeedStream.ContentType).WithMetadata(StreamedAnswer.Instance);

    /// <summary>Records each request, because the answer may name a patient.</summary>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder route) =>
        route.AddEndpointFilter<AuditedReads>().WithMetadata(AuditedAnswer.Instance);

    /// <summary>Says that the answer comes in pages.</summary>
    public static RouteHandlerBuilder Paged(this RouteHandlerBuilder route, int limitMax) =>
        route.WithMetadata(new PagedAnswer(limitMax)).ProducesProblem(StatusCodes.Status400BadRequest);
}
