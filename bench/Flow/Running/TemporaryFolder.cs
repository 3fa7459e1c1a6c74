namespace PatientFlow.Flow.Bench;

/// <summary>A folder that is deleted with all that is in it, also when the run is stopped.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("patientflow-bench-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
