namespace PatientFlow.Silo.Api;

/// <summary>Problem documents (RFC 9457). None repeats what the client sent: it may be a patient's id.</summary>
internal static class Problems
{
    /// <summary>404 for a thing that is not known.</summary>
    public static IResult NotFound(string thing) => Results.Problem(
        $"There is no such {thing}.", statusCode: StatusCodes.Status404NotFound, title: $"Unknown {thing}");
}
