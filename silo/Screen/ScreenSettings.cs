namespace PatientFlow.Silo.Screen;

/// <summary>What the silo tells whoever started it.</summary>
internal sealed record ScreenSettings
{
    /// <summary>Whether the whole log is shown.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>How often figures are told where output is no terminal; null for the log instead.</summary>
    public TimeSpan? StatusEvery { get; init; }

    /// <summary>File that gets the address of the API once the silo serves; null for none.</summary>
    public string? ReadyFile { get; init; }
}
