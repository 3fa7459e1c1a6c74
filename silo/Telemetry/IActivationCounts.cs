namespace PatientFlow.Silo.Telemetry;

/// <summary>Grains in memory, as the runtime counts them. A runtime with metrics of its own has none.</summary>
internal interface IActivationCounts
{
    /// <summary>Activations of each grain class now.</summary>
    IEnumerable<(string GrainType, int Activations)> Read();
}
