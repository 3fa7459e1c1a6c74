namespace Orleans.Embedded;

/// <summary>The numbers of a grain class.</summary>
/// <param name="GrainType">The name of the class in grain ids.</param>
/// <param name="Activations">Grains in memory now.</param>
/// <param name="Calls">Calls, timer ticks and stream deliveries begun since the start.</param>
public sealed record GrainClassStatistics(string GrainType, int Activations, long Calls);
