namespace PatientFlow.Silo.Api;

/// <summary>
/// Problem documents (RFC 9457). None repeats what the client sent, because it may be a patient's id.
/// </summary>
internal static class Problems
{
    /// <summary>Returns 404 for something unknown.</summary>
    public static IResult NotFound(string thing) => Results.Problem(
        $"There is no such {thing}.", statusCode: StatusCodes.Status404NotFound, title: $"Unknown {thing}");

    /// <summary>Returns 400 for a page of a list that cannot be.</summary>
    public static IResult NoPage(int limitMax) => Results.Problem(
        $"limit is a number from 1 to {limitMax}, and after comes from the Link of the page before.",
        statusCode: StatusCodes.Status400BadRequest, title: "No such page");
}
