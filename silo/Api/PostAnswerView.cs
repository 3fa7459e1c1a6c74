using System.Text.Json.Serialization;

namespace PatientFlow.Silo.Api;

/// <summary>Counts of a request's events, and the events.</summary>
/// <param name="Accepted">Events that the log holds now: all of the request.</param>
/// <param name="Duplicates">How many of them repeat an event that was known; 0 if the sender prefers a minimal answer.</param>
/// <param name="Quarantined">How many of them cannot be used.</param>
/// <param name="Events">All events; only the quarantined ones if the sender prefers a minimal answer.</param>
internal sealed record PostAnswerView(int Accepted, int Duplicates, int Quarantined, IReadOnlyList<PostedEventView> Events)
{
    /// <summary>200 if all can be used, 422 if none can, else 207.</summary>
    [JsonIgnore]
    public int Status => Quarantined == 0 ? StatusCodes.Status200OK
        : Quarantined == Accepted ? StatusCodes.Status422UnprocessableEntity
        : StatusCodes.Status207MultiStatus;
}
