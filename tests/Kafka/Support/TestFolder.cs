namespace PatientFlow.Tests.Kafka.Support;

/// <summary>A folder of one test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("patientflow-kafka-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
