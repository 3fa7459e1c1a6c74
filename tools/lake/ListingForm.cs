namespace PatientFlow.Tools.Lake;

/// <summary>How results are printed.</summary>
internal enum ListingForm
{
    /// <summary>A drawn table, for people.</summary>
    Terminal,

    /// <summary>Values between tabs, a row a line, for pipes.</summary>
    Plain,

    /// <summary>One object a line.</summary>
    Json,
}
