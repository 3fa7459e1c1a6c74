namespace PatientFlow.Silo.Api.Description;

/// <summary>
/// Describes the body of a request that the route reads itself. It is not an <c>Accepts</c> of the route: routing would
/// refuse the content type of a plain <c>curl -d</c>.
/// </summary>
/// <param name="EntryType">What is sent, as an array.</param>
/// <param name="Description">In which forms.</param>
/// <param name="ContentTypes">The content types, the usual one first.</param>
internal sealed record SentBody(Type EntryType, string Description, params IReadOnlyList<string> ContentTypes);
