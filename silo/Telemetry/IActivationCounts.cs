namespace PatientFlow.Silo.Telemetry;

/// <summary>Grains in memory; each runtime has its own way to count them.</summary>
internal interface IActivationCounts
{
    /// <summary>Activations of each grain class now.</summary>
    IEnumerable<(string GrainType, int Activations)> Read();
}
