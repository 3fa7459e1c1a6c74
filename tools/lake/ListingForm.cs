namespace PatientFlow.Tools.Lake;

/// <summary>Output format of results.</summary>
internal enum ListingForm
{
    /// <summary>A drawn table, for people.</summary>
    Terminal,

    /// <summary>Tab-separated values, one row per line, for pipes.</summary>
    Plain,

    /// <summary>One object per line.</summary>
    Json,
}
