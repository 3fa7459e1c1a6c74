namespace PatientFlow.Export;

/// <summary>
/// Tells the exporter, if it runs on this silo, that the silo is stopping and has made its last export. A run in
/// progress then waits for no other grain: grains on this silo deactivate with it, and a grain on another silo may be
/// waiting for the exporter itself. Otherwise each could wait for the other.
/// </summary>
public sealed class ExportEnd : IDisposable
{
    private readonly CancellationTokenSource source = new();

    /// <summary>Cancelled when the end has begun.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Marks the end: this silo exports nothing from now on.</summary>
    public void Begin() => source.Cancel();

    /// <inheritdoc />
    public void Dispose() => source.Dispose();
}
