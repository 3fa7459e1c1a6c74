namespace PatientFlow.Export;

/// <summary>
/// Tells the exporter, where it is on this silo, that the silo stops and has done its last export. A run that is under way
/// then waits for no other grain: those of this silo deactivate with it, and one of another silo may be starting and
/// ask the exporter, which answers nobody until its run is through. Each would wait for the other.
/// </summary>
public sealed class ExportEnd : IDisposable
{
    private readonly CancellationTokenSource source = new();

    /// <summary>Cancelled once it has begun.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>From now on this silo exports nothing.</summary>
    public void Begin() => source.Cancel();

    /// <inheritdoc />
    public void Dispose() => source.Dispose();
}
