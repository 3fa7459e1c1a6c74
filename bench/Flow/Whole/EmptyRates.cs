namespace PatientFlow.Flow.Bench;

/// <summary>How often in a second grains can be made to do nothing.</summary>
/// <param name="Calls">By a call that is awaited.</param>
/// <param name="Turns">By an action on the scheduler of an activation of this process.</param>
internal readonly record struct EmptyRates(double Calls, double Turns);
