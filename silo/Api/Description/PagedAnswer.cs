namespace PatientFlow.Silo.Api.Description;

/// <summary>Says of a route that its answer comes in pages (<see cref="ListPage"/>).</summary>
/// <param name="LimitMax">The largest limit, which is also the one of a request that names none.</param>
internal sealed record PagedAnswer(int LimitMax);
