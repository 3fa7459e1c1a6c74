namespace PatientFlow.Silo.Api;

/// <summary>
/// Problem documents (RFC 9457). None repeats what the client sent, because it may be a patient's id.
/// </summary>
internal static class Problems
{
    /// <summary>Returns 404 for something unknown.</summary>
    public static IResult NotFound(string thing) => Results.Problem(
        $"There is no such {thing}.", statusCode: StatusCodes.Status404NotFound, title: $"Unknown {thing}");
}
