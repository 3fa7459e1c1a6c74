namespace PatientFlow.Silo.Api.Description;

/// <summary>Says of a route that its answer goes on and on: it has no tag.</summary>
internal sealed record StreamedAnswer
{
    public static StreamedAnswer Instance { get; } = new();
}
